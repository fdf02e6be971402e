// Carries a plan out: what services use, the services in the order of their dependencies, one wait for all,
// and last the removal of what nothing uses any more. What is done is written into the journal at once, so
// that a failure leaves a true record.

import type { Engine } from "../engine/engine";
import { KINDS } from "../objects";
import type { Condition, Desired, Live, Recorded, Refs } from "../objects/object";
import { standsBeside, type Plan } from "../plan/plan";
import { inTheWayOf } from "../plan/ports";
import type { Reporter } from "../progress";
import { allDone } from "./all-done";
import { build, type Build } from "./build";
import { removeAll } from "./remove";
import { sendServices } from "./services";

export interface ApplyContext {
  engine: Engine;
  reporter: Reporter;
  /** Objects that exist and are ours, as far as is known now. */
  journal: Recorded[];
  converge: Convergence;
  /** Takes the ids of what an update is begun for, or a removal that makes room. */
  touched?: Set<string>;
  /** true leaves old versions for a later run: nobody waits, and a rollback of the engine would need them. */
  keepsOld?: boolean;
}

/** The wait for the tasks of the services that were sent. */
export interface Convergence {
  /** Takes a service in as it was sent, or found as declared. */
  watch(service: Applied): void;
  /** Whether a service that was taken in gets there. */
  reaches(service: Applied, goal: Exclude<Condition, "service_started">): Promise<boolean>;
  /** Nobody waits for that any more: the answer is no. */
  giveUp(): void;
  /** Waits until the services run; throws when they do not. */
  end(): Promise<void>;
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
  /** Whether another one waits until it has ended. */
  mustEnd?: boolean;
}

export interface Outcome {
  /** Whether everything declared was sent, converged or not. */
  complete: boolean;
  /** Whether it runs: what fails after that is the removal of the old. */
  converged: boolean;
  error?: unknown;
}

export async function apply(plan: Plan, context: ApplyContext): Promise<Outcome> {
  let [complete, converged] = [false, false];
  try {
    const inTheWay = inTheWayOf(plan.steps).map(({ live }) => live);
    await buildAll(plan, inTheWay, context);
    complete = true;
    await settled(plan, context.engine);
    await context.converge.end();
    converged = true;
    const rest = removals(plan).filter((live) => !inTheWay.includes(live));
    const spent = context.keepsOld
      ? rest.filter(({ kind }) => kind === "service")
      : [...rest, ...successors(plan)];
    await removeAll(spent, context);
    return { complete, converged };
  } catch (error) {
    return { complete, converged, error };
  }
}

async function buildAll(plan: Plan, inTheWay: Live[], context: ApplyContext): Promise<void> {
  const builds = buildsOf(plan);
  const refs: Refs = structuredClone(plan.refs);
  const [services, bases] = partition(builds, ({ desired }) => desired.kind === "service");
  await allDone(bases.map((step) => build(step, refs, context)));
  inTheWay.forEach(({ id }) => context.touched?.add(id));
  await removeAll(inTheWay, context);
  await sendServices(services, refs, context);
}

/** Waits for what objects of some kinds still have to do, those that were kept as they are included. */
async function settled(plan: Plan, engine: Engine): Promise<void> {
  const builds = buildsOf(plan);
  const kinds = new Set(builds.map(({ desired }) => desired.kind));
  await allDone([...kinds].map(async (kind) => KINDS[kind].settled?.(engine)));
  await allDone(
    builds.map(async (step) => {
      const { kind, spec } = step.desired;
      if (step.action === "keep") await KINDS[kind].kept?.(engine, step.live, spec);
    }),
  );
}

const buildsOf = ({ steps }: Plan): Build[] =>
  steps.filter((step): step is Build => step.action !== "remove");

const removals = ({ steps }: Plan) =>
  steps.flatMap((step) => (step.action === "remove" ? [step.live] : []));

/** Old objects whose successors have another name, and so stand beside them. */
const successors = ({ steps }: Plan) =>
  steps.flatMap((step) => (step.action === "replace" && standsBeside(step) ? [step.live] : []));

function partition<T>(list: T[], test: (item: T) => boolean): [T[], T[]] {
  return [list.filter(test), list.filter((item) => !test(item))];
}
