// Where a rollout stands, in a few words: "2/3 running, 1 preparing on rn2". Pure.

import type { Node, Service, Task } from "../engine/types";
import { folded, summarise } from "./failures";
import type { History } from "./history";
import type { Observation, Reading, Slot } from "./observation";
import { isByNode, isJob } from "./slots";

/** Longest list of nodes that is spelled out. */
const NODES_SHOWN = 3;

export function describe(seen: Observation, reading: Reading, history: History): string {
  const { service, nodes } = seen;
  const goal = isJob(service) ? "complete" : "running";
  const groups = new Map<string, Slot[]>();
  for (const slot of reading.slots.filter(({ isLive }) => isLive)) {
    const words = stateWords(slot.current);
    if (words !== goal) groups.set(words, [...(groups.get(words) ?? []), slot]);
  }
  const parts = [`${reading.running}/${reading.desired} ${goal}`];
  for (const [words, slots] of groups)
    parts.push(`${slots.length} ${words}${placeOf(slots, nodes)}`);
  const worst = summarise(history.failures).sort((a, b) => b.count - a.count)[0];
  if (worst)
    parts.push(`${times(worst.count, "failure")} of ${taskName(service, worst.task, nodes)}`);
  return parts.join(", ");
}

const stateWords = ({ Status }: Task): string =>
  Status.Err ? `${Status.State} (${folded(Status.Err)})` : Status.State;

function placeOf(slots: Slot[], nodes: Node[]): string {
  const names = new Set(slots.map(({ current }) => nodeName(current, nodes)));
  names.delete(undefined);
  if (names.size === 0 || names.size > NODES_SHOWN) return "";
  return ` on ${[...names].sort().join(", ")}`;
}

/** The name of the task's node; its id when the node is gone. */
function nodeName({ NodeID }: Task, nodes: Node[]): string | undefined {
  return nodes.find(({ ID }) => ID === NodeID)?.Description.Hostname ?? (NodeID || undefined);
}

/** "web.1 on rn2"; tasks of a global service have no number. */
export function taskName(service: Service, task: Task, nodes: Node[]): string {
  const number = isByNode(service) ? "" : `.${task.Slot ?? 0}`;
  const node = nodeName(task, nodes);
  return `${service.Spec.Name}${number}${node === undefined ? "" : ` on ${node}`}`;
}

export const times = (count: number, noun: string): string =>
  `${count} ${noun}${count === 1 ? "" : "s"}`;
