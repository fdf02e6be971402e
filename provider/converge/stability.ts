// How long what runs must stay up before it counts as converged. Pure.

import type { Service, Task } from "../engine/types";
import type { History } from "./history";
import type { Limits, Observation, Reading } from "./observation";

/** As long as nothing to replace shows, before that is believed: an update takes a moment to begin. */
const QUIET_MS = 1_000;
/** The docker CLI's. */
const LEAST_STABILITY_MS = 5_000;

/** When what runs now will have lasted long enough; undefined while something is missing. */
export function stableAtMs(
  { service, baseline }: Observation,
  reading: Reading,
  { held }: History,
  { monitorMs }: Limits,
): number | undefined {
  if (held === undefined) return undefined;
  const stabilityMs = monitorMs ?? Math.max(monitorOf(service), LEAST_STABILITY_MS);
  const isProven = ({ ID, Status }: Task): boolean =>
    baseline.has(ID) && upBefore(service, Status.Timestamp) >= stabilityMs;
  const live = reading.slots.filter(({ isLive }) => isLive);
  const isOld = live.every(({ current }) => isProven(current));
  return held.sinceMs + (isOld ? Math.min(QUIET_MS, stabilityMs) : stabilityMs);
}

const monitorOf = ({ Spec }: Service): number => (Spec.UpdateConfig?.Monitor ?? 0) / 1e6;

/**
 * How long before the service's last change. One that had only just come up then may be crashing: sending
 * the same spec again clears the engine's "paused", and replaces no task.
 */
function upBefore({ UpdatedAt }: Service, timestamp: string): number {
  return UpdatedAt === undefined ? Infinity : Date.parse(UpdatedAt) - Date.parse(timestamp);
}
