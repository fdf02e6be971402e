// The wait of a drain: until nothing runs on the node, and what ran there runs elsewhere.

import { setTimeout as delay } from "node:timers/promises";
import type { Engine } from "../engine/engine";
import type { Task, TaskState } from "../engine/types";
import { HOPELESS_MS } from "../limits";

/** Tasks of a service that run nowhere yet. */
export interface Homeless {
  serviceId: string;
  count: number;
  /** The engine's own words, or what is waited for. */
  why: string;
}

interface Patience {
  /** Whether the node can still tell what runs on it. */
  isUp: boolean;
  waitMs: number;
  /** How long the swarm may say that no node fits. */
  hopelessMs?: number;
}

const ALIVE: TaskState[] = ["assigned", "accepted", "preparing", "ready", "starting", "running"];
const isAlive = ({ Status }: Task): boolean => ALIVE.includes(Status.State);

/** What the swarm wants to run on the node. */
export const tasksOn = (engine: Engine, nodeId: string): Promise<Task[]> =>
  engine.tasks.list({ node: [nodeId], "desired-state": ["running"] });

/** Waits for the tasks that were on a node to run on others; gives those that do not. */
export async function untilMoved(
  engine: Engine,
  nodeId: string,
  before: Task[],
  { isUp, waitMs, hopelessMs = HOPELESS_MS }: Patience,
): Promise<Homeless[]> {
  const beganMs = Date.now();
  let hopelessSinceMs: number | undefined;
  while (before.length > 0) {
    const [wanted, there] = await Promise.all([
      engine.tasks.list({ "desired-state": ["running", "ready"] }),
      isUp ? engine.tasks.list({ node: [nodeId] }) : [],
    ]);
    const waiting = before.flatMap((task) => successorOf(task, nodeId, wanted));
    // A drain ends no task of a job, which is wanted to complete; it runs on where it is.
    const staying = there.filter((one) => isAlive(one) && one.DesiredState !== "complete");
    if (waiting.length === 0 && staying.length === 0) return [];
    const isHopeless = staying.length === 0 && waiting.every(findsNoNode);
    hopelessSinceMs = isHopeless ? (hopelessSinceMs ?? Date.now()) : undefined;
    const isOver = Date.now() - beganMs > waitMs;
    if (isOver || (hopelessSinceMs !== undefined && Date.now() - hopelessSinceMs > hopelessMs))
      return byService([...waiting, ...staying]);
    await delay(500);
  }
  return [];
}

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
