// A stack under another name goes whole before it is made again: what goes, and against what is then planned. Pure.

import { ownership, type Owner } from "../owner";
import { makePlan, type PlanInput, type Removal } from "./plan";

/** What is removed first, as a delete would, and the input of the plan for what comes then; `was` is whose it is. */
export function madeAnew(input: PlanInput, was: Owner): { going: Removal[]; remaining: PlanInput } {
  const nothing = { desired: [], previous: [], owner: was, adopt: () => false };
  const going = makePlan({ ...input, ...nothing }).steps.filter(
    (step): step is Removal =>
      step.action === "remove" && ownership(step.live.labels, was) !== "another's",
  );
  const isStaying = (one: PlanInput["live"][number]): boolean =>
    !going.some(({ live }) => live === one);
  const live = input.live.filter(isStaying);
  return { going, remaining: { ...input, previous: [], recorded: [], live } };
}
