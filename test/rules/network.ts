// Networks. "net" is there, on 10.60.0.0/24.

import type { Row } from "./row";

const pool = (...config: object[]): object => ({ ipam: { config } });

const local = { driver: "bridge", scope: "local" };
const fromConfig = { driver: "bridge", scope: "swarm", configFrom: "settings" };
const OF_THE_NETWORK = "belongs to the networks that take the configuration. Remove it.";
const GIVEN = "comes from the configuration, or not at all. Remove it.";

export const NETWORKS: Row[] = [
  { rule: "a name has 63 characters at most", args: { name: "n".repeat(64) }, ours: `name: "${"n".repeat(64)}" has 64 characters; at most 63 are possible. Shorten it.`, engine: "name must be 63 characters or fewer" },
  { rule: "a name of 63 characters is right", args: { name: "n".repeat(63) } },
  { rule: "a name holds no dots", args: { name: "a.b" }, ours: 'name: "a.b" is no name. Use letters, digits, "-" and "_", with a letter or digit first and last.', engine: "name must be valid as a DNS name component" },
  { rule: "an empty name is none", args: { name: "" }, ours: 'name: "" is no name. Use letters, digits, "-" and "_", with a letter or digit first and last.', engine: "invalid name:" },
  { rule: "the name of the engine's bridge is taken", args: { name: "bridge" }, ours: 'name: "bridge" is a network that every engine has. Choose another name, or mark the network external.', engine: "network with name bridge already exists" },
  { rule: "the name host is taken", args: { name: "host" }, ours: 'name: "host" is a network that every engine has. Choose another name, or mark the network external.', engine: "network with name host already exists" },
  { rule: "the name none is taken", args: { name: "none" }, ours: 'name: "none" is a network that every engine has. Choose another name, or mark the network external.', engine: "operation is not permitted on predefined none network" },
  { rule: "the name default is taken", args: { name: "default" }, ours: 'name: "default" is a network that every engine has. Choose another name, or mark the network external.', engine: "operation is not permitted on predefined default network" },
  { rule: "the name of the routing mesh's network is taken", args: { name: "ingress" }, ours: "name: is the routing mesh's. Choose another, or set ingress: true.", engine: "network with name ingress already exists" },
  { rule: "the name of each node's own bridge is taken", args: { name: "docker_gwbridge" }, ours: 'name: "docker_gwbridge" is a network that every engine has. Choose another name, or mark the network external.', stricter: "the engine makes a second one of the name, beside its own" },
  { rule: "there is one routing mesh", args: { name: "mesh", ingress: true }, engine: "is already present", later: "the live swarm tells: the preview asks for `adopt: true`" },
  { rule: "the routing mesh's network is not attachable", args: { name: "mesh", ingress: true, attachable: true }, ours: "attachable: is not possible for the ingress network. Remove it.", engine: "ingress network cannot be attachable" },
  { rule: "the engine keeps a label for itself", args: { labels: { "com.docker.swarm.predefined": "true" } }, ours: "labels.com.docker.swarm.predefined: is kept for the engine's own networks.", engine: "label com.docker.swarm.predefined is for internally created predefined networks and cannot be applied by users" },
  { rule: "a subnet is one", args: pool({ subnet: "zzz" }), ours: 'ipam.config.0.subnet: "zzz" is no subnet. Write an address and a length: 10.20.0.0/24.', engine: "Invalid subnet zzz : invalid CIDR address: zzz" },
  { rule: "a prefix is 32 at most", args: pool({ subnet: "10.61.0.0/33" }), ours: 'ipam.config.0.subnet: "10.61.0.0/33" is no subnet. Write an address and a length: 10.20.0.0/24.', engine: "Invalid subnet 10.61.0.0/33 : invalid CIDR address: 10.61.0.0/33" },
  { rule: "a pool has a subnet", args: pool({ gateway: "10.61.0.1" }), ours: "ipam.config.0.subnet: is missing. Write one such as 10.20.0.0/24.", engine: "Invalid subnet : invalid CIDR address:" },
  { rule: "a gateway lies in the subnet", args: pool({ subnet: "10.61.0.0/24", gateway: "10.62.0.1" }), ours: "ipam.config.0.gateway: 10.62.0.1 does not lie within the subnet 10.61.0.0/24.", engine: "ipam configuration: subnet 10.61.0.0/24 does not contain gateway 10.62.0.1" },
  { rule: "a range lies in the subnet", args: pool({ subnet: "10.61.0.0/24", ipRange: "10.62.0.0/25" }), ours: "ipam.config.0.ipRange: 10.62.0.0/25 does not lie within the subnet 10.61.0.0/24.", engine: "ipam configuration: subnet 10.61.0.0/24 does not contain range 10.62.0.0/25" },
  { rule: "a gateway has no length", args: pool({ subnet: "10.61.0.0/24", gateway: "10.61.0.1/24" }), ours: 'ipam.config.0.gateway: "10.61.0.1/24" is no IP address.', engine: "ipam configuration: invalid gateway 10.61.0.1/24" },
  { rule: "a subnet has no host bits", args: pool({ subnet: "10.61.0.5/24" }), ours: "ipam.config.0.subnet: 10.61.0.5/24 is an address in a subnet. Write the subnet: 10.61.0.0/24.", stricter: "engines from 25 on refuse it" },
  { rule: "auxiliary addresses are of one engine's networks", args: pool({ subnet: "10.61.0.0/24", auxAddresses: { a: "10.61.0.9" } }), ours: "ipam.config.0.auxAddresses: are dropped by the engine in a swarm-wide network. Leave room with an IP range.", stricter: "the engine drops them" },
  { rule: "an auxiliary address lies in the subnet", args: { ...local, ...pool({ subnet: "10.61.0.0/24", auxAddresses: { a: "10.62.0.9" } }) }, ours: "ipam.config.0.auxAddresses.a: 10.62.0.9 does not lie within the subnet 10.61.0.0/24.", engine: "auxiliary address: (a:10.62.0.9) must belong to the master pool: 10.61.0.0/24" },
  { rule: "a pool with all of them is right", args: { ...local, ...pool({ subnet: "10.63.0.0/24", gateway: "10.63.0.1", ipRange: "10.63.0.128/25", auxAddresses: { a: "10.63.0.9" } }) } },
  { rule: "pools of one network lie apart", args: pool({ subnet: "10.61.0.0/16" }, { subnet: "10.61.5.0/24" }), ours: "ipam.config.1.subnet: 10.61.5.0/24 overlaps 10.61.0.0/16 of the same network.", stricter: "the network would never get its addresses, and its tasks never start" },
  { rule: "a pool may overlap that of another network, and then never gets its addresses", args: pool({ subnet: "10.60.0.0/24" }) },
  { rule: "an overlay is of the swarm", args: { scope: "local" }, ours: 'scope: is always "swarm" for an overlay network. Remove it.', engine: "cannot downgrade network scope for overlay networks" },
  { rule: "the routing mesh is an overlay", args: { name: "mesh", ingress: true, driver: "bridge", scope: "swarm" }, ours: "driver: of the ingress network can only be overlay.", engine: "Ingress network can only be global scope network" },
  { rule: "a configuration has no flags of a network", args: { configOnly: true, attachable: true }, ours: `attachable: ${OF_THE_NETWORK}`, engine: "configuration network can only contain network specific fields" },
  { rule: "a configuration has no driver", args: { configOnly: true, driver: "macvlan" }, ours: `driver: ${OF_THE_NETWORK}`, stricter: "the engine forgets it" },
  { rule: "a configuration is of one engine", args: { configOnly: true, scope: "swarm" }, ours: 'scope: cannot be "swarm": each node needs a configuration of its own.', stricter: "the scope is not sent, for the engine refuses any" },
  { rule: "a configuration depends on no other", args: { configOnly: true, configFrom: "net" }, ours: "configFrom: is not possible for a configuration: one cannot depend on another. Remove it.", engine: "a configuration network cannot depend on another configuration network" },
  { rule: "subnets come from the configuration", args: { ...fromConfig, ...pool({ subnet: "10.61.0.0/24" }) }, ours: `ipam: ${GIVEN}`, engine: "user specified configurations are not supported if the network depends on a configuration network" },
  { rule: "options come from the configuration", args: { ...fromConfig, driverOpts: { parent: "eth0" } }, ours: `driverOpts: ${GIVEN}`, engine: "network driver options are not supported if the network depends on a configuration network" },
  { rule: "no labels go with a configuration", args: { ...fromConfig, labels: { a: "b" } }, ours: `labels: ${GIVEN}`, stricter: "they are not sent, for the engine refuses any" },
  { rule: "an overlay takes no configuration", args: { configFrom: "net" }, ours: "driver: cannot be overlay: the engine would ignore the configuration that it takes. Use bridge, macvlan or ipvlan.", stricter: "the engine ignores the configuration" },
  { rule: "a network by configuration is right", args: fromConfig },
  { rule: "a network of each node takes its subnets from a configuration", args: { driver: "bridge", scope: "swarm", ...pool({ subnet: "10.61.0.0/24" }) }, ours: "ipam: is dropped by the engine in a network that each node makes. Make a config-only network on each node, and take the configuration from it.", stricter: "the engine drops them" },
  { rule: "a network of the swarm has IPv4", args: { enableIpv4: false, enableIpv6: true, ...pool({ subnet: "fd00:61::/64" }) }, ours: "enableIpv4: cannot be false: a swarm-wide network always has IPv4.", stricter: "engines from 28 on refuse it, older ones do not know the field" },
  { rule: "a network has addresses", args: { ...local, enableIpv4: false }, ours: "enableIpv4: is false, and IPv6 is off, too. Turn one of them on.", stricter: "engines from 28 on refuse it, older ones do not know the field" },
  { rule: "IPv6 needs a subnet in a swarm", args: { enableIpv6: true }, warns: "enableIpv6: gives no addresses without an IPv6 subnet: a swarm has no pool of them. Add one to ipam.config." },
  { rule: "an IPv6 subnet needs IPv6", args: pool({ subnet: "fd00:61::/64" }), warns: "enableIpv6: is not true, so the IPv6 subnet of ipam is without effect." },
  { rule: "encryption is there or not, whatever its value", args: { driverOpts: { encrypted: false } }, warns: "driverOpts.encrypted: encrypts, whatever its value: the engine only looks whether it is there. Remove it." },
  { rule: "a bridge is not encrypted", args: { ...local, encrypted: true }, ours: "driverOpts.encrypted: is possible for an overlay network only.", stricter: "the engine ignores it" },
  { rule: "every flag is right", args: { attachable: true, internal: true, enableIpv6: false, driverOpts: { encrypted: "" } } },
]; // prettier-ignore
