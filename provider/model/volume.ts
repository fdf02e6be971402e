// Volumes as Compose's top-level key writes them, in camelCase, with typed forms of what the local driver can
// mount, and their canonical form. Types only.

import type { ClusterVolumeArgs, ClusterVolumeInputs } from "./cluster-volume";
import type { ByteSize, ListOrMap } from "./common";

/**
 * A share of an NFS server, mounted on each node where a task lands. A change is refused while a volume of that
 * name exists.
 */
export interface NfsArgs {
  /** Address or name of the server; each node resolves a name when it mounts. Required. @see nfs(5) `addr` */
  server: string;
  /** Exported path: "/exports/data". Required. @see nfs(5) */
  path: string;
  /** Version of the protocol: "3", "4", "4.1", … @default what client and server agree on (Linux) @see nfs(5) `nfsvers` */
  version?: string;
  /** More mount options: ["soft", "timeo=180"]. @default none (ours) @see nfs(5) */
  options?: string[];
  /** true mounts it read-only. @default false (ours) */
  readOnly?: boolean;
}

/**
 * A share of a Windows or Samba server, mounted on each node where a task lands. The nodes need the kernel's
 * cifs module, no program. A change is refused while a volume of that name exists.
 */
export interface CifsArgs {
  /** Address or name of the server; each node resolves a name when it mounts. Required. @see mount.cifs(8) `ip` */
  server: string;
  /** Share, with a folder in it or none: "media", "media/films". Required. @see mount.cifs(8) */
  share: string;
  /** User of the share; no comma. @default none: nobody in particular (Linux) @see mount.cifs(8) `username` */
  username?: string;
  /**
   * The user's password; no comma. Kept as a secret in the state, here, in `driverOpts` and in the mounts of
   * services; the engines keep it in clear, and show it to whoever may ask them for volumes and services.
   * @default none (Linux)
   * @see mount.cifs(8) `password`
   */
  password?: string;
  /** Domain (workgroup) of the user; no comma. @default none (Linux) @see mount.cifs(8) `domain` */
  domain?: string;
  /** Version of the protocol: "2.1", "3.0", "3.1.1". @default what client and server agree on (Linux) @see mount.cifs(8) `vers` */
  version?: string;
  /** More mount options: ["uid=1000", "file_mode=0640"]. @default none (ours) @see mount.cifs(8) */
  options?: string[];
  /** true mounts it read-only. @default false (ours) */
  readOnly?: boolean;
}

/**
 * Memory of the node as a volume: empty for the first task on a node, gone with the last. A change is refused
 * while a volume of that name exists.
 */
export interface TmpfsVolumeArgs {
  /** Most bytes that it holds. @default half of the node's memory (Linux) @see tmpfs(5) `size` */
  size?: ByteSize;
  /** Permission bits of its root: 0o700 as a number, "0700" as text. @default 0o1777 (Linux) @see tmpfs(5) `mode` */
  mode?: number | string;
  /** Numeric id of its root's user. @default 0 (Linux) @see tmpfs(5) `uid` */
  uid?: number | string;
  /** Numeric id of its root's group. @default 0 (Linux) @see tmpfs(5) `gid` */
  gid?: number | string;
  /** More mount options: ["noexec", "nr_inodes=10k"]. @default none (ours) @see tmpfs(5) */
  options?: string[];
}

export interface VolumeArgs {
  /**
   * The volume's name on the nodes: two characters or more. A change replaces the volume.
   * @default the key with the stack's name before it, or the resource's logical name (Compose, ours)
   * @see Compose `volumes.*.name`; Engine API `VolumeCreate.Name`
   */
  name?: string;
  /**
   * Driver of the volume: local, or a plug-in that is installed on every node which may run a task of it.
   * A change is refused while a volume of that name exists.
   * @default "local" (engine)
   * @see Compose `volumes.*.driver`; Engine API `VolumeCreate.Driver`
   */
  driver?: string;
  /**
   * Options of the driver; the local one knows type, o, device and size. What is a password in `o` is kept as a
   * secret. A change is refused while a volume of that name exists.
   * @default none (engine)
   * @see Compose `volumes.*.driver_opts`; Engine API `VolumeCreate.DriverOpts`
   */
  driverOpts?: Record<string, string | number | null>;
  /**
   * Typed form of the local driver's options for NFS; excludes `driver`, `driverOpts` and the other forms.
   * A change is refused while a volume of that name exists.
   * @default none (ours)
   * @see Engine API `VolumeCreate.DriverOpts`; Compose has no key for it
   */
  nfs?: NfsArgs;
  /**
   * Typed form of the local driver's options for CIFS; excludes `driver`, `driverOpts` and the other forms.
   * A change is refused while a volume of that name exists.
   * @default none (ours)
   * @see Engine API `VolumeCreate.DriverOpts`; Compose has no key for it
   */
  cifs?: CifsArgs;
  /**
   * Typed form of the local driver's options for a tmpfs; excludes `driver`, `driverOpts` and the other forms.
   * A change is refused while a volume of that name exists.
   * @default none (ours)
   * @see Engine API `VolumeCreate.DriverOpts`; Compose has no key for it
   */
  tmpfs?: TmpfsVolumeArgs;
  /**
   * Makes it a cluster volume: one that a CSI plug-in makes for the whole swarm. Needs `driver`, the plug-in, and
   * API 1.42. A stack makes none. A change is refused, but of `availability`.
   * @default none: a volume of each node (engine)
   * @see Compose `volumes.*.x-cluster-spec`; Engine API `VolumeCreate.ClusterVolumeSpec`
   */
  clusterSpec?: ClusterVolumeArgs;
  /**
   * Labels of the volume, which the engine cannot change. A change is refused while a volume of that name exists.
   * @default none (engine)
   * @see Compose `volumes.*.labels`; Engine API `VolumeCreate.Labels`
   */
  labels?: ListOrMap;
  /**
   * true: it exists already and is not ours; excludes all but `name`. A change restarts the tasks that mount it.
   * @default false (Compose)
   * @see Compose `volumes.*.external`
   */
  external?: boolean;
}

/** The canonical form of a volume; the typed forms are written out as `driverOpts`. */
export interface VolumeInputs extends Omit<
  VolumeArgs,
  "driverOpts" | "labels" | "nfs" | "cifs" | "tmpfs" | "clusterSpec"
> {
  driverOpts?: Record<string, string>;
  clusterSpec?: ClusterVolumeInputs;
  labels?: Record<string, string>;
}
