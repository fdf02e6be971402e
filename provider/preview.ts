// What a preview asks of a live engine: the plan, logged in words, and what would make the rollout fail.
// Where no engine answers, it says so and lets the preview go on.

import { hasCode } from "./errors";
import { messageOf } from "./failure";
import { previewOfNodes, throughOf } from "./node-moves";
import { madeByOthers } from "./lifecycle/neighbours";
import { declared, isThereYet, sessionFor, settledBefore } from "./lifecycle/shared";
import type { Desired, Live, Recorded } from "./objects/object";
import { isOursFor, type Owner } from "./owner";
import { madeAnew } from "./plan/anew";
import { makePlan, type PlanInput } from "./plan/plan";
import { networkProblems } from "./plan/network-preflight";
import {
  isAble,
  missingReferences,
  namesDrivers,
  newerFields,
  rolloutFindings,
  unknownDrivers,
  type Finding,
} from "./plan/preflight";
import { leavingFirst } from "./plan/node-steps";
import { planInWords } from "./plan/words";
import { lookForImages } from "./places";
import { reporter } from "./progress";
import { atRegistries } from "./registry";
import type { CommonInputs, Reached } from "./resources/resource";
import type { Session } from "./session";
import * as state from "./state";
import type { Props } from "./state";

export interface Failure {
  property: string;
  reason: string;
}

export async function preview<Inputs extends CommonInputs>(
  type: Reached<Inputs>,
  inputs: Inputs,
  news: Props,
  olds: Props,
): Promise<Failure[]> {
  const log = reporter(state.hidden(news).__urn);
  // The cluster is made in this very run: there is nothing to plan against yet.
  if (!isThereYet(inputs, news)) return [];
  try {
    const session = await sessionFor(type, inputs, { news });
    const { words, refusals, warnings } = await inWords(type, inputs, { session, news, olds });
    if (words !== "") await log.info(words);
    for (const text of warnings) await log.warn(text);
    return refusals.map((reason) => ({ property: "", reason }));
  } catch (error) {
    if (hasCode(error, "WRONG_CLUSTER")) return [{ property: "", reason: messageOf(error) }];
    if (!hasCode(error, "ENGINE_UNREACHABLE", "NOT_A_MANAGER")) throw error;
    await log.warn(`The plan is not checked. ${messageOf(error)}`);
    return [];
  }
}

async function inWords<Inputs extends CommonInputs>(
  type: Reached<Inputs>,
  inputs: Inputs,
  { session, news, olds }: { session: Session; news: Props; olds: Props },
): Promise<{ words: string; refusals: string[]; warnings: string[] }> {
  const { engine, nodeId } = session;
  const owner = state.owner(news);
  const before = settledBefore(type, olds);
  // With an alias it had another name.
  const was = state.owner(olds);
  const desired = declared(type, inputs, news);
  const previous = before ? type.declare(before, owner) : [];
  const live = await type.observe(
    engine,
    inputs,
    previous.map((one) => recordedAs(one, "")),
  );
  const isReplaced = before !== undefined && type.replaces(before, inputs).length > 0;
  // A stack under another name goes whole before it is made again.
  const isAnew = isReplaced && type.surrounds !== undefined;
  const seen: PlanInput = {
    desired,
    previous,
    recorded: previous.flatMap((one) => recordedIn(one, live, was)),
    live,
    owner,
    adopt: (one: Live) => type.adopts(inputs, one),
    namesAreFinal: type.versions !== undefined,
  };
  const { going, remaining } = isAnew ? madeAnew(seen, was) : { going: [], remaining: seen };
  const told = await atRegistries(remaining, engine);
  const made = makePlan({ ...remaining, desired: told.desired });
  const coming = isReplaced ? leavingFirst(made.steps) : made.steps;
  const plan = { ...made, steps: [...going, ...coming] };
  const services = desired.filter(({ kind }) => kind === "service");
  const asksNodes = services.length > 0 || namesDrivers(plan);
  const nodes = asksNodes ? await engine.nodes.list() : [];
  const { __made = [], __after } = state.hidden(news);
  const images = await lookForImages(engine, told.untold, { nodeId, nodes });
  const known = {
    nodes,
    nodeId,
    live: remaining.live,
    owner,
    nodesMayChange: __after === true,
    tasks: images.tasks,
    madeVolumes: () => madeByOthers(type, inputs, news, ["volume"]),
  };
  const found = [...(await rolloutFindings(engine, plan, known)), ...unknownDrivers(plan, nodes)];
  const missing = missingReferences(plan, [...__made, ...madeByOthers(type, inputs, news)]);
  const newer = newerFields(plan, await engine.apiVersion());
  const networks = await networkProblems(engine, plan, going);
  const moves = await previewOfNodes(engine, plan.steps, throughOf(session, inputs));
  const ends = (await type.foretell?.(engine, inputs, before, owner)) ?? [];
  const around = remaining.live.filter((one) => type.surrounds?.(inputs, one));
  return {
    words: planInWords(plan.steps, nodes.filter(isAble).length, around, moves.effects),
    refusals: [
      ...plan.refusals,
      ...newer,
      ...networks,
      ...moves.refusals,
      ...reasons(found, false),
    ],
    warnings: [...missing, ...reasons(found, true), ...images.warnings, ...moves.warnings, ...ends],
  };
}

const reasons = (found: Finding[], warning: boolean): string[] =>
  found.filter((one) => (one.warning === true) === warning).map(({ reason }) => reason);

/** A check is not shown the state: what the old inputs declared stands for it, and our labels for the rest. */
const recordedAs = ({ kind, key, name }: Desired, id: string): Recorded => ({
  kind,
  key,
  name,
  id,
});

const recordedIn = (desired: Desired, live: Live[], was: Owner): Recorded[] =>
  live
    .filter(({ kind }) => kind === desired.kind)
    .filter(({ name, labels }) => name === desired.name || isOursFor(labels, was, desired.key))
    .map(({ id }) => recordedAs(desired, id));
