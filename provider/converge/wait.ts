// The wait for the tasks of any number of services: one loop, a few requests a turn, until each has settled.
// It survives the loss of a leader and the restart of an engine, and ends at its deadline.

import type { Engine } from "../engine/engine";
import { hangBell, type Bell } from "./bell";
import { systemClock, type Clock } from "./clock";
import type { Outcome } from "./outcome";
import { progressLines } from "./progress-lines";
import { turn, type Wait } from "./turn";
import { watch, type Target } from "./watch";

export type { Outcome, Target };

export interface WaitOptions {
  timeoutMs: number;
  /** How long new tasks must stay up; without it, by each service's own monitor, at least 5 s. */
  monitorMs?: number;
  /** How long a task may find no suitable node: one may still join. */
  schedulingTimeoutMs?: number;
  /** How many lines of a failed task's log are quoted; 0 for none. */
  logLines?: number;
  progress(line: string, key: string): void;
  /** Takes secrets out of what is told. */
  redact?(text: string): string;
  clock?: Clock;
}

const SCHEDULING_TIMEOUT_MS = 60_000;
const LOG_LINES = 15;
const SHORTEST_REST_MS = 250;
const LONGEST_REST_MS = 1_000;

/** Waits until every service has settled, and says of each how; what fails is told, not thrown. */
export async function waitForConvergence(
  engine: Engine,
  targets: Target[],
  options: WaitOptions,
): Promise<{ outcomes: Record<string, Outcome> }> {
  const wait = begin(engine, targets, options);
  const bell = hangBell(engine, wait.clock);
  let restMs = SHORTEST_REST_MS;
  try {
    while (wait.pending.length > 0) {
      const beganMs = wait.clock.nowMs();
      const hasNews = await turn(wait);
      restMs = hasNews ? SHORTEST_REST_MS : Math.min(restMs * 1.5, LONGEST_REST_MS);
      // a big stack takes long to list: leave the engine time for its own work
      const costMs = wait.clock.nowMs() - beganMs;
      await rest(wait, bell, Math.max(restMs, 2 * costMs));
    }
  } finally {
    bell.stop();
  }
  return { outcomes: wait.outcomes };
}

function begin(engine: Engine, targets: Target[], options: WaitOptions): Wait {
  const { redact = (text: string) => text, clock = systemClock } = options;
  const nowMs = clock.nowMs();
  return {
    engine,
    clock,
    redact,
    say: progressLines((line, key) => options.progress(redact(line), key)),
    monitorMs: options.monitorMs,
    schedulingTimeoutMs: options.schedulingTimeoutMs ?? SCHEDULING_TIMEOUT_MS,
    logLines: options.logLines ?? LOG_LINES,
    timeoutMs: options.timeoutMs,
    deadlineMs: nowMs + options.timeoutMs,
    answeredMs: nowMs,
    lastSuccessMs: nowMs,
    pending: targets.map(watch),
    outcomes: {},
  };
}

/** Sleeps, but not past the moment at which a verdict can change by time alone. */
async function rest({ pending, clock, deadlineMs }: Wait, bell: Bell, ms: number): Promise<void> {
  if (pending.length === 0) return;
  const dues = pending.flatMap(({ verdict }) => verdict?.dueMs ?? []);
  const untilMs = Math.min(deadlineMs, ...dues) - clock.nowMs();
  await bell.wait(Math.max(1, Math.min(ms, untilMs)));
}
