// A network as a resource.

import type * as pulumi from "@pulumi/pulumi";
import type * as model from "../provider/model/objects";
import * as handlers from "./handlers";
import type { LazyArgs } from "./lazy";
import { SwarmResource, type CommonArgs } from "./resource";

export type NetworkArgs = LazyArgs<Omit<model.NetworkArgs, "external">> & CommonArgs;

/**
 * A swarm network, an overlay unless `driver` says otherwise.
 *
 * The engine cannot change a network. A change makes a new one beside it (`front-2`), moves the services
 * over by a rolling update, and removes the old one.
 *
 * ```ts
 * const front = new swarm.Network("front", { attachable: true });
 * ```
 *
 * @throws IN_USE
 */
export class Network extends SwarmResource {
  /** The network's name in the swarm. */
  declare readonly name: pulumi.Output<string>;
  /** Its labels, without those that say whose it is. */
  declare readonly labels: pulumi.Output<Record<string, string> | undefined>;

  constructor(name: string, args: NetworkArgs = {}, opts?: pulumi.CustomResourceOptions) {
    const { cluster, connection, adopt, ...model } = args;
    const keys = {
      driver: undefined,
      driverOpts: undefined,
      attachable: undefined,
      internal: undefined,
      enableIpv6: undefined,
      ingress: undefined,
      ipam: undefined,
      labels: undefined,
      ...model,
      name: args.name ?? name,
    };
    super(
      { type: "Network", handlers: handlers.network, name, keys },
      { cluster, connection, adopt },
      opts,
    );
  }
}
