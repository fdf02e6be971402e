// delete: remove what is ours; what is gone already is success.

import { removeAll } from "../apply/remove";
import { makePlan } from "../plan/plan";
import { reporter } from "../progress";
import type { CommonInputs, Reached } from "../resources/resource";
import * as state from "../state";
import type { Props } from "../state";
import { sessionFor, settled } from "./shared";

export async function remove<Inputs extends CommonInputs>(
  type: Reached<Inputs>,
  outs: Props,
): Promise<void> {
  const inputs = settled(type, outs);
  const progress = reporter(state.hidden(outs).__urn);
  const { engine } = await sessionFor(type, inputs, outs);
  if ((await type.mayRemove?.(engine, outs, progress)) === false) return;
  const journal = state.recorded(outs);
  const live = await type.observe(engine, inputs, journal);
  const plan = makePlan({
    desired: [],
    previous: [],
    recorded: journal,
    live,
    owner: state.owner(outs),
    adopt: () => false,
  });
  const ours = plan.steps.flatMap((step) => (step.action === "remove" ? [step.live] : []));
  await removeAll(ours, { engine, reporter: progress, journal: [...journal] });
}
