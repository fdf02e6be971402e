#!/bin/sh
# One visit: count it in Redis, by Redis' own protocol, and show the page.

# tasks.redis is the address of the task itself: it answers also where the kernel has no ip_vs and the
# service's virtual address carries no packets
answer=$(printf 'INCR visits\r\nQUIT\r\n' | nc -w 2 tasks.redis 6379 | head -n 1 | tr -d '\r')
case $answer in
    :*) visits=${answer#:} ;;
    *) visits="cannot be counted: Redis does not answer" ;;
esac

printf 'Content-Type: text/html; charset=utf-8\r\n\r\n'
cat <<PAGE
<!doctype html>
<title>pulumi-swarm quickstart</title>
<h1>Hello from a swarm</h1>
<p>Visits: <b>$visits</b></p>
<p>Hostname: $(hostname)</p>
<p>Version: $VERSION</p>
PAGE
