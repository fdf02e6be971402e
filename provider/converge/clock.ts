// Time, as the waits see it; tests bring their own, so that no test sleeps.

import { setTimeout as delay } from "node:timers/promises";

export interface Clock {
  nowMs(): number;
  /** Ends early, without an error, when the signal aborts. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
}

export const systemClock: Clock = {
  nowMs: () => Date.now(),
  sleep: (ms, signal) => delay(ms, undefined, { signal }).catch(() => undefined),
};
