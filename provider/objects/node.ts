// The nodes of a swarm: engines that join it, and members whose role, availability and labels are declared.

import type { Node } from "../engine/types";
import type { ConnectionArgs } from "../model/common";
import { changeNode, finish, labelNode } from "./node-change";
import { join } from "./node-join";
import { leave } from "./node-leave";
import { goneLabels, nodeChanges, type DeclaredNodeSpec } from "./node-spec";
import { settledNodes } from "./nodes-settled";
import { defineKind, type Live } from "./object";

/** What a Node declares. */
export interface NodeDeclaration {
  /** What the declaration calls it, for people. */
  Name: string;
  Spec: DeclaredNodeSpec;
  /** The way to the node's own engine; without it, it can neither join nor leave. */
  Member?: ConnectionArgs;
  Join: { ListenAddr: string; AdvertiseAddr?: string; DataPathAddr?: string };
  /** How long a drain waits until the tasks run elsewhere; 0: not at all. */
  WaitMs: number;
}

/** A node as a manager shows it, and the way to it. */
export interface SeenNode extends Node {
  Member?: ConnectionArgs;
  /** All nodes of the swarm, as they were seen with it. */
  Around?: Node[];
}

export const node = defineKind<NodeDeclaration>({
  kind: "node",
  list: async (engine) =>
    (await settledNodes(engine)).map((one, _, Around) => liveNode(one, { Around })),
  create: join,
  ready: labelNode,
  kept: (engine, { spec: live }, spec) => finish(engine, live as SeenNode, spec),
  update: (engine, { spec: live }, spec) => changeNode(engine, live as SeenNode, spec),
  remove: (engine, { name, spec }) => leave(engine, name, spec as SeenNode),
  withdraw: (spec, previous) => ({
    ...spec,
    Spec: { ...spec.Spec, Gone: goneLabels(spec, previous) },
  }),
  changes: (spec, live) => nodeChanges(spec, (live as unknown as SeenNode).Spec),
  remedy: (changes) => (changes.length > 0 ? "update" : "keep"),
});

/** `name` is what the declaration calls it. */
export const liveNode = (
  one: Node,
  seen: Pick<SeenNode, "Member" | "Around"> = {},
  name = one.Description.Hostname,
): Live => ({
  ...{ kind: "node", id: one.ID, name, version: one.Version.Index },
  ...{ spec: { ...one, ...seen }, labels: one.Spec.Labels ?? {} },
});
