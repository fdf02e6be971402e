// What there is to put back after a rollout that failed: what was there before it against what is there now. By what
// is seen, not by what was answered, since an answer may have been lost. Pure.

import { isDeepStrictEqual } from "node:util";
import type { ServiceSpec } from "../engine/types";
import { KINDS } from "../objects";
import { includesObject, type Desired, type Live, type Recorded } from "../objects/object";
import { ownership, type Owner } from "../owner";
import { asLive } from "../plan/left-alone";
import { standsBeside, type Plan } from "../plan/plan";
import { isJob } from "../plan/restarts";
import type { Build } from "./build";

export interface Undo {
  plan: Plan;
  /** What was there, and what the state knew of it, before anything was sent. */
  before: Live[];
  recorded: Recorded[];
  /** What the state declared, with the credentials of that time. */
  previous: Desired[];
  owner: Owner;
  /** What an update or a removal was begun for, by id. */
  touched: ReadonlySet<string>;
}

export interface Todo {
  /** What the run made: services, and what only they use. */
  services: Live[];
  others: Live[];
  /** How the others get their specs back. */
  steps: Build[];
  /** Keys of jobs that are left as they are: a write runs a job again. */
  jobs: string[];
  /** What was changed or replaced on the spot, and is not put back. */
  lost: string[];
}

export function toUndo(undo: Undo, now: Live[], journal: Recorded[]): Todo {
  const { plan, before, owner, touched } = undo;
  const isOurs = ({ kind, id, labels }: Live): boolean =>
    ownership(labels, owner) === "ours" || includesObject(journal, { kind, id });
  const made = now.filter((one) => !one.ghost && isOurs(one) && !includesObject(before, one));
  const todo: Todo = {
    services: made.filter(({ kind }) => kind === "service"),
    others: made.filter(({ kind }) => kind !== "service"),
    ...{ steps: [], jobs: [], lost: [] },
  };
  for (const step of plan.steps) {
    if (step.action === "create" || step.action === "keep") continue;
    const { kind, id, name, spec } = step.live;
    const key = step.action === "remove" ? step.key : step.desired.key;
    const there = now.find((one) => one.kind === kind && one.id === id);
    if (!touched.has(id) || (step.action === "update") === (there === undefined)) continue;
    const desired = step.action === "remove" ? undefined : step.desired;
    if (kind === "service" && !isJob(spec as ServiceSpec))
      todo.steps.push(putBack({ key, old: step.live, there, desired }, undo));
    else if (there !== undefined && isDeepStrictEqual(there.spec, spec)) continue;
    else if (kind === "service" && there !== undefined) todo.jobs.push(key);
    else todo.lost.push(`${kind} "${name}"`);
  }
  return todo;
}

interface Old {
  key: string;
  old: Live;
  there: Live | undefined;
  desired: Desired | undefined;
}

/** The credentials are those of the old image, as far as they are known. */
function putBack({ key, old, there, desired }: Old, { previous }: Undo): Build {
  const before = previous.find((one) => one.kind === "service" && one.key === key);
  const wanted: Desired = {
    ...{ kind: "service", key, name: old.name, left: desired?.left },
    // Spelled as it was; an update without a placement is never sent.
    spec: KINDS.service.respell?.(old.spec, old.spec) ?? old.spec,
    auth: before?.auth ?? desired?.auth,
  };
  if (there === undefined) return { action: "create", desired: wanted, name: old.name };
  if (isBack(wanted, there)) return { action: "keep", desired: wanted, live: there };
  return { action: "update", desired: wanted, live: there, changes: [], exact: true };
}

/** What was left to others meanwhile is theirs. */
const isBack = ({ spec, left }: Desired, live: Live): boolean =>
  isDeepStrictEqual(asLive(spec, live.spec, left), live.spec);

/** What of it is as it was by now: their keys. */
export const areBack = ({ steps }: Todo, now: Live[]): string[] =>
  steps.flatMap(({ desired }) =>
    now.some((one) => one.kind === "service" && one.name === desired.name && isBack(desired, one))
      ? [desired.key]
      : [],
  );

/** What the run made for services and no service uses: a job that was left, and what could not be put back, may. */
export function unused(made: Live[], now: Live[]): Live[] {
  const used = new Set(now.flatMap(({ kind, spec }) => (kind === "service" ? uses(spec) : [])));
  return made.filter(({ id }) => !used.has(id));
}

function uses(spec: object): (string | undefined)[] {
  // A service of plug-ins runs no container.
  const task: Partial<ServiceSpec["TaskTemplate"]> = (spec as ServiceSpec).TaskTemplate;
  const { ContainerSpec, Networks } = task;
  return [
    ...(Networks ?? []).map(({ Target }) => Target),
    ...(ContainerSpec?.Secrets ?? []).map(({ SecretID }) => SecretID),
    ...(ContainerSpec?.Configs ?? []).map(({ ConfigID }) => ConfigID),
    ContainerSpec?.Privileges?.CredentialSpec?.Config,
  ];
}

/**
 * The record after it: old versions have their keys again where their successors are gone, and what was taken over
 * in this run alone is nobody's again. What a secret holds only the inputs tell: without those of an earlier run, the
 * next one finds it by its label, and asks the engine.
 */
export function recordAfter(undo: Undo, journal: Recorded[]): Recorded[] {
  const { plan, before, recorded, owner } = undo;
  const oldKeys = new Map(
    plan.steps.flatMap((step) =>
      step.action === "replace" && standsBeside(step)
        ? [[step.live.id, { kind: step.live.kind, key: step.desired.key }] as const]
        : [],
    ),
  );
  const isKnown = ({ kind, id }: Recorded): boolean => {
    if (includesObject(recorded, { kind, id })) return true;
    const there = before.find((one) => one.kind === kind && one.id === id);
    return there === undefined || (kind !== "secret" && ownership(there.labels, owner) === "ours");
  };
  return journal.filter(isKnown).map((one) => {
    const old = one.key === "" ? oldKeys.get(one.id) : undefined;
    const isTaken = journal.some(({ kind, key }) => kind === old?.kind && key === old.key);
    return old === undefined || isTaken ? one : { ...one, key: old.key };
  });
}
