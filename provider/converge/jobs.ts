// Jobs: tasks that are to end well, once per completion or once per eligible node. Pure.

import type { Service, Task } from "../engine/types";
import { eligibleNodes } from "./eligible";
import type { Observation, Reading, Slot } from "./observation";
import { isDead, slotsOf } from "./slots";

export function readReplicatedJob({ service, tasks, nodes }: Observation): Reading {
  const { MaxConcurrent = 1, TotalCompletions = MaxConcurrent } =
    service.Spec.Mode.ReplicatedJob ?? {};
  const slots = slotsOf(ofThisRun(service, tasks), nodes, "slot");
  return readJob(service, slots, TotalCompletions);
}

export function readGlobalJob({ service, tasks, nodes }: Observation): Reading {
  const eligible = new Set(eligibleNodes(service.Spec, nodes).map(({ ID }) => ID));
  const slots = slotsOf(ofThisRun(service, tasks), nodes, "node");
  const counted = slots.filter(({ key }) => eligible.has(key));
  const reading = readJob(service, counted, eligible.size);
  const fitsNowhere = eligible.size === 0;
  return { ...reading, isFinished: reading.isFinished && !fitsNowhere, fitsNowhere };
}

function readJob(service: Service, slots: Slot[], desired: number): Reading {
  const complete = slots.filter(({ current }) => current.Status.State === "complete").length;
  return {
    desired,
    running: complete,
    slots,
    isSatisfied: false, // a job is never merely running
    isFinished: complete >= desired,
    dead: slots.filter((slot) => isDead(slot, service)),
    fitsNowhere: false,
  };
}

/** Every update of a job runs it again; the tasks of earlier runs stay in the list. */
function ofThisRun({ JobStatus }: Service, tasks: Task[]): Task[] {
  const current = JobStatus?.JobIteration?.Index ?? 0; // the engine leaves out 0
  return tasks.filter(({ JobIteration }) => (JobIteration?.Index ?? 0) === current);
}
