// A clock for waits that never sleeps: when nothing else is left to do, time jumps to the next sleeper.

import type { Clock } from "../../../provider/converge/clock";

interface Sleeper {
  dueMs: number;
  wake: () => void;
}

export function fakeClock(startMs: number): Clock {
  let nowMs = startMs;
  let sleepers: Sleeper[] = [];
  const remove = (one: Sleeper): void => {
    sleepers = sleepers.filter((other) => other !== one);
    one.wake();
  };
  const jump = (): void => {
    const [next] = sleepers.sort((a, b) => a.dueMs - b.dueMs);
    if (next === undefined) return;
    nowMs = Math.max(nowMs, next.dueMs);
    remove(next);
    if (sleepers.length > 0) setImmediate(jump);
  };
  return {
    nowMs: () => nowMs,
    sleep: (ms, signal) =>
      new Promise((wake) => {
        if (signal?.aborted) return wake();
        const sleeper = { dueMs: nowMs + ms, wake };
        signal?.addEventListener("abort", () => remove(sleeper), { once: true });
        if (sleepers.push(sleeper) === 1) setImmediate(jump);
      }),
  };
}
