// Global services: one task on every eligible node, also on one that joins while we wait. Pure.

import { eligibleNodes } from "./eligible";
import type { Observation, Reading } from "./observation";
import { isDead, isDone, runs, slotsOf } from "./slots";

export function readGlobal({ service, tasks, nodes }: Observation): Reading {
  const eligible = new Set(eligibleNodes(service.Spec, nodes).map(({ ID }) => ID));
  // the engine also makes tasks that pend for ever on nodes of another platform
  const slots = slotsOf(tasks, nodes, "node").filter(({ key }) => eligible.has(key));
  const running = slots.filter(runs).length;
  const done = slots.filter((slot) => isDone(slot, service)).length;
  const desired = eligible.size;
  return {
    desired,
    running,
    slots,
    isSatisfied: desired > 0 && running + done === desired,
    isFinished: desired > 0 && done === desired,
    dead: slots.filter((slot) => isDead(slot, service)),
    fitsNowhere: desired === 0,
  };
}
