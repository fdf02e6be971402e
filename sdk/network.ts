// A network as a resource.

import type * as pulumi from "@pulumi/pulumi";
import type * as model from "../provider/model/network";
import * as handlers from "./handlers";
import type { LazyArgs } from "./lazy";
import { isOfType, SwarmResource, type CommonArgs, type Place } from "./resource";

export type NetworkArgs = LazyArgs<Omit<model.NetworkArgs, "external" | "configFrom">> &
  CommonArgs & {
    /**
     * The config-only network that gives the settings: a resource, or a name. Each node finds one of that name
     * among its own. Excludes `ipam`, `driverOpts`, `enableIpv4`, `enableIpv6` and `labels`. A change replaces the
     * network.
     * @default none (engine)
     * @see Engine API `NetworkCreate.ConfigFrom`; Compose has no key for it
     */
    configFrom?: Network | pulumi.Input<string>;
  };

/**
 * A swarm network, an overlay unless `driver` says otherwise.
 *
 * The engine cannot change a network. A change makes a new one beside it (`front-2`), moves the services that
 * were given this resource over by a rolling update, and removes the old one. Where the two cannot stand side by
 * side, with one subnet for both, the old one has to be free of services first.
 *
 * A network of one engine (`configOnly`, or `scope: "local"`) is made on the engine of its own `connection`, which
 * may be a worker.
 *
 * ```ts
 * const front = new swarm.Network("front", { attachable: true });
 * const vpn = new swarm.Network("vpn", { encrypted: true, ipam: { config: [{ subnet: "10.20.0.0/24" }] } });
 * ```
 *
 * @throws NOT_ALLOCATED, IN_USE
 */
export class Network extends SwarmResource {
  /** The network's name in the swarm. */
  declare readonly name: pulumi.Output<string>;
  /** Its labels, without those that say whose it is. */
  declare readonly labels: pulumi.Output<Record<string, string> | undefined>;

  /**
   * A network that is there and stays whose it is: read, never changed, never deleted. By its id or its name;
   * the output `id` is the one given. A missing one is an error.
   *
   * @throws NOT_FOUND
   */
  static get(
    name: string,
    id: pulumi.Input<pulumi.ID>,
    place: Place = {},
    opts?: pulumi.CustomResourceOptions,
  ): Network {
    return new Network(name, place, { ...opts, id });
  }

  /** Whether something is a {@link Network}, of whichever copy of the package. */
  static override isInstance(thing: unknown): thing is Network {
    return isOfType(thing, "Network");
  }

  constructor(name: string, args: NetworkArgs = {}, opts?: pulumi.CustomResourceOptions) {
    const { cluster, connection, adopt, configFrom, ...model } = args;
    const keys = {
      driver: undefined,
      scope: undefined,
      configOnly: undefined,
      encrypted: undefined,
      driverOpts: undefined,
      attachable: undefined,
      internal: undefined,
      enableIpv4: undefined,
      enableIpv6: undefined,
      ingress: undefined,
      ipam: undefined,
      labels: undefined,
      ...model,
      configFrom: configFrom instanceof Network ? configFrom.name : configFrom,
      name: args.name ?? name,
    };
    super(
      { type: "Network", handlers: handlers.network, name, keys },
      { cluster, connection, adopt },
      opts,
    );
  }
}
