// What makes it certain that waiting longer is in vain. Pure.

import { explainPlacement } from "./eligible";
import { errorOf, hopeless, isDeterministic, summarise } from "./failures";
import { explainNeeds } from "./needs";
import { NO_SUITABLE_NODE, type History } from "./history";
import type { Failure, Limits, Observation, Reading, Slot } from "./observation";
import { times } from "./phase";

export interface Reason {
  detail: string;
  /** More about it, a line each. */
  notes?: string[];
  /** In place of the failures that were counted. */
  failures?: Failure[];
}

/** The allocator needs milliseconds; a task that is `new` for longer waits for its network. */
const ALLOCATION_MS = 15_000;

export function findReason(
  seen: Observation,
  reading: Reading,
  history: History,
  limits: Limits,
): Reason | undefined {
  const { UpdateStatus, Spec } = seen.service;
  if (UpdateStatus?.State === "paused") return { detail: UpdateStatus.Message ?? "update paused" };
  const stuck = unplaced(seen, reading, history, limits) ?? unallocated(seen, history);
  if (stuck) return stuck;
  // while an update that may roll back goes on, the engine decides; then it is also known what runs
  const mayRollBack = Spec.UpdateConfig?.FailureAction === "rollback";
  if (UpdateStatus?.State === "updating" && mayRollBack) return undefined;
  return dead(reading, history) ?? repeated(history, limits);
}

/** Whether the same failure comes back, whatever else may excuse it. */
export const isCrashing = ({ failures, held }: History): boolean =>
  held === undefined && hopeless(failures, () => true).length > 0;

/** Whether the networks are worth a look. */
export const waitsForNetwork = ({ newMs }: History, nowMs: number): boolean =>
  Object.values(newMs).some((sinceMs) => nowMs - sinceMs >= ALLOCATION_MS);

function unplaced(
  { service, nodes, nowMs }: Observation,
  reading: Reading,
  { unplacedMs, fitsNowhereMs }: History,
  { schedulingTimeoutMs }: Limits,
): Reason | undefined {
  const isOverdue = (sinceMs = nowMs): boolean => nowMs - sinceMs >= schedulingTimeoutMs;
  const limit = `for ${Math.round(schedulingTimeoutMs / 1000)} s`;
  if (isOverdue(fitsNowhereMs) && reading.fitsNowhere) {
    const detail = `no node has been eligible ${limit}`;
    return { detail, notes: explainPlacement(service.Spec, nodes) };
  }
  const slots = reading.slots.filter(
    ({ key, current }) =>
      isOverdue(unplacedMs[key]) && NO_SUITABLE_NODE.test(current.Status.Err ?? ""),
  );
  if (slots.length === 0) return undefined;
  const failures = slots.map(asFailure);
  return {
    detail: `${slots.length} of ${times(reading.desired, "task")} found no node ${limit}`,
    notes: [
      ...explainPlacement(service.Spec, nodes),
      ...explainNeeds(
        service.Spec,
        nodes,
        failures.map(({ error }) => error),
      ),
    ],
    failures,
  };
}

function unallocated(
  { unallocatedNetworks = [], nowMs }: Observation,
  history: History,
): Reason | undefined {
  if (unallocatedNetworks.length === 0 || !waitsForNetwork(history, nowMs)) return undefined;
  const names = unallocatedNetworks.map((name) => `"${name}"`).join(", ");
  return { detail: `its tasks wait for ${names}, which the engine never gave any addresses` };
}

function dead(reading: Reading, { failures }: History): Reason | undefined {
  if (reading.dead.length === 0) return undefined;
  const counted = summarise(failures);
  return {
    detail: `${reading.dead.length} of ${times(reading.desired, "task")} failed for good: the restart policy starts no new one`,
    // one that failed before this wait was not counted
    failures: reading.dead.map(
      (slot) =>
        counted.find(({ slot: key }) => key === slot.key) ?? { ...asFailure(slot), count: 1 },
    ),
  };
}

function repeated({ failures }: History, limits: Limits): Reason | undefined {
  const failing = hopeless(
    failures,
    ({ seenMs }) => !limits.othersComeUp && seenMs >= limits.countFromMs,
  );
  if (failing.length === 0) return undefined;
  const isCurable = failing.every(({ error }) => !isDeterministic(error));
  const detail = isCurable
    ? "its tasks fail again and again with the same error"
    : "its tasks fail, and trying again will not cure it";
  return { detail };
}

const asFailure = ({ key, current }: Slot): Failure => ({
  slot: key,
  task: current,
  count: 0,
  error: errorOf(current),
});
