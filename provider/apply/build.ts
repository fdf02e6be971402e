// Carries out one step that makes or changes an object, and writes it into the journal at once.

import { KINDS } from "../objects";
import type { Live, Recorded, Refs } from "../objects/object";
import { resolved, sameObject, standsBeside, type Step } from "../plan/plan";
import type { Applied, ApplyContext } from "./apply";
import { untilReady } from "./ready";
import { removeAll } from "./remove";
import { updateFresh } from "./update";

export type Build = Exclude<Step, { action: "remove" }>;

/** What the step's name stands for is added to `refs`. */
export async function build(step: Build, refs: Refs, context: ApplyContext): Promise<Applied> {
  const { desired } = step;
  const name = "name" in step ? step.name : step.live.name;
  const spec = resolved(desired, refs, name);
  const sentAtMs = Date.now();
  const id = step.action === "keep" ? step.live.id : await send(step, spec, context);
  (refs[desired.kind] ??= {})[desired.name] = { id, name };
  const old = replacedBy(step, context.journal);
  if (old) disown(context.journal, old);
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
  if (step.action !== "create") context.touched?.add(step.live.id);
  if (step.action === "update") {
    await context.reporter.status(`updating ${kind.kind} ${step.live.name}`);
    const { left, auth } = step.desired;
    const { live: base, exact } = step;
    await updateFresh(kind, { base, spec, left, auth, exact }, context.engine);
    return step.live.id;
  }
  // Where the name stays (a service, what a killed run left), and for the one ingress network, the old one has
  // to be gone first.
  if (step.action === "replace" && !standsBeside(step)) await removeAll([step.live], context);
  await context.reporter.status(`creating ${kind.kind} ${step.name}`);
  return kind.create(context.engine, spec, step.desired.auth);
}

/** The old version beside it: what a killed run replaced is still recorded under the key. */
function replacedBy(
  step: Build,
  journal: Recorded[],
): Pick<Live, "kind" | "name" | "id"> | undefined {
  if (step.action === "create") return undefined;
  if (step.action === "replace") return standsBeside(step) ? step.live : undefined;
  const old = sameObject(journal, step.desired);
  return old?.id === step.live.id ? undefined : old;
}

/** Keeps an old version in mind without its key, which is its successor's now. */
function disown(journal: Recorded[], { kind, name, id }: Pick<Live, "kind" | "name" | "id">): void {
  const at = journal.findIndex((one) => one.kind === kind && one.id === id);
  journal.splice(at < 0 ? journal.length : at, 1, { kind, key: "", name, id });
}

function record(journal: Recorded[], entry: Recorded): void {
  const at = journal.findIndex((one) => one.kind === entry.kind && one.key === entry.key);
  if (at >= 0) journal[at] = entry;
  else journal.push(entry);
}
