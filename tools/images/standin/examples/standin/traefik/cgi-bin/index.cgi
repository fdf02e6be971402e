#!/bin/sh
# What traefik would route to: each service that says so in its labels, and the page that it gives.
printf 'Content-Type: text/plain\r\n\r\n'
/standin/get UNIX-CONNECT:/var/run/docker.sock /services | jq --raw-output '
    .[].Spec
    | select(.Labels["traefik.enable"] == "true")
    | .Name as $name
    | .Labels
    | to_entries[]
    | select(.key | endswith(".loadbalancer.server.port"))
    | "\($name) \(.value)"
' | while read -r name port; do
    echo "$name: $(/standin/get "TCP:tasks.$name:$port" / 2>&1)"
done
