// One update under the engine's version check. The engine moves an object's version by itself (status,
// allocation), so a conflict is tried again as long as nobody changed what the decision was based on.

import { setTimeout as delay } from "node:timers/promises";
import { hasCode, SwarmError } from "../errors";
import type { Engine, RegistryAuth } from "../engine/engine";
import type { Left, Live, ObjectKind } from "../objects/object";
import { asLive } from "../plan/left-alone";

const TRIES = 8;

export interface Update {
  /** What the decision was based on. */
  base: Live;
  spec: object;
  left?: Left[];
  auth?: RegistryAuth;
  /** Not to be respelled after what is live. */
  exact?: true;
}

export async function updateFresh(
  kind: ObjectKind<object>,
  { base, spec, left, auth, exact }: Update,
  engine: Engine,
): Promise<void> {
  let live = base;
  for (let attempt = 1; ; attempt++) {
    try {
      const wanted = asLive(spec, live.spec, left);
      const next = kind.respell && !exact ? kind.respell(wanted, live.spec) : wanted;
      return await kind.update?.(engine, live, next, auth);
    } catch (error) {
      if (!hasCode(error, "OUT_OF_SEQUENCE") || attempt === TRIES) throw error;
      live = await reread(kind, { base, left }, engine);
      await delay(50 * 2 ** attempt * Math.random());
    }
  }
}

async function reread(
  kind: ObjectKind<object>,
  { base, left }: Pick<Update, "base" | "left">,
  engine: Engine,
): Promise<Live> {
  const fresh = (await kind.list(engine, [base.name])).find((one) => one.id === base.id);
  const title = `${base.kind} "${base.name}"`;
  if (fresh === undefined)
    throw new SwarmError("NOT_FOUND", `${title}: removed by somebody else just now. Run it again.`);
  const changes = kind.changes(asLive(fresh.spec, base.spec, left), base.spec);
  if (changes.length === 0) return fresh;
  const paths = changes.map(({ path }) => path.join(".")).join(", ");
  throw new SwarmError(
    "OUT_OF_SEQUENCE",
    `${title}: changed by somebody else between reading and writing (${paths}). Run it again.`,
  );
}
