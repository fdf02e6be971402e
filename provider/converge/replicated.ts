// Replicated services: as many slots as replicas. Pure.

import type { Observation, Reading } from "./observation";
import { isDead, isDone, runs, slotsOf } from "./slots";

export function readReplicated({ service, tasks, nodes }: Observation): Reading {
  const desired = service.Spec.Mode.Replicated?.Replicas ?? 1;
  const slots = slotsOf(tasks, nodes, "slot");
  // slots are counted, not numbered: scaling down may leave 1, 3 and 5
  const live = slots.filter(({ isLive }) => isLive);
  const done = slots.filter((slot) => isDone(slot, service)).length;
  return {
    desired,
    running: live.filter(runs).length,
    slots,
    isSatisfied: live.every(runs) && live.length <= desired && live.length + done >= desired,
    isFinished: desired > 0 && live.length === 0 && done >= desired,
    dead: slots.filter((slot) => isDead(slot, service)),
    fitsNowhere: false,
  };
}
