// Pulumi's verbs, written once for all resource types: the only place that knows what Pulumi asks when.

import { isDeepStrictEqual } from "node:util";
import { apply } from "./apply/apply";
import { removeAll } from "./apply/remove";
import { converger } from "./converger";
import { secretsOfData } from "./engine/redact";
import type { SecretSpec } from "./engine/types";
import { SwarmError } from "./errors";
import { partialFailure } from "./failure";
import type { Problem } from "./model/common";
import { withFreeName } from "./naming";
import { preview } from "./preview";
import type { Desired } from "./objects/object";
import { makePlan } from "./plan/plan";
import { missingReferences, newerFields } from "./plan/preflight";
import { reporter } from "./progress";
import type { CommonInputs, Observed, Reached, ResourceType } from "./resources/resource";
import { openSession, type OpenSession, type Session } from "./session";
import * as state from "./state";
import type { Props } from "./state";

export interface CheckResult {
  inputs: Props;
  failures: { property: string; reason: string }[];
}
export interface DiffResult {
  changes: boolean;
  replaces: string[];
  deleteBeforeReplace: boolean;
}
export interface ReadResult {
  id?: string;
  props?: Props;
  inputs?: Props;
}

export interface Verbs {
  check(olds: Props, news: Props): Promise<CheckResult>;
  diff(id: string, olds: Props, news: Props): DiffResult;
  create(inputs: Props): Promise<{ id: string; outs: Props }>;
  read(id: string, outs: Props): Promise<ReadResult>;
  update(id: string, olds: Props, news: Props): Promise<{ outs: Props }>;
  delete(id: string, outs: Props): Promise<void>;
}

/** The verbs of one resource type; `open` reaches the engine. */
export function lifecycle<Inputs extends CommonInputs>(
  description: ResourceType<Inputs>,
  open: OpenSession = openSession,
): Verbs {
  const type = { ...description, open };
  const inputsOf = (props: Props): Inputs => type.canonical(state.visible(props), undefined, []);
  return {
    check: (olds, news) => check(type, olds, news),
    diff: (_id, olds, news) => diff(type, inputsOf(olds), inputsOf(news)),
    create: (inputs) => bring(type, inputs),
    read: (id, outs) => read(type, id, outs),
    update: (_id, olds, news) => bring(type, news, olds),
    delete: (_id, outs) => remove(type, outs),
  };
}

const settled = <Inputs extends CommonInputs>(type: ResourceType<Inputs>, props: Props): Inputs =>
  type.canonical(state.visible(props), undefined, []);

async function check<Inputs extends CommonInputs>(
  type: Reached<Inputs>,
  olds: Props,
  news: Props,
): Promise<CheckResult> {
  const problems: Problem[] = [];
  const before = Object.keys(olds).length > 0 ? settled(type, olds) : undefined;
  let inputs = type.canonical(state.visible(news), before, problems);
  if (problems.length === 0) problems.push(...type.rules(inputs));
  if (problems.length === 0 && before === undefined)
    inputs = await withFreeName(type, inputs, news);
  const failures = problems.map(asFailure);
  const isNews = before === undefined || !isDeepStrictEqual(before, inputs);
  if (failures.length === 0 && isNews && state.hidden(news).__preview === true)
    failures.push(...(await preview(type, inputs, news, before)));
  const kept = { ...inputs, ...state.hiddenKept(news) };
  return { inputs: state.withoutUndefined(kept) as Props, failures };
}

/** Pulumi would print the property's value beside its name, secret or not; so the reason names it. */
const asFailure = ({ path, reason }: Problem): CheckResult["failures"][number] => ({
  property: "",
  reason: path.length > 0 ? `${path.join(".")}: ${reason}` : reason,
});

function diff<Inputs extends CommonInputs>(
  type: ResourceType<Inputs>,
  before: Inputs,
  after: Inputs,
): DiffResult {
  const replaces = type.replaces(before, after);
  return {
    changes: !isDeepStrictEqual(before, after),
    replaces,
    deleteBeforeReplace: replaces.length > 0 && type.deleteBeforeReplace(before, after),
  };
}

