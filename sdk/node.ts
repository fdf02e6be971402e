// A node of the swarm as a resource.

import type * as pulumi from "@pulumi/pulumi";
import type { ConnectionArgs, DrainOptions } from "../provider/model/common";
import type * as model from "../provider/model/node";
import * as handlers from "./handlers";
import type { LazyArgs } from "./lazy";
import { SwarmResource, withSecretKey } from "./resource";
import type { SwarmCluster } from "./swarm-cluster";

export interface NodeArgs extends LazyArgs<model.NodeArgs> {
  /**
   * true takes over a node that another resource declares; a member that nobody declares needs no permission. A change
   * does nothing to what is taken over already.
   * @default false (ours)
   */
  adopt?: pulumi.Input<boolean>;

  /**
   * The node's own engine, which joins the swarm over it. Without one, `name` means a node that is a member
   * already. A change moves nothing while the node is up: it is another way to the same node, and that an engine is not it is
   * told when the node is to leave. When the node is down, the engine that is reached here joins in its place.
   * @default none: a member, by hostname or id (ours)
   */
  connection?: pulumi.Input<LazyArgs<ConnectionArgs>>;
  /**
   * The swarm to join, or that it is a member of; its connection is the way to the managers. A change moves nothing:
   * a node stays in its swarm, and another one is refused.
   * @default the swarm of Pulumi config `swarm:host` or `swarm:context`, else of the environment (ours)
   */
  cluster?: SwarmCluster;
  /**
   * How long a drain by `availability` waits until the tasks run elsewhere; false does not wait. A node that leaves
   * waits for 10 minutes at most, whatever this says. A change does nothing to the node.
   * @default { timeout: "10m" } (ours)
   */
  converge?: pulumi.Input<false | LazyArgs<DrainOptions>>;
}

/**
 * A node of a swarm: an engine that joins it, or a member that is there already, with its role, availability
 * and labels.
 *
 * An engine joins drained and gets its labels in the step that activates it, so that no task lands on it too
 * early. `destroy` drains it, waits until its tasks run elsewhere, demotes a manager, and lets the engine leave. A
 * node that was a member before stays, without the labels declared here, unless `forceDestroy` is true.
 *
 * ```ts
 * new swarm.Node("worker-1", { cluster, connection: { host: "ssh://ops@10.0.0.21" }, labels: { disk: "ssd" } });
 * ```
 *
 * @throws NOT_FOUND, NOT_CONVERGED, QUORUM
 */
export class Node extends SwarmResource {
  /** Id of the node in the swarm. */
  declare readonly nodeId: pulumi.Output<string>;
  /** The hostname of its engine. */
  declare readonly hostname: pulumi.Output<string>;
  /** Address at which the managers see it. */
  declare readonly addr: pulumi.Output<string>;
  /** "ready", "down", "unknown" or "disconnected", when it was looked at last. */
  declare readonly state: pulumi.Output<string>;
  /** Version of its engine. */
  declare readonly engineVersion: pulumi.Output<string>;
  /** Whether this resource let it join; false for a node that was a member before. */
  declare readonly joined: pulumi.Output<boolean>;

  constructor(name: string, args: NodeArgs = {}, opts?: pulumi.CustomResourceOptions) {
    const { cluster, adopt, connection, ...settings } = args;
    const keys = {
      role: undefined,
      availability: undefined,
      labels: undefined,
      advertiseAddr: undefined,
      listenAddr: undefined,
      dataPathAddr: undefined,
      forceDestroy: undefined,
      converge: undefined,
      nodeId: undefined,
      hostname: undefined,
      addr: undefined,
      state: undefined,
      engineVersion: undefined,
      joined: undefined,
      ...settings,
      name: args.name ?? name,
      nodeConnection: connection && withSecretKey(connection),
    };
    super({ type: "Node", handlers: handlers.node, name, keys }, { cluster, adopt }, opts);
    cluster?.declaredNodes.push(name, ...formerNames(opts));
  }
}

/** The names that it had, of its aliases: their nodes have not left the program. */
const formerNames = ({ aliases }: pulumi.CustomResourceOptions = {}): string[] =>
  (Array.isArray(aliases) ? aliases : []).flatMap((alias: unknown) => {
    if (typeof alias === "string") return alias.split("::").slice(3).join("::");
    const { name } = alias as pulumi.Alias;
    return typeof name === "string" ? name : [];
  });
