// `onFailure: "rollback"`: puts back what a failed rollout touched. Nothing of it throws: what cannot be put back is
// told, and the record stays true.

import { messageOf } from "../failure";
import type { Live } from "../objects/object";
import type { ApplyContext } from "./apply";
import { removeAll } from "./remove";
import { sendServices } from "./services";
import { areBack, recordAfter, toUndo, unused, type Todo, type Undo } from "./undo";

export interface RollbackContext extends ApplyContext {
  /** What is there now. */
  observe: () => Promise<Live[]>;
}

export interface RolledBack {
  /** What was put back, and what not, in lines; none where nothing was touched. */
  words: string[];
  /** Whether everything is as it was. */
  isWhole: boolean;
}

/** The journal is brought to what is true after it. */
export async function rollBack(undo: Undo, context: RollbackContext): Promise<RolledBack> {
  const { journal, converge, observe } = context;
  const troubles: string[] = [];
  const attempt = <T>(work: Promise<T>): Promise<T | undefined> =>
    work.catch((error: unknown) => void troubles.push(messageOf(error)));

  const now = await attempt(observe());
  const todo = now && toUndo(undo, now, journal);
  if (todo) {
    await attempt(removeAll(todo.services, context));
    await attempt(sendServices(todo.steps, {}, context));
    await attempt(converge.end());
  }
  const after = todo && (await attempt(observe()));
  const spent = todo && after && !context.keepsOld ? unused(todo.others, after) : [];
  const removed = (await attempt(removeAll(spent, context).then(() => spent))) ?? [];
  journal.splice(0, journal.length, ...recordAfter(undo, journal));
  const back = todo ? areBack(todo, after ?? []) : [];
  const isWhole =
    todo !== undefined &&
    [...troubles, ...todo.jobs, ...todo.lost].length === 0 &&
    back.length === todo.steps.length;
  return { words: inWords(todo, { back, after: after ?? [], removed, troubles }), isWhole };
}

interface Done {
  /** Keys of what is as it was. */
  back: string[];
  after: Live[];
  removed: Live[];
  troubles: string[];
}

function inWords(todo: Todo | undefined, { back, after, removed, troubles }: Done): string[] {
  const { steps = [], services = [], jobs = [], lost = [] } = todo ?? {};
  const gone = [...services.filter(({ id }) => !after.some((one) => one.id === id)), ...removed];
  const done = [
    ...said(back, "put back"),
    ...said(gone.map(({ name }) => name), "removed again"), // prettier-ignore
  ];
  const missing = steps.flatMap(({ desired: { key } }) => (back.includes(key) ? [] : [key]));
  return [
    ...(done.length > 0 ? [`Rolled back: ${done.join("; ")}.`] : []),
    ...(jobs.length > 0 ? [`Left as they are, for a change runs a job again: ${quoted(jobs)}.`] : []),
    ...(missing.length > 0 ? [`Not put back: ${quoted(missing)}.`] : []),
    ...(lost.length > 0 ? [`Changed or replaced on the spot, and not put back: ${lost.join(", ")}.`] : []),
    ...(troubles.length > 0 ? ["The rollback met with this:", ...troubles] : []),
  ]; // prettier-ignore
}

const said = (names: string[], what: string): string[] =>
  names.length > 0 ? [`${what} ${quoted(names)}`] : [];
const quoted = (names: string[]): string => names.map((name) => `"${name}"`).join(", ");
