// create and update: bring what is there to what is declared.

import { apply, type Outcome } from "../apply/apply";
import { converger } from "../converger";
import type { Engine } from "../engine/engine";
import { passwordsIn, secretsOfAuth, secretsOfData } from "../engine/redact";
import type { SecretSpec, ServiceSpec } from "../engine/types";
import { SwarmError } from "../errors";
import { partialFailure } from "../failure";
import { knownOf } from "../model/unknown";
import { throughOf } from "../node-moves";
import { includesObject, type Desired, type Live, type Recorded } from "../objects/object";
import { makePlan, type Plan } from "../plan/plan";
import { quorumRefusals } from "../plan/node-steps";
import { lookForImages } from "../places";
import { missingReferences, newerFields } from "../plan/preflight";
import { reporter } from "../progress";
import { atRegistries } from "../registry";
import type { CommonInputs, Reached, ResourceType } from "../resources/resource";
import type { Session } from "../session";
import * as state from "../state";
import type { Props } from "../state";
import { outputs, type Run } from "./outputs";
import { proveSecrets } from "./prove";
import { asksForRescue, rescue } from "./rescue";
import { declared, sessionFor, settled } from "./shared";
import { takeUp } from "./taken-up";
import { isToUndo, undo } from "./undo";

/** Create and update: brings what is there to what is declared. */
export async function bring<Inputs extends CommonInputs>(
  type: Reached<Inputs>,
  news: Props,
  olds?: Props,
): Promise<{ id: string; outs: Props }> {
  const inputs = settled(type, news);
  const owner = state.owner(news);
  const before = olds ? state.recorded(olds) : [];
  const mayLackLeader = olds !== undefined && asksForRescue(type, settled(type, olds), inputs);
  const session = await sessionFor(type, inputs, { news, outs: olds, mayLackLeader });
  const { engine } = session;
  const progress = reporter(state.hidden(news).__urn);
  await rescue(type, inputs, { engine, olds, progress });
  const desired = declared(type, inputs, news);
  const live = await type.observe(engine, inputs, before);
  // What a killed run removed is no record of what its successor holds.
  const journal = before.filter((one) => includesObject(live, one));
  const toPlan = {
    desired,
    previous: olds ? previous(type, olds) : [],
    recorded: [...journal],
    live,
    owner,
    adopt: (one: Live) => type.adopts(inputs, one),
    namesAreFinal: type.versions !== undefined,
  };
  const proven = await proveSecrets(toPlan, engine);
  const { desired: sent, untold } = await atRegistries(toPlan, engine);
  const plan = makePlan({ ...toPlan, desired: sent, previous: [...proven, ...toPlan.previous] });
  await refuse(plan, engine, throughOf(session, inputs));
  // Where nobody is asked, the preview has said all.
  const asked = untold.filter(({ isAsked }) => isAsked);
  const images = await lookForImages(engine, asked, { nodeId: session.nodeId });
  for (const text of images.warnings) await progress.warn(text);
  const secrets = [...sent, ...toPlan.previous].flatMap(secretsIn);
  const wait = { engine, options: inputs.converge, reporter: progress, secrets };
  const keepsOld = inputs.converge === false && desired.some(mayRollBack);
  const context = { engine, reporter: progress, journal, keepsOld, touched: new Set<string>() };
  const outcome = await apply(plan, { ...context, converge: converger(wait) });
  let isAsBefore = false;
  if (type.rollsBack?.(inputs) && isToUndo(outcome)) {
    isAsBefore = await undo(
      outcome,
      { ...toPlan, plan, before: toPlan.live },
      {
        ...{ ...context, converge: converger(wait), keepsOld: keepsOld && olds !== undefined },
        observe: () => type.observe(engine, inputs, [...toPlan.recorded, ...journal]),
      },
    );
  }
  const claim = olds ? olds[state.OUTPUTS.claim] : takeUp(engine, existing(plan));
  const run = { news, olds, journal, claim };
  if (outcome.error === undefined)
    try {
      return await outputs(type, run, session);
    } catch (error) {
      outcome.error = error;
    }
  if (journal.length === 0) throw outcome.error;

  throw await partial(type, { ...run, outcome, isAsBefore }, session);
}

