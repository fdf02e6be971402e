// The wait for the tasks of removed services: the engine forgets a service at once, while its tasks still
// stop and hold ports, networks and volumes.

import type { Engine } from "../engine/engine";
import type { Task } from "../engine/types";
import { hasCode } from "../errors";
import { systemClock, type Clock } from "./clock";
import { times } from "./phase";
import { progressLines } from "./progress-lines";
import { hasEnded } from "./slots";

export interface RemovalOptions {
  timeoutMs: number;
  progress(line: string): void;
  clock?: Clock;
}

const SHORTEST_REST_MS = 100;
const LONGEST_REST_MS = 1_000;

/**
 * Waits until the tasks are gone, and gives the ids of those that are left when the time is over.
 *
 * By task id, for tasks of a service that is gone cannot be asked for by the service. Tasks on nodes that
 * are down are not waited for: nobody hears of their end.
 */
export async function waitForRemoval(
  engine: Engine,
  taskIds: string[],
  { timeoutMs, progress, clock = systemClock }: RemovalOptions,
): Promise<string[]> {
  const beganMs = clock.nowMs();
  const say = progressLines(progress);
  let left = taskIds;
  for (
    let restMs = SHORTEST_REST_MS;
    left.length > 0;
    restMs = Math.min(restMs * 1.5, LONGEST_REST_MS)
  ) {
    left = await stillThere(engine, left);
    const elapsedMs = clock.nowMs() - beganMs;
    if (left.length === 0 || elapsedMs >= timeoutMs) break;
    say("removed:", `${times(left.length, "task")} still stopping`, elapsedMs);
    await clock.sleep(Math.min(restMs, timeoutMs - elapsedMs));
  }
  return left;
}

/** Engine 20.10 keeps the ended tasks of a removed job for ever, and lets those that run go on to their end. */
const holdsOn = (task: Task): boolean => task.DesiredState === "remove" || !hasEnded(task);

async function stillThere(engine: Engine, ids: string[]): Promise<string[]> {
  try {
    const tasks = await engine.tasks.list({ id: ids });
    if (tasks.length === 0) return [];
    const nodes = await engine.nodes.list();
    const down = nodes.filter(({ Status }) => Status.State === "down").map(({ ID }) => ID);
    const isLeft = (task: Task): boolean => holdsOn(task) && !down.includes(task.NodeID ?? "");
    return tasks.filter(isLeft).map(({ ID }) => ID);
  } catch (error) {
    // the services are gone already: losing sight of their tasks for a while undoes nothing
    if (hasCode(error, "ENGINE_UNREACHABLE", "NOT_A_MANAGER")) return ids;
    throw error;
  }
}
