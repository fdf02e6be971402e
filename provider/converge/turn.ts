// One turn of the wait: look at everything that is still pending, judge it, and let go what has settled.

import type { Engine } from "../engine/engine";
import type { Service } from "../engine/types";
import { hasCode, SwarmError } from "../errors";
import type { Clock } from "./clock";
import { isCrashing, waitsForNetwork } from "./hopeless";
import type { Limits, Observation } from "./observation";
import { settle, type Outcome, type OutcomeState } from "./outcome";
import type { Say } from "./progress-lines";
import { takeSnapshot, type Snapshot } from "./snapshot";
import { decide, failed, look, lose, type Watch } from "./watch";

export interface Wait {
  engine: Engine;
  clock: Clock;
  redact(text: string): string;
  say: Say;
  monitorMs?: number;
  schedulingTimeoutMs: number;
  logLines: number;
  timeoutMs: number;
  deadlineMs: number;
  /** When the engine last answered. */
  answeredMs: number;
  lastSuccessMs: number;
  firstFailure?: { key: string; atMs: number };
  snapshot?: Snapshot;
  pending: Watch[];
  outcomes: Record<string, Outcome>;
}

/** An election takes 10 to 20 s, an engine's restart longer. */
const UNREACHABLE_MS = 90_000;
/**
 * Once one service has failed, the wait fails: the others get this long to settle, so that more is known of
 * them, but nobody waits minutes for news that changes nothing. Only a rollback is waited for to its end.
 */
const AFTER_FAILURE_MS = 10_000;

/** Gives whether anything changed. */
export async function turn(wait: Wait): Promise<boolean> {
  const before = wait.pending.map(phaseOf).join();
  try {
    await observe(wait);
  } catch (error) {
    await bear(wait, error);
    return false;
  }
  await judgeAll(wait);
  await endLate(wait);
  return wait.pending.map(phaseOf).join() !== before;
}

const phaseOf = ({ verdict }: Watch): string => verdict?.detail ?? "";

async function observe(wait: Wait): Promise<void> {
  // Others may join meanwhile; this look does not see them.
  const { engine, clock, pending } = wait;
  const ids = pending.map(({ target }) => target.id);
  const snapshot = await takeSnapshot(engine, ids, clock.nowMs(), wait.snapshot);
  wait.snapshot = snapshot;
  wait.answeredMs = clock.nowMs();
  for (const one of pending) look(one, snapshot, wait.answeredMs);
  await lookAtNetworks(engine, pending);
}

/** Finds networks without a driver, with one list for all: the engine sets it when it allocates them. */
async function lookAtNetworks(engine: Engine, pending: Watch[]): Promise<void> {
  const waiting = pending.flatMap(({ last, history }) =>
    last && waitsForNetwork(history, last.seen.nowMs) ? [last.seen] : [],
  );
  const ids = [...new Set(waiting.flatMap(networksOf))];
  if (ids.length === 0) return;
  const unallocated = (await engine.networks.list({ id: ids })).filter(({ Driver }) => !Driver);
  for (const seen of waiting) {
    const own = networksOf(seen);
    seen.unallocatedNetworks = unallocated
      .filter(({ Id }) => own.includes(Id))
      .map(({ Name }) => Name);
  }
}

const networksOf = ({ service }: Observation): string[] =>
  service.Spec.TaskTemplate.Networks?.map(({ Target }) => Target) ?? [];

async function judgeAll(wait: Wait): Promise<void> {
  const { pending, clock, say } = wait;
  const limits = limitsOf(wait);
  const settled = pending.filter((one) => {
    const verdict = decide(one, limits(one));
    if (verdict === undefined) return false;
    const { state, detail } = verdict;
    const isLast = state !== "pending";
    const phase = isLast ? `${state}: ${detail}` : detail;
    say(one.target.key, phase, clock.nowMs() - one.target.changedAtMs, isLast);
    return isLast;
  });
  await letGo(wait, settled);
}

/** A crash is excused while others come up: in a swarm, who misses a dependency exits and tries again. */
function limitsOf(wait: Wait): (one: Watch) => Limits {
  const comingUp = new Set(wait.pending.filter(({ history }) => !isCrashing(history)));
  return (one) => ({
    monitorMs: wait.monitorMs,
    schedulingTimeoutMs: wait.schedulingTimeoutMs,
    othersComeUp: comingUp.size > (comingUp.has(one) ? 1 : 0),
    countFromMs: wait.lastSuccessMs,
  });
}

/** Ends what is still pending at the deadline, or too long after the first failure. */
async function endLate(wait: Wait): Promise<void> {
  const { pending, clock, deadlineMs, firstFailure, timeoutMs } = wait;
  const nowMs = clock.nowMs();
  if (nowMs >= deadlineMs) {
    const limit = `${Math.round(timeoutMs / 1000)} s`;
    for (const one of pending) {
      const isLate = !one.target.isUnchanged && one.target.changedAtMs >= deadlineMs;
      const words = isLate
        ? `sent after the ${limit} of converge.timeout, and so not waited for`
        : `not converged after ${limit}`;
      one.verdict = failed(one, `${words}: ${phaseOf(one) || "not seen yet"}`);
    }
    await letGo(wait, pending, "timed out");
  } else if (firstFailure && nowMs - firstFailure.atMs >= AFTER_FAILURE_MS) {
    const limit = `not converged when the wait ended because "${firstFailure.key}" failed`;
    const rest = pending.filter(({ last }) => !isRollingBack(last?.seen.service));
    for (const one of rest) one.verdict = failed(one, `${limit}: ${phaseOf(one)}`);
    await letGo(wait, rest, "unsettled");
  }
}

/** Or has rolled back, and its tasks come up again. */
const isRollingBack = (service: Service | undefined): boolean =>
  /^rollback_(started|completed)$/.test(service?.UpdateStatus?.State ?? "");

/** Bears a failed look for a while: leaders are elected, engines restart. */
async function bear(wait: Wait, error: unknown): Promise<void> {
  if (!(error instanceof SwarmError)) throw error;
  const { pending, clock, answeredMs, deadlineMs, say } = wait;
  const nowMs = clock.nowMs();
  // a service or network that was removed between two requests of one look is not found
  const isPassing = hasCode(error, "ENGINE_UNREACHABLE", "NOT_A_MANAGER", "NOT_FOUND");
  if (isPassing && nowMs - answeredMs < UNREACHABLE_MS && nowMs < deadlineMs) {
    for (const { target } of pending)
      say(target.key, "waiting for the engine to answer", nowMs - target.changedAtMs);
    return;
  }
  for (const one of pending) {
    const phase = phaseOf(one) || "not seen yet";
    lose(one, `could not be watched to the end; when last seen, ${phase}. ${error.message}`);
  }
  await letGo(wait, pending, nowMs < deadlineMs ? "failed" : "timed out");
}

async function letGo(wait: Wait, settled: Watch[], state?: OutcomeState): Promise<void> {
  const { outcomes, clock } = wait;
  await Promise.all(
    settled.map(async (one) => {
      const outcome = await settle(one, wait, state);
      outcomes[one.target.key] = outcome;
      if (outcome.code === undefined) wait.lastSuccessMs = clock.nowMs();
      else wait.firstFailure ??= { key: one.target.key, atMs: clock.nowMs() };
    }),
  );
  wait.pending = wait.pending.filter((one) => !settled.includes(one));
}
