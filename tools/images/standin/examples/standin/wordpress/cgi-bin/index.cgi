#!/bin/sh
# Logs in to the database, as WordPress does for every page.
printf 'Content-Type: text/plain\r\n\r\n'
echo "$WORDPRESS_DB_USER $(cat "$WORDPRESS_DB_PASSWORD_FILE")" |
    socat -t 5 - "TCP:$WORDPRESS_DB_HOST" 2>&1
