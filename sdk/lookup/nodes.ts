// The swarm and its nodes, as they are.

import * as pulumi from "@pulumi/pulumi";
import type { GetNodeResult, GetSwarmResult } from "../../provider/lookup/answers";
import type { NodesQuestion } from "../../provider/lookup/questions";
import type { JoinTokens } from "../swarm-cluster";
import {
  ask,
  askLater,
  type ByNameOrId,
  type Later,
  type LookupArgs,
  type LookupOutputArgs,
} from "./ask";

export type GetNodeArgs = ByNameOrId & LookupArgs;
export type GetNodeOutputArgs = Later<GetNodeArgs>;
export type GetNodesArgs = NodesQuestion & LookupArgs;
export type GetNodesOutputArgs = Later<GetNodesArgs>;
export type GetSwarmArgs = LookupArgs;
export type GetSwarmOutputArgs = LookupOutputArgs;

/**
 * A node of the swarm, by its host name or id.
 *
 * @throws NOT_FOUND
 */
export const getNode = (args: GetNodeArgs): Promise<GetNodeResult> => ask("node", args);

/** The same as an Output; a preview does not ask while an arg is unknown. */
export const getNodeOutput = (args: GetNodeOutputArgs): pulumi.Output<GetNodeResult> =>
  askLater("node", args);

/**
 * The nodes of the swarm, by host name; `role`, `availability` and `labels` choose among them.
 *
 * ```ts
 * export const ssds = swarm
 *   .getNodes({ labels: { disk: "ssd" }, availability: "active" })
 *   .then((nodes) => nodes.map(({ hostname }) => hostname));
 * ```
 */
export const getNodes = (args: GetNodesArgs = {}): Promise<GetNodeResult[]> => ask("nodes", args);

/** The same as an Output; a preview does not ask while an arg is unknown. */
export const getNodesOutput = (args: GetNodesOutputArgs = {}): pulumi.Output<GetNodeResult[]> =>
  askLater("nodes", args);

/** The swarm that the engine is a manager of, without its join tokens. */
export const getSwarm = (args: GetSwarmArgs = {}): Promise<GetSwarmResult> => ask("swarm", args);

/** The same as an Output; a preview does not ask while an arg is unknown. */
export const getSwarmOutput = (args: GetSwarmOutputArgs = {}): pulumi.Output<GetSwarmResult> =>
  askLater("swarm", args);

/** The tokens that let other engines join. Always a secret Output, for a plain value cannot be one. */
export const getJoinTokensOutput = (args: GetSwarmOutputArgs = {}): pulumi.Output<JoinTokens> =>
  pulumi.secret(askLater("joinTokens", args));
