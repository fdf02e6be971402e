// What may be done to one swarm only one at a time: managers come and go one by one, for between two of them the
// majority is counted anew.

import type { Engine } from "../engine/engine";

const lines = new WeakMap<Engine, Promise<unknown>>();

export async function inTurn<T>(engine: Engine, job: () => Promise<T>): Promise<T> {
  const before = lines.get(engine) ?? Promise.resolve();
  const mine = before.then(job, job);
  lines.set(
    engine,
    mine.catch(() => undefined),
  );
  return mine;
}
