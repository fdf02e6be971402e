// What this very run took up instead of making it anew. Pulumi deletes the original after it made the
// replacement; where the replacement turned out to be the same object (a forced replacement, a resource that
// moved to another URN), that delete must not remove it. One provider process serves one run; a run that was killed
// before that delete leaves it to the next one, where diff has seen the state that holds the object by then.

import { randomUUID } from "node:crypto";
import type { Engine } from "../engine/engine";
import type { OpenSession } from "../session";
import * as state from "../state";

interface Marked {
  kind: string;
  id: string;
}

/** Who took an object up, by engine: a token that its new state carries, and the original's does not. */
const claims = new WeakMap<Engine, Map<string, string>>();

const mark = ({ kind, id }: Marked): string => `${kind} ${id}`;

/** Gives the token for the state of who takes them up; undefined when there is nothing. */
export function takeUp(engine: Engine, objects: Marked[]): string | undefined {
  if (objects.length === 0) return undefined;
  const token = randomUUID();
  const ofEngine = claims.get(engine) ?? new Map<string, string>();
  for (const object of objects) ofEngine.set(mark(object), token);
  claims.set(engine, ofEngine);
  return token;
}

/** Whether somebody else than the holder of the token took the object up in this run. */
export function isTakenUp(engine: Engine, object: Marked, token: unknown): boolean {
  const claim = claims.get(engine)?.get(mark(object));
  return claim !== undefined && claim !== token;
}

/** The states that diff has seen in this run, by URN and the way to their engines. */
const seen = new WeakMap<OpenSession, Map<string, state.Props>>();

const seenBy = (open: OpenSession): Map<string, state.Props> => {
  const all = seen.get(open) ?? new Map<string, state.Props>();
  seen.set(open, all);
  return all;
};

/** Called by each diff: every resource that stays gets one before the first original is deleted. */
export const noteState = (open: OpenSession, urn: string | undefined, outs: state.Props): void =>
  void seenBy(open).set(urn ?? "", outs);

/** Called by each create, whose state takes the place of the one that was seen. */
export const forgetState = (open: OpenSession, urn: string | undefined): void =>
  void seenBy(open).delete(urn ?? "");

/** Whether a state that took the object up after this one holds it. */
export function isHeldByAnother(open: OpenSession, object: Marked, outs: state.Props): boolean {
  const { claim, clusterId, engineId } = state.OUTPUTS;
  return [...seenBy(open).values()].some(
    (other) =>
      other[claim] !== undefined &&
      other[claim] !== outs[claim] &&
      other[clusterId] === outs[clusterId] &&
      other[engineId] === outs[engineId] &&
      state.recorded(other).some((one) => mark(one) === mark(object)),
  );
}
