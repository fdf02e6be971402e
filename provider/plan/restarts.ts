// Which tasks a change of a service's spec restarts, by the engine's own rule: a task is replaced when its
// task spec or the endpoint spec differs; a change of placement alone moves only tasks whose node no longer
// fits. Source: swarmkit manager/orchestrator/task.go, IsTaskDirty. Pure.

import type { ServiceSpec } from "../engine/types";
import { hasUnknown } from "../model/unknown";
import { isUnder, type Change } from "./changes";

export interface Effect {
  restart: number;
  start: number;
  stop: number;
  /** Tasks that may move because their node no longer fits. */
  mayMove: boolean;
  /** A job runs again, whatever of it changed. */
  runsAgain: boolean;
  /** What would restart tasks, or run the job again, is not known yet, and may be as it was. */
  maybe: boolean;
}

/** `nodes` is how many nodes a global service has tasks on. */
export function effectOf(
  changes: Change[],
  from: ServiceSpec,
  to: ServiceSpec,
  nodes: number,
): Effect {
  const before = taskCount(from, nodes);
  const after = taskCount(to, nodes);
  const dirty = changes.some(replacesTasks);
  return {
    restart: dirty ? Math.min(before, after) : 0,
    start: Math.max(0, after - before),
    stop: Math.max(0, before - after),
    mayMove: !dirty && changes.some((change) => isUnder(change, ...PLACEMENT)),
    runsAgain: isJob(to) && changes.length > 0,
    maybe: changes.filter((one) => isJob(to) || replacesTasks(one)).every(isUncertain),
  };
}

const isUncertain = ({ to }: Change): boolean => hasUnknown(to);

export function taskCount({ Mode }: ServiceSpec, nodes: number): number {
  if (Mode.Replicated) return Mode.Replicated.Replicas ?? 1;
  if (Mode.ReplicatedJob) return Mode.ReplicatedJob.MaxConcurrent ?? 1;
  return nodes;
}

const PLACEMENT = ["TaskTemplate", "Placement"];

const replacesTasks = (change: Change): boolean =>
  (isUnder(change, "TaskTemplate") || isUnder(change, "EndpointSpec")) &&
  !isUnder(change, ...PLACEMENT);

export const isJob = ({ Mode }: ServiceSpec): boolean =>
  Mode.ReplicatedJob !== undefined || Mode.GlobalJob !== undefined;
