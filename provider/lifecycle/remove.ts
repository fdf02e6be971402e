// delete: remove what is ours; what is gone already is success.

import { removeAll } from "../apply/remove";
import type { Engine } from "../engine/engine";
import { SwarmError } from "../errors";
import { newsOfNodes, throughOf } from "../node-moves";
import { makePlan, type Step } from "../plan/plan";
import { planInWords } from "../plan/words";
import { reporter, type Reporter } from "../progress";
import type { CommonInputs, Reached } from "../resources/resource";
import * as state from "../state";
import type { Props } from "../state";
import { sessionFor, settled } from "./shared";
import { isTakenUp } from "./taken-up";

export async function remove<Inputs extends CommonInputs>(
  type: Reached<Inputs>,
  outs: Props,
): Promise<void> {
  const inputs = settled(type, outs);
  const progress = reporter(state.hidden(outs).__urn);
  const session = await sessionFor(type, inputs, { outs });
  const { engine } = session;
  const journal = state.recorded(outs);
  const claim = outs[state.OUTPUTS.claim];
  if (journal.length > 0 && journal.every((one) => isTakenUp(engine, one, claim))) return;
  if ((await type.mayRemove?.(engine, outs, progress)) === false) return;
  const live = await type.observe(engine, inputs, journal);
  const plan = makePlan({
    desired: [],
    previous: [],
    recorded: journal,
    live,
    owner: state.owner(outs),
    adopt: () => false,
  });
  const spare = plan.steps.flatMap((step) => (step.action === "remove" ? [step.live] : []));
  const ours = spare.filter((one) => !isTakenUp(engine, one, claim));
  await tellNodes(
    plan.steps.filter((step) => "live" in step && ours.includes(step.live)),
    {
      ...{ engine, progress, through: throughOf(session, inputs) },
    },
  );
  const others = live.filter((one) => type.surrounds?.(inputs, one) && !spare.includes(one));
  if (others.length > 0) await progress.info(planInWords([], 0, others));
  // A destroy that was killed has removed them, and nobody waited for their tasks.
  const gone = journal.filter(
    ({ kind, id }) => kind === "service" && !live.some((one) => one.id === id),
  );
  const context = { engine, reporter: progress, journal: [...journal] };
  await removeAll(ours, context, gone.map(({ id }) => id)); // prettier-ignore
}

/** What moves when a node goes, and why it may not go; said before anything is done. */
async function tellNodes(
  steps: Step[],
  { engine, progress, through }: { engine: Engine; progress: Reporter; through?: string },
): Promise<void> {
  const { effects, warnings, refusals } = await newsOfNodes(engine, steps, through);
  if (refusals.length > 0) throw new SwarmError("QUORUM", refusals.join("\n"));
  if (effects.size > 0) await progress.info(planInWords(steps, 0, [], effects));
  for (const text of warnings) await progress.warn(text);
}
