// What the steps of nodes come to: how each node is to be, and why one that is a manager must stay so. Pure.

import type { Node } from "../engine/types";
import { hasUnknown } from "../model/unknown";
import type { NodeDeclaration, SeenNode } from "../objects/node";
import type { Live } from "../objects/object";
import { merged } from "../objects/node-spec";
import { isOwnerLabel, isSameProgram, JOINED, type Owner } from "../owner";
import { changesBetween, isUnder } from "./changes";
import type { NodeChange } from "./moves";
import type { Step } from "./plan";
import { quorumRefusal } from "./quorum";

export interface NodeStep {
  node: SeenNode;
  change: NodeChange;
}

/** The steps that change a member, or let it go. */
export function nodeSteps(steps: Step[]): NodeStep[] {
  return steps.flatMap((step) => {
    if (!("live" in step) || step.live.kind !== "node" || step.action === "keep") return [];
    const node = step.live.spec as SeenNode;
    const after =
      step.action === "update"
        ? merged(step.desired.spec as NodeDeclaration, node.Spec)
        : undefined;
    return [{ node, change: { id: node.ID, after } }];
  });
}

/** Whether tasks may move for it; where labels are not known yet, only a drain is certain to. */
export function mayMove({ node, change: { after } }: NodeStep): boolean {
  if (after === undefined) return true;
  const changes = changesBetween({ ...node.Spec, Labels: node.Spec.Labels ?? {} }, after);
  if (after.Availability === "drain") return node.Spec.Availability !== "drain";
  return changes.some(
    (one) =>
      !hasUnknown(after.Labels) && !(isUnder(one, "Labels") && isOwnerLabel(one.path[1] ?? "")),
  );
}

/** Why managers may not go; `through` is the node that the connection reaches. */
export const quorumRefusals = (steps: Step[], through: string | undefined): string[] =>
  nodeSteps(steps).flatMap(({ node, change: { id, after } }) => {
    // One whose demotion has not ended is still a manager to the others.
    const goes = after === undefined || (after.Role === "worker" && node.Spec.Role === "manager");
    if (!goes) return [];
    const loss = after === undefined ? "removed" : "demoted";
    return quorumRefusal(node.Around ?? [], id, loss, through) ?? [];
  });

/** The same steps where the resource is replaced: an engine that it let join leaves first, and joins another way. */
export const leavingFirst = (steps: Step[]): Step[] =>
  steps.map((step) =>
    (step.action === "keep" || step.action === "update") && step.live.labels[JOINED] === "true"
      ? {
          action: "replace",
          desired: step.desired,
          live: step.live,
          changes: JOIN,
          name: step.live.name,
        }
      : step,
  );

const JOIN = [{ path: ["Join"], from: undefined, to: undefined }];

/** Whether a dead manager of the same program was seen with the node, which may go in the same run. */
export const isBesideDeadManager = ({ kind, spec }: Live, owner: Owner): boolean =>
  kind === "node" &&
  nodesAround(spec as SeenNode)
    .filter(({ ManagerStatus }) => ManagerStatus && ManagerStatus.Reachability !== "reachable")
    .some(({ Spec }) => isSameProgram(Spec.Labels ?? {}, owner));

/** All nodes of the swarm, as they were seen with one of them. */
export const nodesAround = ({ Around = [] }: SeenNode): Node[] => Around;
