// A volume as a resource.

import * as pulumi from "@pulumi/pulumi";
import type * as model from "../provider/model/objects";
import * as handlers from "./handlers";
import { hasLater, type LazyArgs } from "./lazy";
import { SwarmResource, type CommonArgs } from "./resource";

export type VolumeArgs = LazyArgs<Omit<model.VolumeArgs, "external">> &
  CommonArgs & {
    /**
     * What `destroy` does with a volume that holds data of its own: "keep" leaves it and says so, "delete"
     * removes it with its data. A volume that only points to an NFS share is always removed. A change takes
     * effect with the next `up`, and does nothing to the volume.
     * @default "keep" (ours)
     */
    onDelete?: pulumi.Input<"keep" | "delete">;
  };

/**
 * A volume. A service that mounts it carries its driver and options in the mount, so that it is the same
 * volume on every node where a task lands.
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
  /** The driver's options, with `nfs` written out. */
  declare readonly driverOpts: pulumi.Output<Record<string, string> | undefined>;
  /** Its labels, without those that say whose it is. */
  declare readonly labels: pulumi.Output<Record<string, string> | undefined>;

  constructor(name: string, args: VolumeArgs = {}, opts?: pulumi.CustomResourceOptions) {
    const { cluster, connection, adopt, ...model } = args;
    const keys = {
      driver: undefined,
      driverOpts: undefined,
      nfs: undefined,
      labels: undefined,
      onDelete: undefined,
      ...model,
      // Pulumi keeps a secret secret only under its own key, and `nfs` is written out under this one.
      ...(hasLater(args.nfs) && { driverOpts: pulumi.secret({}) }),
      name: args.name ?? name,
    };
    super(
      { type: "Volume", handlers: handlers.volume, name, keys },
      { cluster, connection, adopt },
      opts,
    );
  }
}