/** What a failed run leaves in the state. The engine may be what failed; the record counts more than what it would say now. */
async function partial<Inputs extends CommonInputs>(
  type: Reached<Inputs>,
  { outcome, isAsBefore, ...run }: Run & { outcome: Outcome; isAsBefore: boolean },
  session: Session,
): Promise<Error> {
  const { news, olds, journal } = run;
  if (outcome.complete || olds === undefined) {
    const careful = { ...type, observe: orNothing(type.observe) };
    const { id, outs } = await outputs(careful, run, session);
    return unfinished(outcome.error, id, outs);
  }
  const id = type.id(settled(type, news), { objects: journal });
  const __objects = journal.filter((one) => isDescribed(one, state.recorded(olds)));
  // The inputs are those of before; what is there may be of this run, such as a new token.
  const seen = await outputs(type, { ...run, news: olds }, session).then(
    ({ outs: there }) => there,
    () => ({}),
  );
  const before = { ...olds, ...seen, __objects };
  return unfinished(outcome.error, id, before, !isAsBefore);
}

const unfinished = (error: unknown, id: string, outs: Props, isOpen = true): Error => {
  const all = { ...outs, [state.OUTPUTS.unfinished]: isOpen || undefined };
  return partialFailure(error, id, state.withoutUndefined(all) as Props);
};

/** What the last run declared; with which credentials it was really sent, one that failed does not tell. */
function previous<Inputs extends CommonInputs>(type: Reached<Inputs>, olds: Props): Desired[] {
  const before = type.declare(settled(type, olds), state.owner(olds));
  if (olds[state.OUTPUTS.unfinished] !== true) return before;
  return before.map((one) => ({ ...one, login: undefined }));
}

/** What was there before and is declared. */
const existing = ({ steps }: Plan): Live[] =>
  steps.flatMap((step) => (step.action === "keep" || step.action === "update" ? [step.live] : []));

/** Nothing is written while anything is known that would fail. */
async function refuse(plan: Plan, engine: Engine, through: string | undefined): Promise<void> {
  if (plan.refusals.length > 0) throw new SwarmError("NAME_TAKEN", plan.refusals.join("\n"));
  const quorum = quorumRefusals(plan.steps, through);
  if (quorum.length > 0) throw new SwarmError("QUORUM", quorum.join("\n"));
  const missing = missingReferences(plan);
  if (missing.length > 0) throw new SwarmError("NOT_FOUND", missing.join("\n"));
  const newer = newerFields(plan, await engine.apiVersion());
  if (newer.length > 0) throw new SwarmError("INVALID_INPUT", newer.join("\n"));
}

/** What a secret holds only the inputs tell; those of the last run tell nothing of one that this run made. */
const isDescribed = ({ kind, id }: Recorded, before: Recorded[]): boolean =>
  kind !== "secret" || before.some((one) => one.id === id);

const orNothing =
  <Inputs extends CommonInputs>(observe: ResourceType<Inputs>["observe"]): typeof observe =>
  (...args) =>
    observe(...args).catch(() => []);

const mayRollBack = ({ spec }: Desired): boolean =>
  (spec as Partial<ServiceSpec>).UpdateConfig?.FailureAction === "rollback";

/** A failed mount is told with all its options. */
function secretsIn({ kind, spec, auth }: Desired): string[] {
  if (kind === "secret") return secretsOfData((spec as SecretSpec).Data);
  if (kind !== "service") return secretsOfAuth(auth);
  const { Mounts } = (spec as ServiceSpec).TaskTemplate.ContainerSpec;
  const passwords = knownOf(Mounts).flatMap(({ VolumeOptions }) =>
    passwordsIn(VolumeOptions?.DriverConfig?.Options),
  );
  return [...secretsOfAuth(auth), ...passwords];
}
