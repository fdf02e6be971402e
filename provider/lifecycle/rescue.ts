// What has to be done before an engine answers for its swarm again. Only diff and update are shown the state that it is
// held against, so a preview tells of it from there.

import type { Engine } from "../engine/engine";
import { hasUnknown } from "../model/unknown";
import { reporter, type Reporter } from "../progress";
import type { CommonInputs, Reached, ResourceType } from "../resources/resource";
import * as state from "../state";
import type { Props } from "../state";
import { isPreviewed } from "./retry";
import { sessionFor, settled } from "./shared";

/** Whether the inputs ask for it, and were not carried out yet. */
export const asksForRescue = <Inputs extends CommonInputs>(
  type: ResourceType<Inputs>,
  before: Inputs | undefined,
  inputs: Inputs,
): boolean => type.rescue?.isAsked(before, inputs) === true;

/** In a preview: says what will be lost; throws where it would be refused. */
export async function tellRescue<Inputs extends CommonInputs>(
  type: Reached<Inputs>,
  olds: Props,
  news: Props,
): Promise<void> {
  const inputs = settled(type, news);
  if (!isPreviewed(news) || !asksForRescue(type, settled(type, olds), inputs)) return;
  if (hasUnknown(inputs)) return;
  const { engine } = await sessionFor(type, inputs, { news, outs: olds, mayLackLeader: true });
  const found = await type.rescue?.prepare(engine, inputs, olds);
  if (found === undefined) return;
  const log = reporter(state.hidden(news).__urn);
  await log.info(found.words);
  await log.warn(found.warning);
}

/** In an update: does it, before anything else is asked. */
export async function rescue<Inputs extends CommonInputs>(
  type: Reached<Inputs>,
  inputs: Inputs,
  { engine, olds, progress }: { engine: Engine; olds?: Props; progress: Reporter },
): Promise<void> {
  if (olds === undefined || !asksForRescue(type, settled(type, olds), inputs)) return;
  const found = await type.rescue?.prepare(engine, inputs, olds);
  if (found === undefined) return;
  await progress.info(found.words);
  await progress.warn(found.warning);
  await progress.status("waiting for the manager to lead the swarm alone");
  await found.carryOut();
}
