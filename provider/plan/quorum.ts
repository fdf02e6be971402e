// Why a manager must stay one, by the rule of raft: what is left has to have a majority that answers. Pure.
// Source: moby/swarmkit, manager/state/raft/raft.go, CanRemoveMember.

import type { Node } from "../engine/types";
import { inList } from "../in-list";
import { nodeName } from "./preflight/nodes";

/** How a node stops being a manager. */
export type Loss = "demoted" | "removed";

/** The least number of managers that decides, of so many. */
export const majority = (managers: number): number => Math.floor(managers / 2) + 1;

/** The members of raft; one that is just promoted is none yet, one that is just demoted still is. */
export const managersOf = (nodes: Node[]): Node[] =>
  nodes.filter(({ ManagerStatus }) => ManagerStatus);

/** Whether the other managers reach it. */
export const isReached = ({ ManagerStatus }: Node): boolean =>
  ManagerStatus?.Reachability === "reachable";

/** A new leader calls all others reachable before it has heard of them; it says "unknown" of their nodes as long. */
export const isInDoubt = (node: Node): boolean =>
  isReached(node) && node.Status.State === "unknown";

const answers = (node: Node): boolean => isReached(node) && !isInDoubt(node);

/** Why the node may not be demoted or removed; undefined when it may. `through` is the node that the connection reaches. */
export function quorumRefusal(
  nodes: Node[],
  id: string,
  loss: Loss,
  through?: string,
): string | undefined {
  const managers = managersOf(nodes);
  const node = managers.find(({ ID }) => ID === id);
  if (node === undefined) return undefined;
  const others = managers.filter((one) => one !== node);
  const start = `Node "${nodeName(node)}": it cannot be ${loss}`;
  if (others.length === 0)
    return `${start}, for it is the last manager, and the swarm would be gone with it. Make another node a manager first.`;
  const alive = others.filter(answers);
  if (alive.length < majority(others.length)) return `${start}: ${noQuorum(node, managers)}`;
  if (through !== id) return undefined;
  const host = alive.length === 1 ? "it" : "one of them";
  return (
    `${start} through itself: the connection reaches it, and ${inList(alive.map(nodeName).sort())} can be reached, too. ` +
    `Connect to ${host}, or list several managers in connection.host.`
  );
}

function noQuorum(node: Node, managers: Node[]): string {
  const others = managers.filter((one) => one !== node);
  const [now, then] = [managers, others].map((all) => all.filter(answers).length);
  const dead = others
    .filter((one) => !answers(one))
    .map(nodeName)
    .sort();
  const them = dead.length === 1 ? "it" : "them";
  return (
    `the swarm would lose its quorum. ${now} of ${managers.length} managers ${now === 1 ? "is" : "are"} reachable; ` +
    `without ${nodeName(node)} ${then} of ${others.length} would be, and a majority is ${majority(others.length)}. ` +
    `Bring ${inList(dead)} up again, or remove ${them} first.`
  );
}
