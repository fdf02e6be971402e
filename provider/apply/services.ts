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

/**
 * What became of one step: sent, held back (for a reason, where it was to be sent; and by which services that did not
 * get as far as others need), or refused.
 */
type End = { sent: Applied } | { unsent: string[]; lacks: string[] } | { failure: unknown };

/** What a step comes after that was not sent, or did not get as far as that; `lacks` as above. */
type Unmet = Dependency & { wasSent: boolean; lacks: string[] };

/** Once one has failed, no other is begun, but for those that do without it. */
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
  let isRefused = false;
  /** Who did not get as far as somebody needs. */
  const failed = new Set<string>();

  const begin = (step: Build): Promise<End> => {
    const { key } = step.desired;
    const end = begun.get(key) ?? run(step);
    begun.set(key, end);
    return end;
  };

  async function run(step: Build): Promise<End> {
    const unmet = await unmetBy(step);
    const without = unmet.filter(({ isOptional }) => isOptional);
    const missed = unmet.filter(({ isOptional }) => !isOptional);
    const lacks = lackedBy(missed);
    lacks.forEach((key) => failed.add(key));
    const isKept = step.action === "keep";
    if (missed.length > 0 || (!isKept && isOverFor(without))) {
      const why = missed.length > 0 ? waitingFor(missed) : "the rollout had failed by then";
      const unsent = isKept ? [] : [`Service "${step.desired.name}" was not sent: ${why}.`];
      return { unsent, lacks };
    }
    try {
      // From here on it is sent, whatever becomes of others: what is told now is true.
      if (!isKept)
        for (const one of without) await reporter.warn(goesOnWithout(step.desired.name, one));
      const sent = await send(step);
      converge.watch(sent);
      return { sent };
    } catch (failure) {
      isRefused = true;
      converge.giveUp();
      return { failure };
    }
  }

  /** Whether anything has failed but what it does without. */
  function isOverFor(without: Unmet[]): boolean {
    const spared = lackedBy(without);
    return isRefused || [...failed].some((key) => !spared.includes(key));
  }

  async function unmetBy(step: Build): Promise<Unmet[]> {
    const after = earlier.get(step) ?? [];
    const mayDoWithout = after.some(({ isOptional }) => isOptional);
    const unmet = after.map(async (one): Promise<Unmet[]> => {
      const dependency = byKey.get(one.key);
      const end = dependency && (await begin(dependency));
      if (end === undefined || !("sent" in end))
        return [{ ...one, wasSent: false, lacks: end && "unsent" in end ? end.lacks : [] }];
      if (step.action === "keep" || !isAwaited(one)) return [];
      // Who will not be sent in any case waits for nothing.
      if (isRefused || (failed.size > 0 && !mayDoWithout))
        return [{ ...one, wasSent: true, lacks: [] }];
      const isReached = await converge.reaches(end.sent, one.until);
      return isReached ? [] : [{ ...one, wasSent: true, lacks: [one.key] }];
    });
    return (await Promise.all(unmet)).flat();
  }

  return allDone(steps.map(begin));
}

const lackedBy = (unmet: Unmet[]): string[] => unmet.flatMap(({ lacks }) => lacks);

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
