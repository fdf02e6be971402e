// Why a manager must stay one, by the rule of raft: what is left has to have a majority that answers. And what is
// said of a number of managers. Source: moby/swarmkit, manager/state/raft/raft.go, CanRemoveMember. Pure.

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

const answers = ({ ManagerStatus }: Node): boolean => ManagerStatus?.Reachability === "reachable";

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
    `${start} through itself: the connection reaches it, and ${inList(alive.map(nodeName))} can be reached, too. ` +
    `Connect to ${host}, or list several managers in connection.host.`
  );
}

function noQuorum(node: Node, managers: Node[]): string {
  const others = managers.filter((one) => one !== node);
  const [now, then] = [managers, others].map((all) => all.filter(answers).length);
  const dead = others.filter((one) => !answers(one)).map(nodeName);
  const them = dead.length === 1 ? "it" : "them";
  return (
    `the swarm would lose its quorum. ${now} of ${managers.length} managers ${now === 1 ? "is" : "are"} reachable; ` +
    `without ${nodeName(node)} ${then} of ${others.length} would be, and a majority is ${majority(others.length)}. ` +
    `Bring ${inList(dead)} up again, or remove ${them} first.`
  );
}

/** What is worth a word where the managers come to be so many. */
export function managersWarning(count: number): string | undefined {
  if (count % 2 === 1 || count === 0) return undefined;
  if (count === 2)
    return (
      "The swarm comes to have 2 managers: both have to be up, so that the loss of either stops it. " +
      "Have 1, or 3, which can lose one."
    );
  return (
    `The swarm comes to have ${count} managers, which can lose ${tolerated(count)}, as ${count - 1} can: ` +
    `have ${count - 1}, or ${count + 1}, which can lose ${tolerated(count + 1)}.`
  );
}

const tolerated = (managers: number): number => managers - majority(managers);
