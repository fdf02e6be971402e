// Ports, and how a service is reached. "net" is an overlay that is there; a service "taken" publishes 9000.

import type { Row } from "./row";

const port = (...ports: object[]): object => ({ ports });

export const ENDPOINTS: Row[] = [
  { rule: "an endpoint mode is one that there is", args: { deploy: { endpointMode: "zzz" } }, ours: 'deploy.endpointMode: "zzz" is not possible. Use "vip" or "dnsrr".', engine: 'invalid resolution mode: "zzz"' },
  { rule: "dnsrr is right", args: { deploy: { endpointMode: "dnsrr" } } },
  { rule: "dnsrr has no port of the routing mesh", args: { ...port({ target: 80, published: 80 }), deploy: { endpointMode: "dnsrr" } }, ours: 'ports.0: is published by the routing mesh, which the endpoint mode "dnsrr" excludes. Use mode "host", or the endpoint mode "vip".', engine: "EndpointSpec: port published with ingress mode can't be used with dnsrr mode" },
  { rule: "dnsrr may have ports of the nodes", args: { ...port({ target: 80, published: 80, mode: "host" }), deploy: { endpointMode: "dnsrr" } } },
  { rule: "a port is published once", args: port({ target: 80, published: 80 }, { target: 81, published: 80 }), ours: "ports.1: 80/tcp is published twice by this service. Keep one.", engine: "EndpointSpec: duplicate published ports provided" },
  { rule: "a port is published once, by the mesh or by nodes", args: port({ target: 80, published: 80 }, { target: 81, published: 80, mode: "host" }), ours: "ports.1: 80/tcp is published twice by this service. Keep one.", engine: "EndpointSpec: duplicate published ports provided" },
  { rule: "a port is published once on a node", args: port({ target: 80, published: 80, mode: "host" }, { target: 81, published: 80, mode: "host" }), ours: "ports.1: 80/tcp is published twice by this service. Keep one.", engine: "EndpointSpec: duplicate published ports provided" },
  { rule: "a port may be published by two protocols", args: port({ target: 53, published: 53, protocol: "tcp" }, { target: 53, published: 53, protocol: "udp" }, { target: 53, published: 53, protocol: "sctp" }) },
  { rule: "one target may be published twice", args: port({ target: 80, published: 8081 }, { target: 80, published: 8082 }) },
  { rule: "a published port is 65535 at most", args: port({ target: 80, published: 65536 }), ours: "ports.0.published: 65536 is not possible. Write a whole number, from 0 to 65535.", stricter: "there is no such port, and no task would get it" },
  { rule: "a published port of 65535 is right", args: port({ target: 65535, published: 65535 }) },
  { rule: "a published port of 1 is right", args: port({ target: 1, published: 1 }) },
  { rule: "a published port may be left to the engine", args: port({ target: 80 }) },
  { rule: "a target is 1 at least", args: port({ target: 0, published: 80 }), ours: "ports.0.target: 0 is not possible. Write a whole number, from 1 to 65535.", stricter: "there is no such port" },
  { rule: "a target is 65535 at most", args: port({ target: 65536, published: 80 }), ours: "ports.0.target: 65536 is not possible. Write a whole number, from 1 to 65535.", stricter: "there is no such port" },
  { rule: "a protocol is one that there is", args: port({ target: 80, published: 80, protocol: "zzz" }), ours: 'ports.0.protocol: "zzz" is not possible. Use "tcp", "udp" or "sctp".', stricter: "the engine stores it as tcp, without a word" },
  { rule: "a publish mode is one that there is", args: port({ target: 80, published: 80, mode: "qqq" }), ours: 'ports.0.mode: "qqq" is not possible. Use "ingress" or "host".', stricter: "the engine stores it as ingress, without a word" },
  { rule: "a global service that holds a node's port is not start-first", args: { ...port({ target: 80, published: 80, mode: "host" }), deploy: { mode: "global", updateConfig: { order: "start-first" }, placement: { constraints: ["node.role==worker"] } } }, ours: 'deploy.updateConfig.order: is start-first, but a new task cannot start on a node while the old one holds port 80 there; a global service has a task on each node. Use "stop-first", or mode "ingress".', stricter: "the first update would wait for ever" },
  { rule: "a port that another service publishes is taken", args: port({ target: 80, published: 9000 }), engine: "port '9000' is already in use by service 'taken'", later: "the live swarm tells: the preview refuses it" },
  { rule: "a port that another service publishes is taken for nodes, too", args: port({ target: 80, published: 9000, mode: "host" }), engine: "port '9000' is already in use by service 'taken'", later: "the live swarm tells: the preview refuses it" },
]; // prettier-ignore

export const JOINED: Row[] = [
  { rule: "a network that is there is right", args: { networks: { net: { aliases: ["a", "b"] } } } },
  { rule: "a network exists", args: { networks: ["nosuch"] }, engine: "network nosuch not found", later: "the live swarm tells: the preview warns, and `up` refuses before it writes" },
  { rule: "a network spans the swarm", args: { networks: ["docker_gwbridge"] }, engine: "The network docker_gwbridge cannot be used with services. Only networks scoped to the swarm can be used, such as those created with the overlay driver", later: "the live swarm tells: the preview refuses it" },
  { rule: "a network is not the routing mesh's", args: { networks: ["ingress"] }, engine: 'Service cannot be explicitly attached to the ingress network "ingress"', later: "the live swarm tells: the preview refuses it" },
  { rule: "the node's own network is right", args: { networks: ["host"] } },
  { rule: "the engine's bridge is right", args: { networks: ["bridge"] } },
]; // prettier-ignore
