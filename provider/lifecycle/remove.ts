// delete: remove what is ours; what is gone already is success.

import { removeAll } from "../apply/remove";
import { SwarmError } from "../errors";
import { DEAD_MANAGERS_MS } from "../limits";
import { newsOfNodes, throughOf, type NodeNews } from "../node-moves";
import type { Live, Recorded } from "../objects/object";
import { ownership, type Owner } from "../owner";
import { makePlan } from "../plan/plan";
import { isBesideDeadManager } from "../plan/node-steps";
import { planInWords } from "../plan/words";
import { polled } from "../polled";
import { reporter } from "../progress";
import type { CommonInputs, Reached } from "../resources/resource";
import * as state from "../state";
import type { Props } from "../state";
import { sessionFor, settled } from "./shared";
import { isHeldByAnother, isTakenUp } from "./taken-up";

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
  const owner = state.owner(outs);
  const isTaken = (one: Live | Recorded): boolean =>
    isTakenUp(engine, one, claim) || isHeldByAnother(type.open, one, outs);
  if (journal.length > 0 && journal.every(isTaken)) return;
  if ((await type.mayRemove?.(engine, outs, progress)) === false) return;
  const look = async () => {
    const live = await (type.observeToRemove ?? type.observe)(engine, inputs, journal);
    const plan = makePlan({
      desired: [],
      previous: [],
      recorded: journal,
      live,
      owner,
      adopt: () => false,
    });
    const spare = plan.steps.flatMap((step) => (step.action === "remove" ? [step.live] : []));
    // Another resource took it over, and this one was to be deleted in a run that did not come so far.
    const isOthers = ({ labels }: Live): boolean => ownership(labels, owner) === "another's";
    const ours = spare.filter((one) => !isTaken(one) && !isOthers(one));
    const steps = plan.steps.filter((step) => "live" in step && ours.includes(step.live));
    const through = throughOf(session, inputs);
    return { live, spare, ours, news: await newsOfNodes(engine, steps, through), steps };
  };
  const { live, spare, ours, news, steps } = await whenAllowed(look, owner);
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
  owner: Owner,
): Promise<T> {
  const isDecided = ({ live, news }: T): boolean =>
    news.refusals.length === 0 || !live.some((one) => isBesideDeadManager(one, owner));
  const seen = await polled(look, isDecided, { timeoutMs: DEAD_MANAGERS_MS, everyMs: 1_000 });
  const { refusals } = seen.news;
  if (refusals.length > 0) throw new SwarmError("QUORUM", refusals.join("\n"));
  return seen;
}
