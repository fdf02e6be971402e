// How long what runs must stay up before it counts as converged. Pure.

import type { Service, Task } from "../engine/types";
import type { Observation, Reading } from "./observation";

/** As long as nothing to replace shows, before that is believed: an update takes a moment to begin. */
const QUIET_MS = 1_000;
/** The docker CLI's. */
const LEAST_STABILITY_MS = 5_000;

/** How long that is for what runs now. */
export function stabilityMs(
  { service, baseline }: Observation,
  { slots }: Reading,
  monitorMs = Math.max(monitorOf(service), LEAST_STABILITY_MS),
): number {
  const isProven = ({ ID, Status }: Task): boolean =>
    baseline.has(ID) && upBefore(service, Status.Timestamp) >= monitorMs;
  const isOld = slots.every(({ isLive, current }) => !isLive || isProven(current));
  return isOld ? Math.min(QUIET_MS, monitorMs) : monitorMs;
}

function monitorOf({ Spec }: Service): number {
  return (Spec.UpdateConfig?.Monitor ?? 0) / 1e6;
}

/**
 * How long before the service's last change. One that had only just come up then may be crashing: sending
 * the same spec again clears the engine's "paused", and replaces no task.
 */
function upBefore({ UpdatedAt }: Service, timestamp: string): number {
  return UpdatedAt === undefined ? Infinity : Date.parse(UpdatedAt) - Date.parse(timestamp);
}
