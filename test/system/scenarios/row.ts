// What a scenario is: one service that goes through some steps, and what is to be seen at each of them.
// Data only; support/rounds.ts runs all rows side by side in one program.

import type { ServiceArgs } from "../../../provider/model/service";

export interface Row {
  /** Also the name of the service. */
  name: string;
  /** Where in the engine's spec the row looks: a path, or several. */
  at: string | string[];
  /** Args of every step, over the usual ones. */
  with?: ServiceArgs;
  /** The first one creates the service. */
  steps: Step[];
}

export interface Step {
  /** A string "@n1" stands for the program's resource of that name. */
  args: ServiceArgs;
  /** The same in other words: an `up` with these must find nothing to do. */
  alike?: ServiceArgs;
  /** What the preview says of the change; absent when it must say nothing. */
  plan?: string;
  /** How many tasks are replaced by others. Default: none. */
  restarted?: number;
  /** Whether the service itself is another one afterwards. */
  isReplaced?: boolean;
  /** What the engine's spec holds at the row's place; a list where the row has several. */
  is: unknown;
}

type What = Pick<Step, "args" | "alike" | "is">;

export const made = (step: What, count = 1): Step => ({
  ...step,
  plan: count === 1 ? "new: 1 task starts" : `new: ${count} tasks start`,
});
/** The one task of the service is replaced. */
export const restart = (words: string, step: What): Step => ({
  ...step,
  plan: `${words}: 1 task restarts, stop-first`,
  restarted: 1,
});
export const inPlace = (words: string, step: What): Step => ({
  ...step,
  plan: `${words}: no task restarts`,
});
/** Placement: the one task goes on where it is, for its node still fits. */
export const placed = (step: What): Step => ({
  ...step,
  plan: "placement: no task restarts, tasks whose node no longer fits move",
});
export const replaced = (words: string, step: What): Step => ({
  ...step,
  plan: `${words}: removed and made again: all its tasks stop first`,
  isReplaced: true,
});

export const CONTAINER = "TaskTemplate.ContainerSpec";
export const SECOND = 1e9;
