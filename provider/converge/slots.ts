// Tasks grouped by the place that they fill. Pure.

import type { Node, Service, Task, TaskState } from "../engine/types";
import type { Slot } from "./observation";

const ORDER: TaskState[] = [
  "new",
  "allocated",
  "pending",
  "assigned",
  "accepted",
  "preparing",
  "ready",
  "starting",
  "running",
  "complete",
  "shutdown",
  "failed",
  "rejected",
  "remove",
  "orphaned",
];
const rank = (state: TaskState): number => ORDER.indexOf(state);

/** Whether the task ended, well or not. */
export const hasEnded = (task: Task): boolean => rank(task.Status.State) > rank("running");

/** Whether the orchestrator wants the task to run: jobs want `complete`, restarts wait in `ready`. */
export const isWanted = (task: Task): boolean => rank(task.DesiredState) <= rank("complete");

export const hasFailed = (task: Task): boolean =>
  task.Status.State === "failed" || task.Status.State === "rejected";

/** Groups tasks by slot, or by node; what a node that is down is said to run does not count. */
export function slotsOf(tasks: Task[], nodes: Node[], by: "slot" | "node"): Slot[] {
  const down = new Set(nodes.filter(({ Status }) => Status.State === "down").map(({ ID }) => ID));
  const groups = new Map<string, Task[]>();
  for (const task of tasks) {
    if (task.NodeID !== undefined && down.has(task.NodeID) && !hasEnded(task)) continue;
    const key = slotKey(task, by);
    groups.set(key, [...(groups.get(key) ?? []), task]);
  }
  return [...groups].map(([key, group]) => slotOf(key, group));
}

// 0 is the first slot of a job, and left out by the engine
const slotKey = (task: Task, by: "slot" | "node"): string =>
  by === "node" ? (task.NodeID ?? "") : String(task.Slot ?? 0);

function slotOf(key: string, tasks: Task[]): Slot {
  const wanted = tasks.filter(isWanted);
  // start-first: two live tasks share the slot until the new one runs, and the new one decides
  const sorted = wanted.length > 0 ? wanted.sort(leastAdvanced) : tasks.sort(newestFirst);
  const [current] = sorted as [Task, ...Task[]];
  return { key, current, isLive: wanted.length > 0 };
}

const leastAdvanced = (a: Task, b: Task): number =>
  rank(a.Status.State) - rank(b.Status.State) || newestFirst(a, b);

export const newestFirst = (a: Task, b: Task): number =>
  Date.parse(b.CreatedAt) - Date.parse(a.CreatedAt) || (a.ID < b.ID ? 1 : -1);

/** Ended well, and the restart policy starts nothing new. */
export const isDone = (slot: Slot, service: Service): boolean =>
  isOver(slot) && slot.current.Status.State === "complete" && mayFinish(service);

/** Ended badly, and the restart policy starts nothing new. */
export const isDead = (slot: Slot, service: Service): boolean =>
  isOver(slot) && hasFailed(slot.current) && mayGiveUp(service);

// a restart makes the successor in the same transaction; `remove` is a slot that was scaled away
const isOver = ({ isLive, current }: Slot): boolean =>
  !isLive && current.DesiredState === "shutdown";

export const runs = ({ isLive, current }: Slot): boolean =>
  isLive && current.Status.State === "running";

export const isJob = ({ Spec }: Service): boolean =>
  Spec.Mode.ReplicatedJob !== undefined || Spec.Mode.GlobalJob !== undefined;

/** Whether slots of this service are told apart by node. */
export const isByNode = ({ Spec }: Service): boolean =>
  Spec.Mode.Global !== undefined || Spec.Mode.GlobalJob !== undefined;

/** Whether a slot whose task ended badly may stay empty for good. */
export function mayGiveUp({ Spec }: Service): boolean {
  const { Condition = "any", MaxAttempts = 0 } = Spec.TaskTemplate.RestartPolicy ?? {};
  return Condition === "none" || MaxAttempts > 0;
}

/** Whether a task that ends with exit code 0 is not started again. */
export function mayFinish(service: Service): boolean {
  const { Condition = "any" } = service.Spec.TaskTemplate.RestartPolicy ?? {};
  return isJob(service) || Condition !== "any";
}
