// Networks. "net" is there, on 10.60.0.0/24.

import type { Row } from "./row";

const pool = (...config: object[]): object => ({ ipam: { config } });

export const NETWORKS: Row[] = [
  { rule: "a name has 63 characters at most", args: { name: "n".repeat(64) }, ours: `name: "${"n".repeat(64)}" has 64 characters; at most 63 are possible. Shorten it.`, engine: "name must be 63 characters or fewer" },
  { rule: "a name of 63 characters is right", args: { name: "n".repeat(63) } },
  { rule: "a name holds no dots", args: { name: "a.b" }, ours: 'name: "a.b" is no name. Use letters, digits, "-" and "_", with a letter or digit first and last.', engine: "name must be valid as a DNS name component" },
  { rule: "an empty name is none", args: { name: "" }, ours: 'name: "" is no name. Use letters, digits, "-" and "_", with a letter or digit first and last.', engine: "invalid name:" },
  { rule: "the name of the engine's bridge is taken", args: { name: "bridge" }, ours: 'name: "bridge" is a network that every engine has. Choose another name, or mark the network external.', engine: "network with name bridge already exists" },
  { rule: "the name host is taken", args: { name: "host" }, ours: 'name: "host" is a network that every engine has. Choose another name, or mark the network external.', engine: "network with name host already exists" },
  { rule: "the name none is taken", args: { name: "none" }, ours: 'name: "none" is a network that every engine has. Choose another name, or mark the network external.', engine: "operation is not permitted on predefined none network" },
  { rule: "the name default is taken", args: { name: "default" }, ours: 'name: "default" is a network that every engine has. Choose another name, or mark the network external.', engine: "operation is not permitted on predefined default network" },
  { rule: "the name of the routing mesh's network is taken", args: { name: "ingress" }, engine: "network with name ingress already exists", later: "the live swarm tells: the preview finds it, and that it is not ours" },
  { rule: "there is one routing mesh", args: { name: "mesh", ingress: true }, engine: "is already present", later: "only the live swarm tells; the engine refuses before anything is made" },
  { rule: "the routing mesh's network is not attachable", args: { name: "mesh", ingress: true, attachable: true }, ours: "attachable: is not possible for the ingress network. Remove it.", engine: "ingress network cannot be attachable" },
  { rule: "the engine keeps a label for itself", args: { labels: { "com.docker.swarm.predefined": "true" } }, ours: "labels.com.docker.swarm.predefined: is kept for the engine's own networks.", engine: "label com.docker.swarm.predefined is for internally created predefined networks and cannot be applied by users" },
  { rule: "a subnet is one", args: pool({ subnet: "zzz" }), ours: 'ipam.config.0.subnet: "zzz" is no subnet. Write an address and a length: 10.20.0.0/24.', engine: "Invalid subnet zzz : invalid CIDR address: zzz" },
  { rule: "a prefix is 32 at most", args: pool({ subnet: "10.61.0.0/33" }), ours: 'ipam.config.0.subnet: "10.61.0.0/33" is no subnet. Write an address and a length: 10.20.0.0/24.', engine: "Invalid subnet 10.61.0.0/33 : invalid CIDR address: 10.61.0.0/33" },
  { rule: "a pool has a subnet", args: pool({ gateway: "10.61.0.1" }), ours: "ipam.config.0.subnet: is missing. Write one such as 10.20.0.0/24.", engine: "Invalid subnet : invalid CIDR address:" },
  { rule: "a gateway lies in the subnet", args: pool({ subnet: "10.61.0.0/24", gateway: "10.62.0.1" }), ours: "ipam.config.0.gateway: 10.62.0.1 does not lie within the subnet 10.61.0.0/24.", engine: "ipam configuration: subnet 10.61.0.0/24 does not contain gateway 10.62.0.1" },
  { rule: "a range lies in the subnet", args: pool({ subnet: "10.61.0.0/24", ipRange: "10.62.0.0/25" }), ours: "ipam.config.0.ipRange: 10.62.0.0/25 does not lie within the subnet 10.61.0.0/24.", engine: "ipam configuration: subnet 10.61.0.0/24 does not contain range 10.62.0.0/25" },
  { rule: "an auxiliary address lies in the subnet", args: pool({ subnet: "10.61.0.0/24", auxAddresses: { a: "10.62.0.9" } }), ours: "ipam.config.0.auxAddresses.a: 10.62.0.9 does not lie within the subnet 10.61.0.0/24.", stricter: "the engine keeps an address that means nothing" },
  { rule: "a pool with all of them is right", args: pool({ subnet: "10.61.0.0/24", gateway: "10.61.0.1", ipRange: "10.61.0.128/25", auxAddresses: { a: "10.61.0.9" } }) },
  { rule: "pools of one network lie apart", args: pool({ subnet: "10.61.0.0/16" }, { subnet: "10.61.5.0/24" }), ours: "ipam.config.1.subnet: 10.61.5.0/24 overlaps 10.61.0.0/16 of the same network.", stricter: "the network would never get its addresses, and its tasks never start" },
  { rule: "a pool may overlap that of another network, and then never gets its addresses", args: pool({ subnet: "10.60.0.0/24" }) },
  { rule: "every flag is right", args: { attachable: true, internal: true, enableIpv6: false, driverOpts: { encrypted: "" } } },
]; // prettier-ignore
