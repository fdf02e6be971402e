// Carries a plan out: what services use, the services in the order of their dependencies, one wait for all,
// and last the removal of what nothing uses any more. What is done is written into the journal at once, so
// that a failure leaves a true record.

import type { Engine } from "../engine/engine";
import { KINDS } from "../objects";
import type { Desired, Live, Recorded, Refs } from "../objects/object";
import { resolved, standsBeside, type Plan, type Step } from "../plan/plan";
import type { Reporter } from "../progress";
import { publishedPorts } from "../plan/ports";
import { allDone } from "./all-done";
import { untilReady } from "./ready";
import { removeAll } from "./remove";
import { tiers } from "./tiers";
import { updateFresh } from "./update";

export interface ApplyContext {
  engine: Engine;
  reporter: Reporter;
  /** Objects that exist and are ours, as far as is known now. */
  journal: Recorded[];
  /** Waits until the services run; throws when they do not. */
  converge: (services: Applied[]) => Promise<void>;
  /** true leaves old versions for a later run: nobody waits, and a rollback of the engine would need them. */
  keepsOld?: boolean;
}

/** A service as it was sent, or found as declared. */
export interface Applied {
  desired: Desired;
  id: string;
  spec: object;
  /** Ids of the tasks that ran before anything was sent. */
  tasksBefore: string[];
  /** Whether anything was sent. */
  sent: boolean;
  sentAtMs: number;
}

export interface Outcome {
  /** Whether everything declared was sent, converged or not. */
  complete: boolean;
  error?: unknown;
}

type Build = Exclude<Step, { action: "remove" }>;

export async function apply(plan: Plan, context: ApplyContext): Promise<Outcome> {
  let complete = false;
  try {
    const inTheWay = portHolders(plan);
    const services = await buildAll(plan, inTheWay, context);
    complete = true;
    if (services.length > 0) await context.converge(services);
    const rest = removals(plan).filter((live) => !inTheWay.includes(live));
    const spent = context.keepsOld
      ? rest.filter(({ kind }) => kind === "service")
      : [...rest, ...successors(plan)];
    await removeAll(spent, context);
    return { complete };
  } catch (error) {
    return { complete, error };
  }
}

async function buildAll(plan: Plan, inTheWay: Live[], context: ApplyContext): Promise<Applied[]> {
  const builds = buildsOf(plan);
  const refs: Refs = structuredClone(plan.refs);
  const [services, bases] = partition(builds, ({ desired }) => desired.kind === "service");
  await allDone(bases.map((step) => build(step, refs, context)));

  await removeAll(inTheWay, context);

  const before = await tasksBefore(services, context);
  const applied: Applied[] = [];
  for (const tier of tiers(services)) {
    const done = await allDone(tier.map((step) => build(step, refs, context)));
    applied.push(...done.map((one) => ({ ...one, tasksBefore: before[one.id] ?? [] })));
  }
  return applied;
}

async function build(step: Build, refs: Refs, context: ApplyContext): Promise<Applied> {
  const { desired } = step;
  const name = "name" in step ? step.name : step.live.name;
  const spec = resolved(desired, refs, name);
  const sentAtMs = Date.now();
  const id = step.action === "keep" ? step.live.id : await send(step, spec, context);
  (refs[desired.kind] ??= {})[desired.name] = { id, name };
  if (step.action === "replace" && standsBeside(step)) disown(context.journal, step.live);
  record(context.journal, { kind: desired.kind, key: desired.key, name, id });
  const made = { kind: desired.kind, id, name, version: 0, spec, labels: {} };
  if (step.action !== "keep") await untilReady(made, context);
  return { desired, id, spec, tasksBefore: [], sent: step.action !== "keep", sentAtMs };
}

async function send(
  step: Exclude<Build, { action: "keep" }>,
  spec: object,
  context: ApplyContext,
): Promise<string> {
  const kind = KINDS[step.desired.kind];
  if (step.action === "update") {
    await context.reporter.status(`updating ${kind.kind} ${step.live.name}`);
    const { left, auth } = step.desired;
    await updateFresh(kind, { base: step.live, spec, left, auth }, context.engine);
    return step.live.id;
  }
  // Where the name stays (a service, what a killed run left), and for the one ingress network, the old one has
  // to be gone first.
  if (step.action === "replace" && !standsBeside(step)) await removeAll([step.live], context);
  await context.reporter.status(`creating ${kind.kind} ${step.name}`);
  return kind.create(context.engine, spec, step.desired.auth);
}

async function tasksBefore(steps: Build[], { engine }: ApplyContext) {
  const ids = steps.flatMap((step) => (step.action === "create" ? [] : [step.live.id]));
  const before: Record<string, string[]> = {};
  if (ids.length === 0) return before;
  for (const task of await engine.tasks.list({ service: ids }))
    (before[task.ServiceID] ??= []).push(task.ID);
  return before;
}

/** Keeps an old version in mind without its key, which is its successor's now. */
function disown(journal: Recorded[], { kind, name, id }: Live): void {
  const at = journal.findIndex((one) => one.kind === kind && one.id === id);
  journal.splice(at < 0 ? journal.length : at, 1, { kind, key: "", name, id });
}

function record(journal: Recorded[], entry: Recorded): void {
  const at = journal.findIndex((one) => one.kind === entry.kind && one.key === entry.key);
  if (at >= 0) journal[at] = entry;
  else journal.push(entry);
}

const buildsOf = ({ steps }: Plan): Build[] =>
  steps.filter((step): step is Build => step.action !== "remove");

const removals = ({ steps }: Plan) =>
  steps.flatMap((step) => (step.action === "remove" ? [step.live] : []));

/** What is no longer declared and holds a port that is wanted. */
function portHolders(plan: Plan): Live[] {
  const wanted = new Set(buildsOf(plan).flatMap(({ desired }) => publishedPorts(desired.spec)));
  return removals(plan).filter(({ spec }) => publishedPorts(spec).some((port) => wanted.has(port)));
}

/** Old objects whose successors have another name, and so stand beside them. */
const successors = ({ steps }: Plan) =>
  steps.flatMap((step) => (step.action === "replace" && standsBeside(step) ? [step.live] : []));

function partition<T>(list: T[], test: (item: T) => boolean): [T[], T[]] {
  return [list.filter(test), list.filter((item) => !test(item))];
}
