// Turns what is declared, what state remembers and what is there into ordered steps. Pure: the same steps
// give the preview its words and `up` its requests.

import { KINDS } from "../objects";
import { includesObject } from "../objects/object";
import type { Desired, Kind, Live, ObjectKind, Recorded, Refs, Remedy } from "../objects/object";
import { hasUnknown, isUnknown } from "../model/unknown";
import { describeOwner, isOursFor, keyOf, ownership, type Owner } from "../owner";
import type { Change } from "./changes";
import { heldBack, withCredentials } from "./credentials";
import { fixed } from "./differences";
import { isIngress } from "./ingress";
import { asLive } from "./left-alone";

export type Step =
  | { action: "create"; desired: Desired; name: string }
  /** `heldBack` says why new credentials are not sent. */
  | { action: "keep"; desired: Desired; live: Live; heldBack?: string }
  /** `exact`: as it is, not in the live spelling. */
  | { action: "update"; desired: Desired; live: Live; changes: Change[]; exact?: true }
  /** A new object under `name`; the old one goes when nothing uses it any more, or first if names clash. */
  | { action: "replace"; desired: Desired; live: Live; changes: Change[]; name: string }
  | { action: "remove"; key: string; live: Live };

export type Removal = Extract<Step, { action: "remove" }>;

export interface Plan {
  steps: Step[];
  /** Why it cannot be carried out; sentences. Nothing is written while there is one. */
  refusals: string[];
  refs: Refs;
}

export interface PlanInput {
  desired: Desired[];
  /** What the last successful run declared. */
  previous: Desired[];
  recorded: Recorded[];
  live: Live[];
  owner: Owner;
  /** Whether an object that we did not make may be taken over. */
  adopt: (live: Live) => boolean;
  /** true where names were settled before, so that a successor gets no other. */
  namesAreFinal?: boolean;
}

/** Services refer to the other kinds, so they are planned last. */
const ORDER: Kind[] = ["swarm", "node", "network", "volume", "secret", "config", "service"];

export function makePlan(input: PlanInput): Plan {
  const plan: Plan = { steps: [], refusals: [], refs: refsOf(input.live) };
  // Which objects there will be is not known yet: nothing can be said of any.
  if (input.desired.some(({ spec }) => isUnknown(spec))) return plan;
  for (const kind of ORDER)
    for (const desired of input.desired.filter((one) => one.kind === kind))
      planObject(desired, input, plan);
  plan.steps.push(...removals(input, plan.steps));
  return plan;
}

function planObject(desired: Desired, input: PlanInput, plan: Plan): void {
  const live = findLive(desired, input);
  if (live === undefined) return add(plan, { action: "create", desired, name: desired.name });
  const refusal = takeoverRefusal(desired, live, input);
  if (refusal !== undefined) {
    plan.refusals.push(refusal);
    return;
  }
  planExisting(desired, live, input, plan);
}

function planExisting(declared: Desired, live: Live, input: PlanInput, plan: Plan): void {
  const kind = KINDS[declared.kind];
  const before = sameObject(input.previous, declared);
  const own = asLive(declared.spec, live.spec, declared.left);
  const desired = { ...declared, spec: withdrawn(kind, own, before) };
  const renamed =
    (before !== undefined && before.name !== desired.name && live.name !== desired.name) ||
    (input.namesAreFinal === true && live.name !== desired.name);
  const spec = resolved(desired, plan.refs, renamed ? desired.name : live.name);
  const differences = kind.changes(spec, live.spec, before?.spec);
  const changes = withCredentials(differences, desired, { before, live });
  const certain = changes.filter(({ to }) => !hasUnknown(to));
  const remedy = renamed ? "replace" : remedyFor(kind, changes, certain);
  if (remedy === "keep")
    add(plan, { action: "keep", desired, live, heldBack: heldBack(desired, before) });
  else if (remedy === "update") add(plan, { action: "update", desired, live, changes });
  else if (remedy === "refuse" || (input.namesAreFinal && !mayGo(desired, live, input)))
    plan.refusals.push(fixedRefusal(desired, certain));
  else {
    const isFinal = renamed || desired.kind === "service" || input.namesAreFinal;
    const name = isFinal ? desired.name : freeName(desired, input.live);
    add(plan, { action: "replace", desired, live, changes, name });
  }
}

const withdrawn = (kind: ObjectKind<object>, spec: object, before: Desired | undefined): object =>
  (before && !isUnknown(before.spec) && kind.withdraw?.(spec, before.spec)) || spec;

/** What is not known yet may turn out to be no difference: only an update in place is expected of it. */
function remedyFor(kind: ObjectKind<object>, changes: Change[], certain: Change[]): Remedy {
  const remedy = kind.remedy(certain);
  return remedy === "keep" && changes.length > 0 && kind.update ? "update" : remedy;
}

/** The declared spec as the engine would keep it, under the name that the object really has. */
export function resolved(desired: Desired, refs: Refs, name: string): object {
  const { resolve } = KINDS[desired.kind];
  const spec = resolve ? resolve(desired.spec, refs) : desired.spec;
  return desired.kind === "service" || desired.kind === "swarm" ? spec : { ...spec, Name: name };
}

/**
 * The object that state remembers, else the newest that we labelled with the key (a preview has no state,
 * a killed run left none), else the one of that name; engines compare names without case.
 */
