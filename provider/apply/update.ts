// One update under the engine's version check. The engine moves an object's version by itself (status,
// allocation), so a conflict is tried again as long as nobody changed what the decision was based on. So is an update
// without an answer, unless a look shows that it arrived: under the version check it cannot be done twice.

import { setTimeout as delay } from "node:timers/promises";
import { hasCode, SwarmError } from "../errors";
import type { Engine, RegistryAuth } from "../engine/engine";
import type { Kind, Left, Live, ObjectKind } from "../objects/object";
import { asLive } from "../plan/left-alone";

const TRIES = 8;
/** Of those without an answer: where reads have one, and a write never has, more do not help. */
const UNANSWERED_TRIES = 3;

/** Whose update is one write, and all of it in the spec: others wait for more, or make something anew each time. */
const SENT_AGAIN: Kind[] = ["service", "secret", "config"];

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
  update: Update,
  engine: Engine,
): Promise<void> {
  const { base, spec, left, auth, exact } = update;
  let live = base;
  let isInDoubt = false;
  for (let attempt = 1; ; attempt++) {
    const wanted = asLive(spec, live.spec, left);
    const next = kind.respell && !exact ? kind.respell(wanted, live.spec) : wanted;
    try {
      return await kind.update?.(engine, live, next, auth);
    } catch (error) {
      const isUnanswered = hasCode(error, "ENGINE_UNREACHABLE") && SENT_AGAIN.includes(kind.kind);
      const tries = isUnanswered ? UNANSWERED_TRIES : TRIES;
      if (!(isUnanswered || hasCode(error, "OUT_OF_SEQUENCE")) || attempt >= tries) throw error;
      const seen = await look(kind, base, engine).catch((silent: unknown) => {
        throw isUnanswered ? error : silent;
      });
      // One that had no answer may arrive after the look, and be what the next one conflicts with.
      isInDoubt ||= isUnanswered;
      if (isInDoubt && hasArrived(kind, update, seen)) return;
      live = unchanged(kind, update, seen);
      await delay(50 * 2 ** attempt * Math.random());
    }
  }
}

async function look(kind: ObjectKind<object>, base: Live, engine: Engine): Promise<Live> {
  const there = (await kind.list(engine, [base.name])).find((one) => one.id === base.id);
  if (there !== undefined) return there;
  const title = `${base.kind} "${base.name}"`;
  throw new SwarmError("NOT_FOUND", `${title}: removed by somebody else just now. Run it again.`);
}

function hasArrived(kind: ObjectKind<object>, { base, spec, left }: Update, seen: Live): boolean {
  const isAs = ({ spec: live }: Live): boolean =>
    kind.changes(asLive(spec, live, left), live).length === 0;
  return isAs(seen) && !isAs(base);
}

/** What is seen, unless somebody else changed what the decision was based on. */
function unchanged(kind: ObjectKind<object>, { base, left }: Update, seen: Live): Live {
  const changes = kind.changes(asLive(seen.spec, base.spec, left), base.spec);
  if (changes.length === 0) return seen;
  const paths = changes.map(({ path }) => path.join(".")).join(", ");
  throw new SwarmError(
    "OUT_OF_SEQUENCE",
    `${base.kind} "${base.name}": changed by somebody else between reading and writing (${paths}). Run it again.`,
  );
}
