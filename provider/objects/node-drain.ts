// The wait of a drain: until nothing runs on the node, and what ran there runs elsewhere.

import type { Engine } from "../engine/engine";
import type { Task, TaskState } from "../engine/types";
import { HOPELESS_MS } from "../limits";
import { polled } from "../polled";

/** Tasks of a service that run nowhere yet. */
export interface Homeless {
  serviceId: string;
  count: number;
  /** The engine's own words, or what is waited for. */
  why: string;
}

interface Patience {
  waitMs: number;
  /** How long the swarm may say that no node fits. */
  hopelessMs?: number;
}

const ALIVE: TaskState[] = ["assigned", "accepted", "preparing", "ready", "starting", "running"];
const isAlive = ({ Status }: Task): boolean => ALIVE.includes(Status.State);

/**
 * What a drain of the node moves: what the swarm wants to run there, and, where it was drained before, what still stops
 * there or ran there last.
 */
export async function tasksToMove(engine: Engine, nodeId: string): Promise<Task[]> {
  const all = await engine.tasks.list();
  const ended = all.filter(({ DesiredState }) => DesiredState === "shutdown");
  const isLast = (task: Task): boolean =>
    !ended.some(
      (one) => isSameSlot(one, task) && Date.parse(one.CreatedAt) > Date.parse(task.CreatedAt),
    );
  return all.filter(
    (task) =>
      task.NodeID === nodeId &&
      (task.DesiredState === "running" || (task.DesiredState === "shutdown" && isLast(task))),
  );
}

/** Waits for the tasks that were on a node to run on others; gives those that do not. */
export async function untilMoved(
  engine: Engine,
  nodeId: string,
  before: Task[],
  { waitMs, hopelessMs = HOPELESS_MS }: Patience,
): Promise<Homeless[]> {
  if (before.length === 0) return [];
  let hopelessSinceMs: number | undefined;
  const look = async (): Promise<{ left: Task[]; isHopeless: boolean }> => {
    const [wanted, staying] = await Promise.all([
      engine.tasks.list({ "desired-state": ["running", "ready"] }),
      tasksStaying(engine, nodeId),
    ]);
    const waiting = before.flatMap((task) => successorOf(task, nodeId, wanted));
    const isStuck = staying.length === 0 && waiting.length > 0 && waiting.every(findsNoNode);
    hopelessSinceMs = isStuck ? (hopelessSinceMs ?? Date.now()) : undefined;
    const isHopeless = hopelessSinceMs !== undefined && Date.now() - hopelessSinceMs > hopelessMs;
    return { left: [...waiting, ...staying], isHopeless };
  };
  const isOver = ({ left, isHopeless }: { left: Task[]; isHopeless: boolean }): boolean =>
    left.length === 0 || isHopeless;
  const { left } = await polled(look, isOver, { timeoutMs: waitMs, everyMs: 500 });
  return byService(left);
}

/** What runs or stops there still, as far as the node can tell: of one that is down nobody knows. */
async function tasksStaying(engine: Engine, nodeId: string): Promise<Task[]> {
  // A drain ends no task of a job, which is wanted to complete; it runs on where it is.
  const there = (await engine.tasks.list({ node: [nodeId] })).filter(
    (one) => isAlive(one) && one.DesiredState !== "complete",
  );
  if (there.length === 0) return [];
  const state = (await engine.nodes.inspect(nodeId))?.Status.State;
  return state === undefined || state === "down" ? [] : there;
}

const isSameSlot = (one: Task, other: Task): boolean =>
  one.ServiceID === other.ServiceID && one.Slot === other.Slot && one.Slot !== undefined;

/** What has taken its place and does not run yet. Without a slot it was of this node alone. */
function successorOf({ ServiceID, Slot }: Task, nodeId: string, wanted: Task[]): Task[] {
  if (Slot === undefined) return [];
  const ofSlot = wanted.filter((one) => one.ServiceID === ServiceID && one.Slot === Slot);
  const runs = ofSlot.some(({ NodeID, Status }) => NodeID !== nodeId && Status.State === "running");
  return runs ? [] : ofSlot.slice(0, 1);
}

const findsNoNode = ({ Status }: Task): boolean =>
  Status.State === "pending" && /no suitable node/.test(Status.Err ?? "");

function byService(tasks: Task[]): Homeless[] {
  const ids = [...new Set(tasks.map(({ ServiceID }) => ServiceID))];
  return ids.map((serviceId) => {
    const own = tasks.filter(({ ServiceID }) => ServiceID === serviceId);
    const said = own.map(({ Status }) => Status.Err || Status.State).find(Boolean) ?? "";
    return { serviceId, count: own.length, why: said };
  });
}
