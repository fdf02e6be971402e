// Networks, secrets and configs as Compose's top-level keys write them, in camelCase, and their
// canonical forms. The single resources take the same args without `external`. Types only.

import type { ListOrMap } from "./common";

export interface IpamPoolArgs {
  /** Subnet in CIDR form: "10.20.0.0/24". Required. A change replaces the network. @see Engine API `IPAMConfig.Subnet` */
  subnet?: string;
  /** Part of the subnet that addresses are given from. A change replaces the network. @default all of it (engine) @see Engine API `IPAMConfig.IPRange` */
  ipRange?: string;
  /** Address of the gateway, within the subnet. A change replaces the network. @default the first one (engine) @see Engine API `IPAMConfig.Gateway` */
  gateway?: string;
  /** Addresses by name that are given to no task. A change replaces the network. @default none (engine) @see Engine API `IPAMConfig.AuxiliaryAddresses` */
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
   * Subnets to give addresses from. A change replaces the network.
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
   * Driver of the network; in a swarm, one that spans nodes. A change replaces the network.
   * @default "overlay" (docker)
   * @see Compose `networks.*.driver`; Engine API `NetworkCreate.Driver`
   */
  driver?: string;
  /**
   * Options of the driver, such as `encrypted: ""`. A change replaces the network.
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
   * true gives IPv6 addresses, too; then `ipam` needs an IPv6 subnet. A change replaces the network.
   * @default false (engine)
   * @see Compose `networks.*.enable_ipv6`, which `docker stack` refuses; Engine API `NetworkCreate.EnableIPv6`
   */
  enableIpv6?: boolean;
  /**
   * true makes this the routing mesh's network; a swarm has one at most. A change replaces the network.
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

/** The canonical form of a network. */
export interface NetworkInputs extends Omit<NetworkArgs, "driverOpts" | "labels"> {
  driverOpts?: Record<string, string>;
  labels?: Record<string, string>;
}

/** A config; exactly one of `data` and `dataBase64`, unless it is external. */
export interface ConfigArgs {
  /**
   * The name in the swarm: letters, digits, "-", "_" and ".", 64 characters at most. A change replaces it.
   * @default the key with the stack's name before it, or the logical name with a suffix (Compose, ours)
   * @see Compose `secrets.*.name`, `configs.*.name`; Engine API `SecretSpec.Name`
   */
  name?: string;
  /**
   * Content as text, 1 to 511,999 bytes in a secret and 1,023,999 in a config. A change replaces it, and restarts
   * the tasks that use it.
   * @default none: `dataBase64` holds it, or a driver (ours)
   * @see Compose `configs.*.content`; Engine API `SecretSpec.Data`
   */
  data?: string;
  /**
   * The same as any bytes, in standard base64. A change replaces it, and restarts the tasks that use it.
   * @default none: `data` holds it, or a driver (ours)
   * @see Engine API `SecretSpec.Data`
   */
  dataBase64?: string;
  /**
   * Labels. A change takes effect in place.
   * @default none (engine)
   * @see Compose `secrets.*.labels`, `configs.*.labels`; Engine API `SecretSpec.Labels`
   */
  labels?: ListOrMap;
  /**
   * "golang" expands templates in the content, on the node. A change replaces it.
   * @default none (engine)
   * @see Compose `secrets.*.template_driver`; Engine API `SecretSpec.Templating`
   */
  templateDriver?: string;
  /**
   * true: it exists already and is not ours; of the rest, only `name` counts. A change restarts the tasks that
   * use it.
   * @default false (Compose)
   * @see Compose `secrets.*.external`, `configs.*.external`
   */
  external?: boolean;
}

/** A secret; content as in a config, or a driver that holds it. */
export interface SecretArgs extends ConfigArgs {
  /**
   * Secret driver (a plug-in) that holds the content; excludes `data`. A change replaces the secret.
   * @default none: the swarm holds it (engine)
   * @see Compose `secrets.*.driver`; Engine API `SecretSpec.Driver.Name`
   */
  driver?: string;
  /**
   * Options of the driver. A change replaces the secret.
   * @default none (engine)
   * @see Compose `secrets.*.driver_opts`; Engine API `SecretSpec.Driver.Options`
   */
  driverOpts?: Record<string, string | number | null>;
}

/** The canonical form of a config. */
export interface ConfigInputs extends Omit<ConfigArgs, "labels"> {
  labels?: Record<string, string>;
}
/** The canonical form of a secret. */
export interface SecretInputs extends Omit<SecretArgs, "driverOpts" | "labels"> {
  driverOpts?: Record<string, string>;
  labels?: Record<string, string>;
}
