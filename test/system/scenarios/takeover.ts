// A stack of every kind of object, as a file for the docker CLI and as a program of the same.

export const STACK = `
const other = config.get("worker") || "sleep 1d";
new swarm.Stack("shop", {
  files: ["docker-stack.yml"],
  services: { worker: { command: other } },
  converge: { monitor: "1s" },
});
`;
/** Of each kind one under the stack's name and one under its own. */
export const COMPOSE = `
version: "3.8"
services:
  web:
    image: busybox:latest
    command: sleep 1d
    init: true
    stop_signal: SIGKILL
    environment: { B: "2", A: "1" }
    labels: { inside: "yes" }
    ports: ["4100:80"]
    networks: { shared: {}, front: { aliases: [www] } }
    secrets: [pw, { source: token, target: /run/token }]
    configs: [{ source: motd, target: /etc/motd }, title]
    volumes: ["data:/data", "named:/named"]
    healthcheck: { test: ["CMD", "true"], interval: 1s }
    deploy:
      replicas: 2
      labels: { tier: front }
      update_config: { parallelism: 1, order: start-first, monitor: 1s }
      restart_policy: { condition: any, delay: 1s }
  worker:
    image: busybox
    command: sleep 1d
    init: true
    stop_signal: SIGKILL
    deploy: { update_config: { monitor: 1s } }
  agent:
    image: busybox:latest
    command: sleep 1d
    init: true
    stop_signal: SIGKILL
    networks: [front]
    deploy: { mode: global }
  once:
    image: busybox:latest
    command: "true"
    deploy: { mode: replicated-job }
networks:
  front: { attachable: true, labels: { of: docker } }
  shared: { name: shop-shared, driver_opts: { encrypted: "" } }
volumes:
  data: { labels: { of: docker } }
  named: { name: shop-named }
secrets:
  pw: { file: pw.txt }
  token: { name: shop-token, file: pw.txt, labels: { of: docker } }
configs:
  motd: { file: motd.txt }
  title: { name: shop-title, file: motd.txt }
`;
