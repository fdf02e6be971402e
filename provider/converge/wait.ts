// The wait for the tasks of any number of services: one loop, a few requests a turn, until each has settled.
// Services may join while it runs, and others may wait for one of them to get somewhere. It survives the loss of
// a leader and the restart of an engine, and ends at its deadline.

import type { Engine } from "../engine/engine";
import { hangBell, type Bell } from "./bell";
import { systemClock, type Clock } from "./clock";
import { hasReached, type Goal } from "./goal";
import type { Outcome } from "./outcome";
import { progressLines } from "./progress-lines";
import { turn, type Wait } from "./turn";
import { watch, type Target } from "./watch";

export type { Goal, Outcome, Target };

export interface WaitOptions {
  timeoutMs: number;
  /** How long new tasks must stay up; without it, by each service's own monitor, at least 5 s. */
  monitorMs?: number;
  /** How long a task may find no suitable node: one may still join. */
  schedulingTimeoutMs?: number;
  /** How many lines of a failed task's log are quoted; 0 for none. */
  logLines?: number;
  /** `isLast` when the service has settled. */
  progress(line: string, key: string, isLast: boolean): void;
  /** Takes secrets out of what is told. */
  redact?(text: string): string;
  clock?: Clock;
}

/** A wait that services join as they are sent. It asks nothing while nobody waits for an answer. */
export interface OpenWait {
  add(target: Target): void;
  /** Whether a service of this wait gets there; false as soon as it is certain that it does not. */
  reaches(key: string, goal: Goal): Promise<boolean>;
  /** Answers whoever waits for a service with false. */
  giveUp(): void;
  /** Waits until every service has settled, and says of each how; what fails is told, not thrown. */
  end(): Promise<Record<string, Outcome>>;
  /** How those that settled so far did. */
  outcomes: Readonly<Record<string, Outcome>>;
}

interface Gate {
  key: string;
  goal: Goal;
  answer(reached: boolean): void;
}

const SCHEDULING_TIMEOUT_MS = 60_000;
const LOG_LINES = 15;
const SHORTEST_REST_MS = 250;
const LONGEST_REST_MS = 1_000;

/** Waits until every service has settled. */
export async function waitForConvergence(
  engine: Engine,
  targets: Target[],
  options: WaitOptions,
): Promise<{ outcomes: Record<string, Outcome> }> {
  const wait = openWait(engine, options);
  targets.forEach(wait.add);
  return { outcomes: await wait.end() };
}

export function openWait(engine: Engine, options: WaitOptions): OpenWait {
  const wait = begin(engine, options);
  let gates: Gate[] = [];
  let isEnding = false;
  let running: Promise<void> | undefined;

  const isNeeded = (): boolean => wait.pending.length > 0 && (isEnding || gates.length > 0);

  async function run(): Promise<void> {
    wake(wait);
    const bell = hangBell(engine, wait.clock);
    let restMs = SHORTEST_REST_MS;
    try {
      while (isNeeded()) {
        const beganMs = wait.clock.nowMs();
        const hasNews = await turn(wait);
        answerGates();
        if (!isNeeded()) break;
        restMs = hasNews ? SHORTEST_REST_MS : Math.min(restMs * 1.5, LONGEST_REST_MS);
        // a big stack takes long to list: leave the engine time for its own work
        const costMs = wait.clock.nowMs() - beganMs;
        await rest(wait, bell, Math.max(restMs, 2 * costMs));
      }
    } finally {
      bell.stop();
      running = undefined;
    }
  }

  async function drive(): Promise<void> {
    while (isNeeded()) await (running ??= run());
  }

  function answerGates(): void {
    gates = gates.filter(({ key, goal, answer }) => {
      const settled = wait.outcomes[key];
      const isReached = wait.pending.some((one) => one.target.key === key && hasReached(one, goal));
      if (settled === undefined && !isReached) return true;
      answer(isReached || settled?.code === undefined);
      return false;
    });
  }

  return {
    outcomes: wait.outcomes,
    add: (target) => void (wait.pending = [...wait.pending, watch(target)]),
    reaches: (key, goal) =>
      new Promise((answer, fail) => {
        gates.push({ key, goal, answer });
        answerGates();
        drive().catch(fail);
      }),
    giveUp: () => gates.splice(0).forEach(({ answer }) => answer(false)),
    async end() {
      isEnding = true;
      await drive();
      return wait.outcomes;
    },
  };
}

function begin(engine: Engine, options: WaitOptions): Wait {
  const { redact = (text: string) => text, clock = systemClock } = options;
  return {
    engine,
    clock,
    redact,
    say: progressLines((line, key, isLast) => options.progress(redact(line), key, isLast)),
    monitorMs: options.monitorMs,
    schedulingTimeoutMs: options.schedulingTimeoutMs ?? SCHEDULING_TIMEOUT_MS,
    logLines: options.logLines ?? LOG_LINES,
    timeoutMs: options.timeoutMs,
    deadlineMs: Infinity,
    answeredMs: 0,
    lastSuccessMs: 0,
    pending: [],
    outcomes: {},
  };
}

/** The time runs from the first look on; what was not asked between two was not silence. */
function wake(wait: Wait): void {
  const nowMs = wait.clock.nowMs();
  wait.answeredMs = nowMs;
  if (wait.deadlineMs !== Infinity) return;
  wait.deadlineMs = nowMs + wait.timeoutMs;
  wait.lastSuccessMs = nowMs;
}

/** Sleeps, but not past the moment at which a verdict can change by time alone. */
async function rest({ pending, clock, deadlineMs }: Wait, bell: Bell, ms: number): Promise<void> {
  const dues = pending.flatMap(({ verdict }) => verdict?.dueMs ?? []);
  const untilMs = Math.min(deadlineMs, ...dues) - clock.nowMs();
  await bell.wait(Math.max(1, Math.min(ms, untilMs)));
}
