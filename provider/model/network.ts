// Networks as Compose's top-level keys write them, in camelCase, and their canonical form. The single resource
// takes the same args without `external`. Types only.

import type { ListOrMap } from "./common";

export interface IpamPoolArgs {
  /**
   * Subnet in CIDR form: "10.20.0.0/24". Required. A change replaces the network.
   * @see Compose `networks.*.ipam.config.subnet`; Engine API `IPAMConfig.Subnet`
   */
  subnet?: string;
  /**
   * Part of the subnet that addresses are given from. A change replaces the network; to leave it out keeps the
   * one that is there.
   * @default all of it (engine)
   * @see Compose `networks.*.ipam.config.ip_range`; Engine API `IPAMConfig.IPRange`
   */
  ipRange?: string;
  /**
   * Address of the gateway, within the subnet. A change replaces the network; to leave it out keeps the one that
   * is there.
   * @default the first one (engine)
   * @see Compose `networks.*.ipam.config.gateway`; Engine API `IPAMConfig.Gateway`
   */
  gateway?: string;
  /**
   * Addresses by name that are given to nobody. Only on a network of one engine: a swarm-wide network has none.
   * A change replaces the network.
   * @default none (engine)
   * @see Compose `networks.*.ipam.config.aux_addresses`; Engine API `IPAMConfig.AuxiliaryAddresses`
   */
  auxAddresses?: Record<string, string>;
}

export interface IpamArgs {
  /**
   * Driver that gives the addresses. A change replaces the network.
   * @default "default" (engine)
   * @see Compose `networks.*.ipam.driver`; Engine API `IPAM.Driver`
   */
  driver?: string;
  /**
   * Options of that driver. A change replaces the network.
   * @default none (engine)
   * @see Compose `networks.*.ipam.options`; Engine API `IPAM.Options`
   */
  options?: Record<string, string>;
  /**
   * Subnets to give addresses from, in any order. A change replaces the network.
   * @default one from the swarm's address pool (engine)
   * @see Compose `networks.*.ipam.config`; Engine API `IPAM.Config`
   */
  config?: IpamPoolArgs[];
}

export interface NetworkArgs {
  /**
   * The network's name in the swarm: a part of a DNS name, 63 characters at most. A change replaces the network.
   * @default the key with the stack's name before it, or the resource's logical name (Compose, ours)
   * @see Compose `networks.*.name`; Engine API `NetworkCreate.Name`
   */
  name?: string;
  /**
   * Driver of the network: "overlay" spans the nodes; "bridge", "macvlan" and "ipvlan" end at each node, and
   * need a word about their `scope`; or that of a plug-in. A change replaces the network.
   * @default "overlay" (docker)
   * @see Compose `networks.*.driver`; Engine API `NetworkCreate.Driver`
   */
  driver?: string;
  /**
   * "swarm": all nodes know the network, and services can join it; what each node makes of it, `configFrom` says.
   * "local": it is on the engine that is reached, for containers there; no service can join it.
   * A change replaces the network.
   * @default "swarm" for an overlay, "local" for a config-only network; other drivers ask for it (ours)
   * @see Engine API `NetworkCreate.Scope`; Compose has no key for it
   */
  scope?: "swarm" | "local";
  /**
   * true: no network, but settings (`ipam`, `driverOpts`, `enableIpv6`) that others on the same engine take
   * with `configFrom`. Each node needs one of the name, with its own subnet and parent. A change replaces it.
   * @default false (engine)
   * @see Engine API `NetworkCreate.ConfigOnly`; Compose has no key for it
   */
  configOnly?: boolean;
  /**
   * Name of the config-only network that gives the settings, found by each node among its own. Excludes `ipam`,
   * `driverOpts`, `enableIpv4`, `enableIpv6` and `labels`. A change replaces the network.
   * @default none (engine)
   * @see Engine API `NetworkCreate.ConfigFrom`; Compose has no key for it
   */
  configFrom?: string;
  /**
   * true encrypts what an overlay network carries between nodes, by IPsec. A change replaces the network.
   * @default false (engine)
   * @see Compose `networks.*.driver_opts.encrypted`; Engine API `NetworkCreate.Options`
   */
  encrypted?: boolean;
  /**
   * Options of the driver, such as `parent: "eth0"`. A change replaces the network.
   * @default none (engine)
   * @see Compose `networks.*.driver_opts`; Engine API `NetworkCreate.Options`
   */
  driverOpts?: Record<string, string | number | boolean | null>;
  /**
   * true lets single containers join by `docker run --network`. A change replaces the network.
   * @default false (engine)
   * @see Compose `networks.*.attachable`; Engine API `NetworkCreate.Attachable`
   */
  attachable?: boolean;
  /**
   * true keeps traffic from leaving the network. A change replaces the network.
   * @default false (engine)
   * @see Compose `networks.*.internal`; Engine API `NetworkCreate.Internal`
   */
  internal?: boolean;
  /**
   * false gives no IPv4 addresses. Only on a network of one engine, and from API 1.48 on. A change replaces the
   * network.
   * @default true (engine)
   * @see Compose `networks.*.enable_ipv4`; Engine API `NetworkCreate.EnableIPv4`
   */
  enableIpv4?: boolean;
  /**
   * true gives IPv6 addresses, too; then `ipam` needs an IPv6 subnet. A change replaces the network.
   * @default false (engine)
   * @see Compose `networks.*.enable_ipv6`, which `docker stack` refuses; Engine API `NetworkCreate.EnableIPv6`
   */
  enableIpv6?: boolean;
  /**
   * true makes this the routing mesh's network, by which ports are published. A swarm has one at most, so it
   * takes the place of the one that the engine made, with `adopt: true`, while no service publishes a port.
   * A change replaces the network.
   * @default false (engine)
   * @see Engine API `NetworkCreate.Ingress`; Compose has no key for it
   */
  ingress?: boolean;
  /**
   * How addresses are given: the driver ("default"), its options, and the subnets. A change replaces the network.
   * @default a subnet from the swarm's address pool (engine)
   * @see Compose `networks.*.ipam`; Engine API `NetworkCreate.IPAM`
   */
  ipam?: IpamArgs;
  /**
   * Labels of the network. A change replaces the network, for the engine cannot change one.
   * @default none (engine)
   * @see Compose `networks.*.labels`; Engine API `NetworkCreate.Labels`
   */
  labels?: ListOrMap;
  /**
   * true: it exists already and is not ours; of the rest, only `name` counts. A change moves the services to
   * the other network, which restarts their tasks.
   * @default false (Compose)
   * @see Compose `networks.*.external`
   */
  external?: boolean;
}

/** The canonical form of a network; `encrypted` is written out as `driverOpts`. */
export interface NetworkInputs extends Omit<NetworkArgs, "driverOpts" | "labels" | "encrypted"> {
  driverOpts?: Record<string, string>;
  labels?: Record<string, string>;
}