export function findLive(desired: Desired, { recorded, live, owner }: PlanInput): Live | undefined {
  const known = sameObject(recorded, desired);
  const all = live.filter((one) => one.kind === desired.kind);
  const ofKind = all.filter(({ ghost }) => !ghost);
  const ours = ofKind.filter((one) => isOursFor(one.labels, owner, desired.key)).sort(byVersion);
  const remembered = all.find((one) => one.id === known?.id);
  return (
    successorOf(remembered, ours, desired) ??
    remembered ??
    ours.at(-1) ??
    ofKind.find((one) => one.name.toLowerCase() === desired.name.toLowerCase()) ??
    (isIngress(desired.spec) ? ofKind.find(({ spec }) => isIngress(spec)) : undefined)
  );
}

/**
 * What a run that was killed made in its place, where that is as declared. Of a secret's data nobody tells, and services
 * and volumes have no successors.
 */
function successorOf(old: Live | undefined, ours: Live[], desired: Desired): Live | undefined {
  if (old === undefined || !["network", "config"].includes(desired.kind)) return undefined;
  const { changes, remedy } = KINDS[desired.kind];
  const differs = ({ name, spec }: Live) =>
    remedy(changes(resolved(desired, {}, name), spec)) === "replace";
  const others = ours.filter(({ id, name }) => id !== old.id && mayStandFor(name, desired));
  return differs(old) ? others.findLast((one) => !differs(one)) : undefined;
}

/** "front-2" for "front". */
const mayStandFor = (name: string, desired: Desired): boolean =>
  name === desired.name || /^-\d+$/.test(name.slice(desired.name.length));

/** "front" before "front-2" before "front-10". */
const byVersion = (a: Live, b: Live): number =>
  a.name.localeCompare(b.name, "en", { numeric: true });

export const sameObject = <T extends { kind: Kind; key: string }>(list: T[], of: T | Desired) =>
  list.find((one) => one.kind === of.kind && one.key === of.key);

/** Why an object that is there may not be taken over; undefined when it may. */
export function takeoverRefusal(
  desired: Desired,
  live: Live,
  input: PlanInput,
): string | undefined {
  if (isOurs(live, input) || input.adopt(live)) return undefined;
  if (live.name.toLowerCase() !== desired.name.toLowerCase())
    return (
      `${title(desired)}: a swarm has one ingress network at most, and "${live.name}" (id ${live.id}) is there; ` +
      `${describeOwner(live.labels)}. Put this one in its place with \`adopt: true\`, or remove that one first.`
    );
  return (
    `${title(desired)}: a ${desired.kind} of this name exists (id ${live.id}), and ` +
    `${describeOwner(live.labels)}. Choose another name, or take it over with \`adopt: true\`.`
  );
}

/** The engine's own ingress network makes room when it is told to. */
const mayGo = (desired: Desired, live: Live, input: PlanInput): boolean =>
  isOurs(live, input) || isIngress(desired.spec);

const isOurs = ({ kind, id, labels }: Live, { recorded, owner }: PlanInput): boolean =>
  includesObject(recorded, { kind, id }) || ownership(labels, owner) === "ours";

const fixedRefusal = (desired: Desired, changes: Change[]): string =>
  `${title(desired)}: ${fixed(desired.kind, changes)}`;

/** Whether the successor is made while the old one still stands. */
export const standsBeside = ({ name, live, desired }: Replacement): boolean =>
  name !== live.name && !isIngress(desired.spec);

type Replacement = Extract<Step, { action: "replace" }>;

const title = ({ kind, name }: Desired): string =>
  kind === "swarm" ? "Swarm" : `${kind[0]?.toUpperCase()}${kind.slice(1)} "${name}"`;

function freeName(desired: Desired, live: Live[]): string {
  const taken = new Set(live.filter((one) => one.kind === desired.kind).map((one) => one.name));
  for (let n = 2; ; n++) if (!taken.has(`${desired.name}-${n}`)) return `${desired.name}-${n}`;
}

/** What names stand for before anything is done. */
export function refsOf(live: Live[]): Refs {
  const refs: Refs = {};
  for (const { kind, id, name } of live) (refs[kind] ??= {})[name] = { id, name };
  return refs;
}

function add(plan: Plan, step: Exclude<Step, { action: "remove" }>): void {
  plan.steps.push(step);
  const { kind, name } = step.desired;
  const made = step.action === "create" || step.action === "replace";
  (plan.refs[kind] ??= {})[name] = made
    ? { id: `(new ${step.name})`, name: step.name }
    : { id: step.live.id, name: step.live.name };
}

/** What we made and no longer declare; services first, for they use the rest. */
function removals({ recorded, live, owner }: PlanInput, steps: Step[]): Step[] {
  const used = new Set(steps.flatMap((step) => ("live" in step ? [step.live.id] : [])));
  const known = (one: Live) => recorded.find((old) => old.kind === one.kind && old.id === one.id);
  const spare = live.filter(
    (one) => !used.has(one.id) && (known(one) || ownership(one.labels, owner) === "ours"),
  );
  return [...ORDER].reverse().flatMap((kind) =>
    spare
      .filter((one) => one.kind === kind)
      .map((one) => ({
        action: "remove" as const,
        key: known(one)?.key || keyOf(one.labels) || one.name,
        live: one,
      })),
  );
}
