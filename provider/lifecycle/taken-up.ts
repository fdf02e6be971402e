// What this very run took up instead of making it anew. Pulumi deletes the original after it made the
// replacement; where the replacement turned out to be the same object (a forced replacement, a resource that
// moved to another URN), that delete must not remove it. One provider process serves one run.

import { randomUUID } from "node:crypto";
import type { Engine } from "../engine/engine";

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
