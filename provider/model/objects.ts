// Networks, volumes, secrets and configs as Compose's top-level keys write them, in camelCase, and their
// canonical forms. The single resources take the same args without `external`. Types only.

import type { ListOrMap } from "./common";

export interface IpamPoolArgs {
  /** CIDR: "10.20.0.0/24". */
  subnet?: string;
  ipRange?: string;
  gateway?: string;
  auxAddresses?: Record<string, string>;
}
export interface NetworkArgs {
  /** The network's name in the swarm. Default: the key, with the stack's name before it. */
  name?: string;
  /** @default "overlay" (Compose, in a swarm) */
  driver?: string;
  driverOpts?: Record<string, string | number | boolean | null>;
  /** true lets single containers join by `docker run --network`. */
  attachable?: boolean;
  /** true keeps traffic from leaving the network. */
  internal?: boolean;
  enableIpv6?: boolean;
  /** true makes this the routing mesh's network; a swarm has one at most. */
  ingress?: boolean;
  ipam?: { driver?: string; options?: Record<string, string>; config?: IpamPoolArgs[] };
  labels?: ListOrMap;
  /** true: it exists already and is not ours; nothing else but `name` may be said of it. */
  external?: boolean;
}
export interface NetworkInputs extends Omit<NetworkArgs, "driverOpts" | "labels"> {
  driverOpts?: Record<string, string>;
  labels?: Record<string, string>;
}

/** A share of an NFS server, mounted on each node where a task lands. */
export interface NfsArgs {
  /** Address or name of the server; a name is resolved on each node. */
  server: string;
  /** Exported path: "/exports/data". */
  path: string;
  /** "3", "4", "4.1", … Default: what client and server agree on. */
  version?: string;
  /** More mount options: ["soft", "timeo=180"]. */
  options?: string[];
  readOnly?: boolean;
}
export interface VolumeArgs {
  name?: string;
  /** @default "local" (engine) */
  driver?: string;
  driverOpts?: Record<string, string | number | null>;
  /** Typed form of the local driver's NFS options. Excludes `driver` and `driverOpts`. */
  nfs?: NfsArgs;
  labels?: ListOrMap;
  external?: boolean;
}
/** `nfs` is written out as `driverOpts`. */
export interface VolumeInputs extends Omit<VolumeArgs, "driverOpts" | "labels" | "nfs"> {
  driverOpts?: Record<string, string>;
  labels?: Record<string, string>;
}

/** Content of a secret or config: text in `data`, or any bytes in `dataBase64`. */
export interface SecretArgs {
  name?: string;
  data?: string;
  dataBase64?: string;
  labels?: ListOrMap;
  /** Secret driver (plug-in) that holds the data; excludes data. */
  driver?: string;
  driverOpts?: Record<string, string | number | null>;
  /** "golang" expands templates in the data on the node. */
  templateDriver?: string;
  external?: boolean;
}
export interface SecretInputs extends Omit<SecretArgs, "driverOpts" | "labels"> {
  driverOpts?: Record<string, string>;
  labels?: Record<string, string>;
}
export type ConfigArgs = Omit<SecretArgs, "driver" | "driverOpts">;
export type ConfigInputs = Omit<SecretInputs, "driver" | "driverOpts">;
