// Wakes a wait when the swarm has news. Only a help: the wait also looks by itself.

import type { Engine } from "../engine/engine";
import type { Clock } from "./clock";

export interface Bell {
  /** Resolves at the next news, or after this time. */
  wait(ms: number): Promise<void>;
  stop(): void;
}

/** News come in bunches: the least time between two looks. */
const BUNCH_MS = 100;
const RECONNECT_MS = 2_000;

/** Listens to services and nodes; tasks make no events. */
export function hangBell(engine: Engine, clock: Clock): Bell {
  const stopped = new AbortController();
  let ring: () => void = () => undefined;
  let rung = new Promise<void>((resolve) => (ring = resolve));
  // without events the wait still looks by itself
  listen(engine, clock, stopped.signal, () => ring()).catch(() => undefined);
  return {
    async wait(ms) {
      const bunchMs = Math.min(BUNCH_MS, ms);
      await clock.sleep(bunchMs);
      const woken = new AbortController();
      await Promise.race([rung, clock.sleep(ms - bunchMs, woken.signal)]);
      woken.abort(); // or the timer would keep the process
      rung = new Promise((resolve) => (ring = resolve));
    },
    stop: () => stopped.abort(),
  };
}

async function listen(
  engine: Engine,
  clock: Clock,
  signal: AbortSignal,
  ring: () => void,
): Promise<void> {
  const filters = { scope: ["swarm"], type: ["service", "node"] };
  while (!signal.aborted) {
    const events = engine.events(filters, signal)[Symbol.asyncIterator]();
    while (!(await events.next()).done) ring();
    await clock.sleep(RECONNECT_MS, signal);
  }
}
