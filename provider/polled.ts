// The one loop of waits that no event ends: look, enough?, a pause, again. What it means that the time is over, and its
// words, are the caller's.

import { setTimeout as delay } from "node:timers/promises";

interface Pace {
  timeoutMs: number;
  everyMs?: number;
}

/** Looks until it is enough or the time is over, at least once; gives what was seen last. */
export async function polled<T>(
  look: () => Promise<T>,
  isEnough: (seen: T) => boolean,
  { timeoutMs, everyMs = 250 }: Pace,
): Promise<T> {
  const untilMs = Date.now() + timeoutMs;
  for (;;) {
    const seen = await look();
    const leftMs = untilMs - Date.now();
    if (isEnough(seen) || leftMs < 0) return seen;
    await delay(Math.min(everyMs, leftMs + 1));
  }
}
