// Sends services, each as soon as what it comes after was sent and has got as far as it waits for.

import { messageOf } from "../failure";
import { hasCode, SwarmError } from "../errors";
import type { Dependency, Refs } from "../objects/object";
import { orderOf, type Order } from "../plan/order";
import { goesOnWithout, isAwaited, waitingFor, waitsOf } from "../plan/waits";
import { allDone } from "./all-done";
import type { Applied, ApplyContext } from "./apply";
import { build, type Build } from "./build";
import { lettingGo } from "./early";

/** What became of one step: sent, held back (for a reason, where it was to be sent), or failed. */
type End = { sent: Applied } | { unsent: string[] } | { failure: unknown };

/** Once one has failed, no other is begun. */
export async function sendServices(
  steps: Build[],
  refs: Refs,
  context: ApplyContext,
): Promise<void> {
  const before = await tasksBefore(steps, context);
  const awaitedEnds = new Set(
    steps
      .flatMap(waitsOf)
      .filter(isForEnd)
      .map(({ key }) => key),
  );
  const order = orderOf(steps);
  const letGo = lettingGo(order.early, context);
  const send = async (step: Build): Promise<Applied> => {
    await letGo.before(step);
    // Who had to wait may have other tasks by now.
    const waited = step.action === "update" && waitsOf(step).length > 0;
    const tasks = waited ? await tasksBefore([step], context) : before;
    const sent = await build(letGo.since(step), refs, context);
    const mustEnd = awaitedEnds.has(step.desired.key);
    return { ...sent, tasksBefore: tasks[sent.id] ?? [], mustEnd };
  };
  const ends = await inOrder(order, send, context);
  if (!ends.every((end) => "sent" in end)) await fail(ends, context);
}

const isForEnd = ({ until }: Dependency): boolean => until === "service_completed_successfully";

async function inOrder(
  { after: earlier }: Order<Build>,
  send: (step: Build) => Promise<Applied>,
  { converge, reporter }: ApplyContext,
): Promise<End[]> {
  const steps = [...earlier.keys()];
  const byKey = new Map(steps.map((step) => [step.desired.key, step]));
  const begun = new Map<string, Promise<End>>();
  let hasFailed = false;

  const begin = (step: Build): Promise<End> => {
    const { key } = step.desired;
    const end = begun.get(key) ?? run(step);
    begun.set(key, end);
    return end;
  };

  async function run(step: Build): Promise<End> {
    const missed = await missing(step);
    const isKept = step.action === "keep";
    if (missed.length > 0 || (hasFailed && !isKept)) {
      hasFailed = true;
      const why = missed.length > 0 ? waitingFor(missed) : "the rollout had failed by then";
      return { unsent: isKept ? [] : [`Service "${step.desired.name}" was not sent: ${why}.`] };
    }
    try {
      const sent = await send(step);
      converge.watch(sent);
      return { sent };
    } catch (failure) {
      hasFailed = true;
      converge.giveUp();
      return { failure };
    }
  }

  /** What it comes after that was not sent, or did not get as far as that. */
  async function missing(step: Build): Promise<Dependency[]> {
    const after = earlier.get(step) ?? [];
    const isMet = await Promise.all(
      after.map(async (one) => {
        const dependency = byKey.get(one.key);
        const end = dependency && (await begin(dependency));
        if (end === undefined || !("sent" in end)) return false;
        if (step.action === "keep" || !isAwaited(one)) return true;
        if (hasFailed) return false;
        if (await converge.reaches(end.sent, one.until)) return true;
        // Once the rollout is given up, nobody waits for anything.
        if (!one.isOptional || hasFailed) return false;
        await reporter.warn(goesOnWithout(step.desired.name, one));
        return true;
      }),
    );
    return after.filter((_, i) => !isMet[i]);
  }

  return allDone(steps.map(begin));
}

/** Throws all that went wrong, and names those that were not sent. */
async function fail(ends: End[], { converge }: ApplyContext): Promise<never> {
  const unsent = ends.flatMap((end) => ("unsent" in end ? end.unsent : []));
  const failures = ends.flatMap((end) => ("failure" in end ? [end.failure] : []));
  if (failures.length > 0) {
    if (unsent.length === 0 && failures.length === 1) throw failures[0];
    throw new AggregateError([...failures, ...unsent.map((why) => new Error(why))]);
  }
  const failure = await converge.end().then(
    () => undefined,
    (error: unknown) => error,
  );
  const code = hasCode(failure) ? failure.code : "NOT_CONVERGED";
  const words = failure === undefined ? [] : [messageOf(failure)];
  throw new SwarmError(code, [...words, unsent.join("\n")].join("\n\n"));
}

async function tasksBefore(steps: Build[], { engine }: ApplyContext) {
  const ids = steps.flatMap((step) => (step.action === "create" ? [] : [step.live.id]));
  const before: Record<string, string[]> = {};
  if (ids.length === 0) return before;
  for (const task of await engine.tasks.list({ service: ids }))
    (before[task.ServiceID] ??= []).push(task.ID);
  return before;
}
