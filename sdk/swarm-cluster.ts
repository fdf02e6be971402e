// The swarm as a resource.

import type * as pulumi from "@pulumi/pulumi";
import type { ClusterArgs } from "../provider/model/cluster";
import type { ConnectionArgs } from "../provider/model/common";
import * as handlers from "./handlers";
import type { LazyArgs } from "./lazy";
import { connectionOf, SwarmResource, type CommonArgs } from "./resource";

export type SwarmClusterArgs = LazyArgs<ClusterArgs> & Pick<CommonArgs, "connection">;

/** What another engine has to show to join. */
export interface JoinTokens {
  /** Makes it a worker. */
  worker: string;
  /** Makes it a manager. */
  manager: string;
}

/**
 * A Docker swarm: made on the engine that the connection reaches, or taken over when that engine is in one.
 *
 * `destroy` only forgets a swarm that was there before. One that this resource made is left, which erases
 * it, only when nothing else lives in it, or with `forceDestroy: true`.
 *
 * ```ts
 * const cluster = new swarm.SwarmCluster("prod", { advertiseAddr: "10.0.0.11" });
 * ```
 *
 * @throws IN_USE, NOT_CONVERGED
 */
export class SwarmCluster extends SwarmResource {
  /** Tokens that let other engines join; secret outputs. */
  declare readonly joinTokens: pulumi.Output<JoinTokens>;
  /** The key that unlocks managers after a restart; secret, and undefined unless `autoLockManagers` is on. */
  declare readonly unlockKey: pulumi.Output<string | undefined>;
  /** Where other nodes reach the managers: "10.0.0.11:2377". */
  declare readonly managerAddresses: pulumi.Output<string[]>;
  /** Version of the engine that the connection reaches. */
  declare readonly engineVersion: pulumi.Output<string>;
  /** Whether the swarm was there before this resource. */
  declare readonly adopted: pulumi.Output<boolean>;
  /** The connection as it was declared; its key is secret. */
  declare readonly connection: pulumi.Output<ConnectionArgs | undefined>;
  /**
   * The connection as it was declared: known in a preview too, before the swarm is made.
   * @internal
   */
  readonly declaredConnection: pulumi.Input<unknown>;
  /**
   * Logical names of the nodes that the program declares for it so far.
   * @internal
   */
  readonly declaredNodes: string[];

  constructor(name: string, args: SwarmClusterArgs = {}, opts?: pulumi.CustomResourceOptions) {
    const { connection, ...settings } = args;
    const nodes: string[] = [];
    const keys = {
      advertiseAddr: undefined,
      listenAddr: undefined,
      dataPathAddr: undefined,
      dataPathPort: undefined,
      defaultAddrPool: undefined,
      subnetSize: undefined,
      taskHistoryRetentionLimit: undefined,
      autoLockManagers: undefined,
      nodeCertExpiry: undefined,
      externalCas: undefined,
      dispatcherHeartbeatPeriod: undefined,
      raft: undefined,
      rotate: undefined,
      forceNewCluster: undefined,
      labels: undefined,
      forceDestroy: undefined,
      joinTokens: undefined,
      unlockKey: undefined,
      adopted: undefined,
      managerAddresses: undefined,
      engineVersion: undefined,
      ...settings,
      name,
      __nodes: namesIn(nodes),
    };
    super(
      {
        type: "SwarmCluster",
        handlers: handlers.swarmCluster,
        name,
        keys,
        secretOutputs: ["joinTokens", "unlockKey"],
      },
      { connection },
      opts,
    );
    this.declaredConnection = connectionOf(undefined, connection);
    this.declaredNodes = nodes;
  }
}

/**
 * Those that stand there when the program has run as far as it does without waiting: the same in each run. Nodes that it
 * makes later are never among them.
 */
const namesIn = async (nodes: string[]): Promise<string[] | undefined> => {
  await Promise.resolve();
  return nodes.length > 0 ? [...nodes].sort() : undefined;
};
