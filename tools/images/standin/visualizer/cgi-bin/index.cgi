#!/bin/sh
# The swarm as one page: every node, and the tasks that run on it, asked from the engine's own socket.

# HTTP/1.0, so that the answer comes in one piece
get() {
    printf 'GET %s HTTP/1.0\r\n\r\n' "$1" |
        socat -t 5 - UNIX-CONNECT:/var/run/docker.sock |
        sed '1,/^\r$/d'
}

printf 'Content-Type: text/html; charset=utf-8\r\n\r\n'
cat <<PAGE
<!doctype html>
<meta http-equiv="refresh" content="2">
<title>Swarm visualizer</title>
PAGE

for list in nodes services tasks; do get /$list; done | jq --slurp --raw-output '
    . as [$nodes, $services, $tasks]
    | ($services | map({ (.ID): .Spec.Name }) | add) as $name
    | $nodes[]
    | .ID as $node
    | "<h2>\(.Description.Hostname | @html) (\(.Spec.Role), \(.Status.State))</h2><ul>",
      ($tasks
        | map(select(.NodeID == $node and .DesiredState == "running"))
        | sort_by($name[.ServiceID], .Slot)[]
        | "<li>\($name[.ServiceID]).\(.Slot // $node) \(.Status.State): "
          + "\(.Spec.ContainerSpec.Image | @html)</li>"),
      "</ul>"
'
