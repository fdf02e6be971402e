// Tasks that ended when they should not have, counted by slot, and when their number leaves no hope. Pure.

import type { Task } from "../engine/types";
import type { Failure } from "./observation";

/** A failed task and when it was first seen. */
export interface SeenFailure {
  slot: string;
  task: Task;
  seenMs: number;
}

/** Failures that the next try will not cure; everything else may be a dependency that is not up yet. */
const DETERMINISTIC = [
  /No such image/i,
  /manifest (for .* )?(unknown|not found)/i,
  /pull access denied|repository does not exist/i,
  /invalid mount config/i,
  /unknown capability/i,
  /executable file not found|stat .*: no such file/i,
  /invalid reference/i,
];
const DETERMINISTIC_TRIES = 2;
const TRIES = 3;

export const isDeterministic = (error: string): boolean =>
  DETERMINISTIC.some((pattern) => pattern.test(error));

/** The engine's own words for why the task ended. */
export function errorOf({ Status }: Task): string {
  if (Status.Err) return folded(Status.Err);
  if (Status.State === "complete") return "the process ended with exit code 0";
  return Status.Message ?? Status.State;
}

export const folded = (text: string): string => text.replace(/\s*\n\s*/g, " ").trim();

/** One entry a slot: its newest failure, and how many tasks failed. Slots in order. */
export function summarise(seen: SeenFailure[]): Failure[] {
  const bySlot = groupBySlot(seen);
  return [...bySlot].sort(inOrder).flatMap(([slot, failures]) => {
    const newest = failures.at(-1);
    if (newest === undefined) return [];
    return [{ slot, task: newest.task, count: failures.length, error: errorOf(newest.task) }];
  });
}

/** Slots in which the same error came back too often. */
export function hopeless(
  seen: SeenFailure[],
  isCounted: (failure: SeenFailure) => boolean,
): Failure[] {
  return summarise(seen).filter(({ slot, error }) => {
    const same = seen.filter((one) => one.slot === slot && alike(errorOf(one.task), error));
    if (isDeterministic(error)) return same.length >= DETERMINISTIC_TRIES;
    return same.filter(isCounted).length >= TRIES;
  });
}

function groupBySlot(seen: SeenFailure[]): Map<string, SeenFailure[]> {
  const bySlot = new Map<string, SeenFailure[]>();
  for (const one of seen) bySlot.set(one.slot, [...(bySlot.get(one.slot) ?? []), one]);
  return bySlot;
}

/** Messages name containers and endpoints, whose ids differ from try to try. */
const alike = (a: string, b: string): boolean => withoutIds(a) === withoutIds(b);
const withoutIds = (text: string): string =>
  text.replace(/\b[0-9a-z]{25}\b|\b[0-9a-f]{12,64}\b/g, "…");

const inOrder = ([a]: [string, unknown], [b]: [string, unknown]): number =>
  Number(a) - Number(b) || (a < b ? -1 : 1);
