// A volume as a resource.

import type * as pulumi from "@pulumi/pulumi";
import type { ClusterVolumeArgs } from "../provider/model/cluster-volume";
import type * as model from "../provider/model/volume";
import * as handlers from "./handlers";
import type { LazyArgs } from "./lazy";
import { sealedVolume } from "./sealed";
import { isOfType, SwarmResource, type CommonArgs, type Place } from "./resource";

export type VolumeArgs = LazyArgs<Omit<model.VolumeArgs, "external">> &
  CommonArgs & {
    /**
     * What `destroy` does with a volume that holds data: "keep" leaves it and says so, "delete" removes it with
     * its data. An empty volume goes in any case, and so does one that holds nothing itself (NFS, CIFS, tmpfs,
     * any `device`). Only the engine that is reached is asked: what tasks wrote on other nodes stays there. A change takes
     * effect with the next `up`, and does nothing to the volume.
     * @default "keep" (ours)
     */
    onDelete?: pulumi.Input<"keep" | "delete">;
  };

/**
 * A volume. A service that mounts it carries its driver and options in the mount, so that it is the same
 * volume on every node where a task lands.
 *
 * With `clusterSpec`, a CSI plug-in makes it for the whole swarm, and the swarm attaches it where tasks need it.
 *
 * Nothing of a local volume can be changed; options that differ from an existing volume are an error that
 * shows both.
 *
 * ```ts
 * const data = new swarm.Volume("data", { nfs: { server: "10.0.0.5", path: "/exports/data" } });
 * ```
 *
 * @throws IN_USE
 */
export class Volume extends SwarmResource {
  /** The volume's name on each node. */
  declare readonly name: pulumi.Output<string>;
  /** The driver that holds it. */
  declare readonly driver: pulumi.Output<string | undefined>;
  /** The driver's options, with `nfs`, `cifs` and `tmpfs` written out. */
  declare readonly driverOpts: pulumi.Output<Record<string, string> | undefined>;
  /** Its labels, without those that say whose it is. */
  declare readonly labels: pulumi.Output<Record<string, string> | undefined>;

  /** What a cluster volume is asked to be. */
  declare readonly clusterSpec: pulumi.Output<ClusterVolumeArgs | undefined>;
  /**
   * Whether it is the swarm's, so that it is mounted by its name alone.
   * @internal
   */
  readonly isClusterVolume: boolean;
  /**
   * A volume that is there and stays whose it is: read, never changed, never deleted. By its id or its name;
   * the output `id` is the one given. A missing one is an error.
   *
   * @throws NOT_FOUND
   */
  static get(
    name: string,
    id: pulumi.Input<pulumi.ID>,
    place: Place = {},
    opts?: pulumi.CustomResourceOptions,
  ): Volume {
    return new Volume(name, place, { ...opts, id });
  }

  /** Whether something is a {@link Volume}, of whichever copy of the package. */
  static override isInstance(thing: unknown): thing is Volume {
    return isOfType(thing, "Volume");
  }

  constructor(name: string, args: VolumeArgs = {}, opts?: pulumi.CustomResourceOptions) {
    const { cluster, connection, adopt, ...model } = args;
    const keys = {
      driver: undefined,
      driverOpts: undefined,
      nfs: undefined,
      cifs: undefined,
      tmpfs: undefined,
      clusterSpec: undefined,
      labels: undefined,
      onDelete: undefined,
      ...model,
      ...sealedVolume(model),
      name: args.name ?? name,
    };
    super(
      {
        type: "Volume",
        handlers: handlers.volume,
        name,
        keys,
        // Of a volume that is looked up nobody said which options are secret, and a share's may be.
        secretOutputs: opts?.id === undefined ? [] : ["driverOpts"],
      },
      { cluster, connection, adopt },
      opts,
    );
    this.isClusterVolume = args.clusterSpec !== undefined;
  }
}
