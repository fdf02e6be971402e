// delete: remove what is ours; what is gone already is success.

import { setTimeout as delay } from "node:timers/promises";
import { removeAll } from "../apply/remove";
import { SwarmError } from "../errors";
import { RELEASE_GRACE_MS } from "../limits";
import { newsOfNodes, throughOf, type NodeNews } from "../node-moves";
import type { Live } from "../objects/object";
import { makePlan } from "../plan/plan";
import { isBesideDeadManager } from "../plan/node-steps";
import { planInWords } from "../plan/words";
import { reporter } from "../progress";
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
  const look = async () => {
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
    const steps = plan.steps.filter((step) => "live" in step && ours.includes(step.live));
    const through = throughOf(session, inputs);
    return { live, spare, ours, news: await newsOfNodes(engine, steps, through), steps };
  };
  const { live, spare, ours, news, steps } = await whenAllowed(look);
  if (news.effects.size > 0) await progress.info(planInWords(steps, 0, [], news.effects));
  for (const text of news.warnings) await progress.warn(text);
  const others = live.filter((one) => type.surrounds?.(inputs, one) && !spare.includes(one));
  if (others.length > 0) await progress.info(planInWords([], 0, others));
  // A destroy that was killed has removed them, and nobody waited for their tasks.
  const gone = journal.filter(
    ({ kind, id }) => kind === "service" && !live.some((one) => one.id === id),
  );
  const context = { engine, reporter: progress, journal: [...journal] };
  await removeAll(ours, context, gone.map(({ id }) => id)); // prettier-ignore
}

/** A dead manager may be about to go in this very run, and then there is a majority without this one. */
async function whenAllowed<T extends { live: Live[]; news: NodeNews }>(
  look: () => Promise<T>,
): Promise<T> {
  const untilMs = Date.now() + RELEASE_GRACE_MS;
  for (;;) {
    const seen = await look();
    const { refusals } = seen.news;
    if (refusals.length === 0) return seen;
    if (Date.now() > untilMs || !seen.live.some(isBesideDeadManager))
      throw new SwarmError("QUORUM", refusals.join("\n"));
    await delay(1_000);
  }
}
