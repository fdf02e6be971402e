// What a service is given: ports, mounts, networks, secrets and configs as files. Types only.

import type { ByteSize } from "./common";

export interface PortArgs {
  /**
   * Port in the container, 1 to 65535. A change restarts the tasks.
   * @see Compose `ports.target`; Engine API `PortConfig.TargetPort`
   */
  target: number | string;
  /**
   * Port on the nodes, 1 to 65535. A change restarts the tasks.
   * @default one that the swarm chooses, from 30000 on (engine)
   * @see Compose `ports.published`; Engine API `PortConfig.PublishedPort`
   */
  published?: number | string;
  /**
   * tcp, udp or sctp. A change restarts the tasks.
   * @default "tcp" (engine)
   * @see Compose `ports.protocol`; Engine API `PortConfig.Protocol`
   */
  protocol?: string;
  /**
   * ingress: every node leads to any task, by the routing mesh. host: only the nodes where a task runs.
   * A change restarts the tasks.
   * @default "ingress" (engine)
   * @see Compose `ports.mode`; Engine API `PortConfig.PublishMode`
   */
  mode?: string;
}

export interface MountArgs {
  /**
   * volume, bind, tmpfs, npipe (Windows) or cluster (CSI; needs API 1.42). An "image" is refused: engines mount one
   * in single containers, but in no service. A change restarts the tasks.
   * @default "bind" when the source is a path, else "volume" (ours)
   * @see Compose `volumes.type`; Engine API `Mount.Type`
   */
  type?: string;
  /**
   * A volume's key in the stack or name in the swarm; an absolute path of the node for a bind; an image's
   * reference. May hold templates such as `{{.Task.Slot}}`. A change restarts the tasks.
   * @default none: an anonymous volume, new for each task (engine)
   * @see Compose `volumes.source`; Engine API `Mount.Source`
   */
  source?: string;
  /**
   * Absolute path in the container, each once in a service. A change restarts the tasks.
   * @see Compose `volumes.target`; Engine API `Mount.Target`
   */
  target: string;
  /**
   * true mounts it read-only. A change restarts the tasks.
   * @default false (engine)
   * @see Compose `volumes.read_only`; Engine API `Mount.ReadOnly`
   */
  readOnly?: boolean;
  /**
   * consistent, cached or delegated; Linux nodes ignore it. A change restarts the tasks.
   * @default "consistent" (engine)
   * @see Compose `volumes.consistency`; Engine API `Mount.Consistency`
   */
  consistency?: string;
  /** Options of a bind. A change restarts the tasks. @default none (engine) @see Compose `volumes.bind`; Engine API `Mount.BindOptions` */
  bind?: BindArgs;
  /** Options of a volume. A change restarts the tasks. @default none (engine) @see Compose `volumes.volume`; Engine API `Mount.VolumeOptions` */
  volume?: {
    /** true: a new volume does not take over what the image has at the target. @default false (engine) @see Engine API `VolumeOptions.NoCopy` */
    nocopy?: boolean;
    /** A directory in the volume that is mounted in its stead. Needs API 1.45. @default the whole volume (engine) @see Engine API `VolumeOptions.Subpath` */
    subpath?: string;
    /** Driver by which a node without the volume makes it. @default "local" (engine) @see Engine API `DriverConfig.Name` */
    driver?: string;
    /** Options of that driver. A volume that is there already keeps its own. @default none (engine) @see Engine API `DriverConfig.Options` */
    driverOpts?: Record<string, string>;
    /** Labels that a node without the volume gives it. @default none (engine) @see Engine API `VolumeOptions.Labels` */
    labels?: Record<string, string>;
  };
  /** Options of a tmpfs. A change restarts the tasks. @default none (engine) @see Compose `volumes.tmpfs`; Engine API `Mount.TmpfsOptions` */
  tmpfs?: {
    /** Most bytes that it holds. @default half of the node's memory (Linux) @see Engine API `TmpfsOptions.SizeBytes` */
    size?: ByteSize;
    /** Permission bits of its root: 0o700 as a number, "0700" as text. @default 0o1777 (Linux) @see Engine API `TmpfsOptions.Mode` */
    mode?: number | string;
    /** More mount options: ["noexec", "uid=1000"]. Needs API 1.46. @default none (engine) @see Engine API `TmpfsOptions.Options` */
    options?: string[];
  };
  /** Options of an image, which no service can mount so far. A change restarts the tasks. @default none (engine) @see Compose `volumes.image`; Engine API `Mount.ImageOptions` */
  image?: {
    /** A directory in the image that is mounted in its stead. @default the whole image (engine) @see Engine API `ImageOptions.Subpath` */
    subpath?: string;
  };
}

export interface BindArgs {
  /**
   * private, rprivate, shared, rshared, slave or rslave. A change restarts the tasks.
   * @default "rprivate" (engine)
   * @see Compose `volumes.bind.propagation`; Engine API `BindOptions.Propagation`
   */
  propagation?: string;
  /**
   * true makes the path on the node when it is not there; otherwise the task is rejected. Sent, but no engine so far
   * passes it on to the tasks of a service. A change restarts nothing.
   * @default false (engine)
   * @see Compose `volumes.bind.create_host_path`; Engine API `BindOptions.CreateMountpoint`
   */
  createHostPath?: boolean;
  /**
   * What becomes of mounts below the path: enabled, disabled (not mounted), writable (a read-only bind leaves
   * them writable) or readonly (fails when they cannot be made so). The last two are sent, but no engine so far
   * passes them on to the tasks of a service.
   * A change restarts the tasks.
   * @default "enabled" (engine)
   * @see Compose `volumes.bind.recursive`; Engine API `BindOptions.NonRecursive`
   */
  recursive?: string;
}

/** A network that the tasks of a service join. */
export interface ServiceNetworkArgs {
  /**
   * More names that the service answers to in this network. A change restarts the tasks.
   * @default none but the service's own (Compose)
   * @see Compose `networks.*.aliases`; Engine API `NetworkAttachmentConfig.Aliases`
   */
  aliases?: string[];
  /**
   * Options of the network's driver for these tasks. A change restarts the tasks.
   * @default none (engine)
   * @see Compose `networks.*.driver_opts`; Engine API `NetworkAttachmentConfig.DriverOpts`
   */
  driverOpts?: Record<string, string | number>;
}

/** A secret or config that the tasks of a service get as a file. */
export interface FileReferenceArgs {
  /**
   * Key of the secret or config in the stack, or its name in the swarm. A change restarts the tasks.
   * @see Compose `secrets.source`; Engine API `SecretReference.SecretName`
   */
  source: string;
  /**
   * Path of the file: relative to /run/secrets for secrets and to / for configs, or absolute.
   * Each once in a service. A change restarts the tasks.
   * @default the source (Compose)
   * @see Compose `secrets.target`; Engine API `SecretReference.File.Name`
   */
  target?: string;
  /**
   * Numeric id of the file's user. A change restarts the tasks.
   * @default "0" (Compose)
   * @see Compose `secrets.uid`; Engine API `SecretReference.File.UID`
   */
  uid?: string | number;
  /**
   * Numeric id of the file's group. A change restarts the tasks.
   * @default "0" (Compose)
   * @see Compose `secrets.gid`; Engine API `SecretReference.File.GID`
   */
  gid?: string | number;
  /**
   * Permission bits: 0o440 as a number, "0440" as text. A change restarts the tasks.
   * @default 0o444 (Compose)
   * @see Compose `secrets.mode`; Engine API `SecretReference.File.Mode`
   */
  mode?: number | string;
}
