// What was seen of one service so far: its task list forgets (five tasks a slot), a verdict must not. Pure.

import type { Task } from "../engine/types";
import type { SeenFailure } from "./failures";
import type { Observation, Reading } from "./observation";
import { hasEnded, hasFailed, isByNode, mayFinish, newestFirst } from "./slots";

export interface History {
  failures: SeenFailure[];
  /** Tasks of the baseline that were alive when the wait began: their end is news. */
  alive: ReadonlySet<string>;
  /** Since when each slot's task has found no suitable node. */
  unplacedMs: Record<string, number>;
  /** Since when each task has been waiting for its network. */
  newMs: Record<string, number>;
  /** Since when the same tasks have satisfied the spec. */
  held?: { tasks: string; sinceMs: number };
  fitsNowhereMs?: number;
  /** The engine's reason for a rollback; its last message no longer says it. */
  rollbackCause?: string;
  /** Since when the engine calls it rolled back. */
  rolledBackMs?: number;
}

export const EMPTY: History = { failures: [], alive: new Set(), unplacedMs: {}, newMs: {} };

export const NO_SUITABLE_NODE = /^no suitable node/;

/** Adds one observation. */
export function remember(history: History, seen: Observation, reading: Reading): History {
  const { nowMs, service } = seen;
  const live = reading.slots
    .filter(({ isLive }) => isLive)
    .map(({ key, current }) => ({ key, current }));
  const unplaced = live.filter(({ current }) => NO_SUITABLE_NODE.test(current.Status.Err ?? ""));
  const fresh = live.filter(({ current }) => current.Status.State === "new");
  return {
    failures: [...history.failures, ...newFailures(history, seen)],
    alive: new Set([...history.alive, ...aliveBefore(seen)]),
    unplacedMs: since(
      history.unplacedMs,
      unplaced.map(({ key }) => key),
      nowMs,
    ),
    newMs: since(
      history.newMs,
      fresh.map(({ current }) => current.ID),
      nowMs,
    ),
    held: hold(history, seen, reading),
    fitsNowhereMs: reading.fitsNowhere ? (history.fitsNowhereMs ?? nowMs) : undefined,
    rollbackCause:
      service.UpdateStatus?.State === "rollback_started"
        ? service.UpdateStatus.Message
        : history.rollbackCause,
    rolledBackMs:
      service.UpdateStatus?.State === "rollback_completed"
        ? (history.rolledBackMs ?? nowMs)
        : undefined,
  };
}

/** Tasks that ended since the last look, oldest first. */
function newFailures(history: History, seen: Observation): SeenFailure[] {
  const known = new Set(history.failures.map(({ task }) => task.ID));
  const tasks = new Map([...seen.tasks, ...(seen.allTasks ?? [])].map((task) => [task.ID, task]));
  const byNode = isByNode(seen.service);
  return [...tasks.values()]
    .filter((task) => !known.has(task.ID) && endedBadly(task, seen))
    .filter(({ ID }) => !seen.baseline.has(ID) || history.alive.has(ID))
    .sort((a, b) => newestFirst(b, a))
    .map((task) => ({
      slot: byNode ? (task.NodeID ?? "") : String(task.Slot ?? 0),
      task,
      seenMs: seen.nowMs,
    }));
}

const endedBadly = (task: Task, { service }: Observation): boolean =>
  hasFailed(task) || (task.Status.State === "complete" && !mayFinish(service));

const aliveBefore = ({ tasks, baseline }: Observation): string[] =>
  tasks.filter((task) => baseline.has(task.ID) && !hasEnded(task)).map(({ ID }) => ID);

/** Keeps the moment at which each key was first there, and forgets those that are gone. */
function since(
  before: Record<string, number>,
  keys: string[],
  nowMs: number,
): Record<string, number> {
  return Object.fromEntries(keys.map((key) => [key, before[key] ?? nowMs]));
}

/** A replaced task starts the clock anew, even when its successor runs by the time we look. */
function hold({ held }: History, { nowMs }: Observation, reading: Reading): History["held"] {
  if (!reading.isSatisfied) return undefined;
  const ids = reading.slots.filter(({ isLive }) => isLive).map(({ current }) => current.ID);
  const tasks = ids.sort().join();
  return held?.tasks === tasks ? held : { tasks, sinceMs: nowMs };
}
