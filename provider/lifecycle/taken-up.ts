// What this very run took up instead of making it anew. Pulumi deletes the original after it made the
// replacement; where the replacement turned out to be the same object (a forced replacement, a resource that
// moved to another URN), that delete must not remove it. One provider process serves one run; a run that was killed
// before that delete leaves it to the next one, where diff has seen the state that holds the object by then.

import { randomUUID } from "node:crypto";
import type { Engine } from "../engine/engine";
import type { OpenSession } from "../session";
import * as state from "../state";
import type { Props } from "../state";

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

/** The states that this run has seen and made, by URN and the way to their engines. */
const currents = new WeakMap<OpenSession, Map<string, Props>>();

const currentOf = (open: OpenSession): Map<string, Props> => {
  const all = currents.get(open) ?? new Map<string, Props>();
  currents.set(open, all);
  return all;
};

/** Called by each diff, which every resource that stays gets before the first original is deleted; and with what is made. */
export const noteCurrent = (open: OpenSession, urn: string | undefined, outs: Props): void =>
  void currentOf(open).set(urn ?? "", outs);

/**
 * Whether the object belongs to another state by now, and the one to be deleted is older: of a replacement whose run
 * failed, or was killed, before it came to that. The object may be the old one, taken up again, or have its name.
 */
export const isHeldByAnother = (open: OpenSession, object: Marked, outs: Props): boolean =>
  [...currentOf(open).values()].some(
    (other) => isOfOneSwarm(other, outs) && holds(other, object) && isNewer(other, outs, object),
  );

function isNewer(other: Props, outs: Props, object: Marked): boolean {
  const { claim } = state.OUTPUTS;
  const isOfOneResource = urnOf(other) === urnOf(outs);
  const isClaimed = other[claim] !== undefined || isOfOneResource;
  return (isClaimed && other[claim] !== outs[claim]) || (isOfOneResource && !holds(outs, object));
}

const urnOf = (outs: Props): string | undefined => state.hidden(outs).__urn;

const isOfOneSwarm = (other: Props, outs: Props): boolean =>
  [state.OUTPUTS.clusterId, state.OUTPUTS.engineId].every((key) => other[key] === outs[key]);

const holds = (outs: Props, object: Marked): boolean =>
  state.recorded(outs).some((one) => mark(one) === mark(object));
