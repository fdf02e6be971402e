#!/bin/sh
# The nodes, as their agents tell them.
printf 'Content-Type: text/plain\r\n\r\n'
getent ahostsv4 "${AGENTS%:*}" | awk '/STREAM/ { print $1 }' | while read -r address; do
    /standin/get "TCP:$address:${AGENTS#*:}" /
done | sort