/** Create and update: brings what is there to what is declared. */
async function bring<Inputs extends CommonInputs>(
  type: Reached<Inputs>,
  news: Props,
  olds?: Props,
): Promise<{ id: string; outs: Props }> {
  const inputs = settled(type, news);
  const owner = state.owner(news);
  const journal = olds ? [...state.recorded(olds)] : [];
  const session = await sessionFor(type, inputs, olds);
  const { engine } = session;
  const desired = type.declare(inputs, owner);
  const plan = makePlan({
    desired,
    previous: olds ? type.declare(settled(type, olds), state.owner(olds)) : [],
    recorded: [...journal],
    live: await type.observe(engine, inputs, journal),
    owner,
    adopt: (live) => type.adopts(inputs, live),
  });
  if (plan.refusals.length > 0) throw new SwarmError("NAME_TAKEN", plan.refusals.join("\n"));
  const missing = missingReferences(plan);
  if (missing.length > 0) throw new SwarmError("NOT_FOUND", missing.join("\n"));
  const newer = newerFields(plan, await engine.apiVersion());
  if (newer.length > 0) throw new SwarmError("INVALID_INPUT", newer.join("\n"));
  const progress = reporter(state.hidden(news).__urn);
  const converge = converger({
    engine,
    options: inputs.converge,
    reporter: progress,
    secrets: desired.flatMap(secretsIn),
  });
  const outcome = await apply(plan, { engine, reporter: progress, journal, converge });
  if (outcome.error !== undefined && journal.length === 0) throw outcome.error;

  const result = await outputs(type, news, journal, session);
  if (outcome.error === undefined) return result;
  const truth = outcome.complete || !olds ? result.outs : { ...olds, __objects: journal };
  throw partialFailure(outcome.error, result.id, state.withoutUndefined(truth) as Props);
}

const secretsIn = ({ kind, spec }: Desired): string[] =>
  kind === "secret" ? secretsOfData((spec as SecretSpec).Data) : [];

async function outputs<Inputs extends CommonInputs>(
  type: ResourceType<Inputs>,
  news: Props,
  journal: Observed["objects"],
  { engine, clusterId }: Session,
): Promise<{ id: string; outs: Props }> {
  const inputs = settled(type, news);
  const live = await type.observe(engine, inputs, journal);
  const observed = { objects: journal, live, clusterId, owner: state.owner(news) };
  const outs = {
    ...inputs,
    ...state.hiddenKept(news),
    clusterId,
    __objects: journal,
    ...(await type.outputs(inputs, observed, engine)),
  };
  return { id: type.id(inputs, observed), outs: state.withoutUndefined(outs) as Props };
}

async function read<Inputs extends CommonInputs>(
  type: Reached<Inputs>,
  id: string,
  outs: Props,
): Promise<ReadResult> {
  const inputs = settled(type, outs);
  const session = await sessionFor(type, inputs, outs);
  const objects = state.recorded(outs);
  const live = await type.observe(session.engine, inputs, objects);
  const owner = state.owner(outs);
  const observed = { objects, live, owner, clusterId: session.clusterId };
  const actual = type.drift(inputs, observed);
  if (actual === undefined) return {};
  const props = { ...outs, ...actual, ...(await type.outputs(inputs, observed, session.engine)) };
  return {
    id,
    props: state.withoutUndefined(props) as Props,
    inputs: state.withoutUndefined({ ...actual, ...state.hiddenKept(outs) }) as Props,
  };
}

async function remove<Inputs extends CommonInputs>(
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

const sessionFor = <Inputs extends CommonInputs>(
  { needsSwarm, open }: Reached<Inputs>,
  { connection }: Inputs,
  outs?: Props,
): Promise<Session> =>
  open({
    connection,
    needsSwarm,
    recordedClusterId: outs?.clusterId as string | undefined,
  });
