// What a cluster volume is asked to be: one that a CSI plug-in makes for the whole swarm. Types only, in the keys of
// docker's `x-cluster-spec`.

import type { ByteSize } from "./common";

/** Which tasks may use a cluster volume, and where. A change is refused: the engine cannot change it. */
export interface ClusterAccessArgs {
  /** single: one node at a time; multi: many. @default "single" (engine) @see Engine API `ClusterVolumeSpec.AccessMode.Scope` */
  scope?: string;
  /**
   * none: one task at a time; readonly: all read; onewriter: one writes, the others read; all: all write.
   * @default "none" (engine)
   * @see Engine API `ClusterVolumeSpec.AccessMode.Sharing`
   */
  sharing?: string;
  /**
   * Mounted as a file system; excludes `blockVolume`.
   * @default `{}`, unless it is a `blockVolume` (ours)
   * @see Engine API `ClusterVolumeSpec.AccessMode.MountVolume`
   */
  mountVolume?: {
    /** File system: "ext4", "xfs", … @default the plug-in's choice (engine) @see Engine API `TypeMount.FsType` */
    fsType?: string;
    /** Flags for the mount: ["noatime"]. @default none (engine) @see Engine API `TypeMount.MountFlags` */
    mountFlags?: string[];
  };
  /** `{}`: a block device, and no file system. @default a `mountVolume` (ours) @see Engine API `ClusterVolumeSpec.AccessMode.BlockVolume` */
  blockVolume?: Record<string, never>;
}

/** Domains, such as zones, and the part of each: `{ segments: { zone: "Z1" } }`. */
export interface TopologyArgs {
  /** Part by domain. Required. @see Engine API `Topology.Segments` */
  segments: Record<string, string>;
}

/** A volume that a CSI plug-in makes for the whole swarm. */
export interface ClusterVolumeArgs {
  /**
   * Group whose volumes are as good as each other: a mount of `group:NAME` takes any of them. A change is refused:
   * the engine cannot change it.
   * @default none (engine)
   * @see Engine API `ClusterVolumeSpec.Group`
   */
  group?: string;
  /**
   * Which tasks may use it, and where. A change is refused: the engine cannot change it.
   * @default one task at a time, as a file system (ours)
   * @see Engine API `ClusterVolumeSpec.AccessMode`
   */
  accessMode?: ClusterAccessArgs;
  /**
   * Where it must be reachable from; only for plug-ins that know of places. A change is refused: the engine cannot
   * change it.
   * @default the whole swarm (engine)
   * @see Engine API `ClusterVolumeSpec.AccessibilityRequirements`
   */
  accessibilityRequirements?: {
    /** At least one of these places. @default none (engine) @see Engine API `TopologyRequirement.Requisite` */
    requisite?: TopologyArgs[];
    /** These first, in this order. @default none (engine) @see Engine API `TopologyRequirement.Preferred` */
    preferred?: TopologyArgs[];
  };
  /** Its size. A change is refused: the engine cannot change it. @default the plug-in's choice (engine) @see Engine API `ClusterVolumeSpec.CapacityRange` */
  capacityRange?: {
    /** At least so big. @default no bound (engine) @see Engine API `CapacityRange.RequiredBytes` */
    requiredBytes?: ByteSize;
    /** At most so big. @default no bound (engine) @see Engine API `CapacityRange.LimitBytes` */
    limitBytes?: ByteSize;
  };
  /**
   * Secrets of the swarm that the plug-in is given, each under a key that the plug-in knows. A change is refused:
   * the engine cannot change it.
   * @default none (engine)
   * @see Engine API `ClusterVolumeSpec.Secrets`
   */
  secrets?: {
    /** The plug-in's word for it. Required. @see Engine API `ClusterVolumeSpec.Secrets.Key` */
    key: string;
    /** Name or id of the secret. Required. @see Engine API `ClusterVolumeSpec.Secrets.Secret` */
    secret: string;
  }[];
  /**
   * active; pause: no new task may use it; drain: all tasks that use it move away. A change takes effect in place.
   * @default "active" (engine)
   * @see Engine API `ClusterVolumeSpec.Availability`
   */
  availability?: string;
}

/** The same in the canonical form: sizes have their largest exact binary unit. */
export interface ClusterVolumeInputs extends Omit<ClusterVolumeArgs, "capacityRange"> {
  capacityRange?: { requiredBytes?: string; limitBytes?: string };
}
