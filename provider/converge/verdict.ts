// The door to the verdicts: what a service shows now, and what was seen of it before, to pending, converged,
// finished or failed. Pure.

import { summarise } from "./failures";
import { readGlobal } from "./global";
import type { History } from "./history";
import { findReason } from "./hopeless";
import { readGlobalJob, readReplicatedJob } from "./jobs";
import type { Limits, Observation, Reading, Verdict } from "./observation";
import { describe } from "./phase";
import { readReplicated } from "./replicated";
import { stabilityMs } from "./stability";

/** Reads an observation by the rules of the service's mode. */
export function read(seen: Observation): Reading {
  const { Mode } = seen.service.Spec;
  if (Mode.Global) return readGlobal(seen);
  if (Mode.ReplicatedJob) return readReplicatedJob(seen);
  if (Mode.GlobalJob) return readGlobalJob(seen);
  return readReplicated(seen);
}

export function judge(
  seen: Observation,
  reading: Reading,
  history: History,
  limits: Limits,
): Verdict {
  const verdict: Verdict = {
    state: "pending",
    running: reading.running,
    desired: reading.desired,
    detail: describe(seen, reading, history),
    notes: [],
    failures: summarise(history.failures),
    isRolledBack: false,
  };
  const status = seen.service.UpdateStatus?.State ?? "";
  if (status.startsWith("rollback_")) return judgeRollback(seen, reading, verdict, history);
  // before the failures: an update of a one-shot is paused because its tasks end
  if (reading.isFinished && status !== "updating") return { ...verdict, state: "finished" };
  const reason = findReason(seen, reading, history, limits);
  if (reason) return { ...verdict, state: "failed", ...reason };
  if (history.held === undefined) return verdict;
  if (status === "updating")
    return { ...verdict, detail: `${verdict.detail}, the engine still watches the update` };
  const needsMs = stabilityMs(seen, reading, limits.monitorMs);
  return judgeHold(seen, verdict, history.held.sinceMs, needsMs);
}

function judgeHold(
  { nowMs }: Observation,
  verdict: Verdict,
  sinceMs: number,
  needsMs: number,
): Verdict {
  const dueMs = sinceMs + needsMs;
  if (nowMs >= dueMs) return { ...verdict, state: "converged" };
  const detail = `${verdict.detail}, to stay so for ${needsMs / 1000} s`;
  return { ...verdict, detail, dueMs };
}

/** The engine calls a rollback completed while a task that it restarts by itself is still on its way. */
const BACK_UP_MS = 10_000;

/** A rollback is a failure, told once it ended: only then it is known what runs. */
function judgeRollback(
  { service, nowMs }: Observation,
  { isSatisfied }: Reading,
  verdict: Verdict,
  history: History,
): Verdict {
  const { State, Message = "" } = service.UpdateStatus ?? {};
  const cause = history.rollbackCause ? ` (${history.rollbackCause})` : "";
  if (State === "rollback_started")
    return { ...verdict, detail: `rolling back${cause}: ${verdict.detail}` };
  const detail =
    State === "rollback_paused" ? `the rollback paused${cause}: ${Message}` : `rolled back${cause}`;
  const dueMs = (history.rolledBackMs ?? 0) + BACK_UP_MS;
  if (!isSatisfied && nowMs < dueMs)
    return { ...verdict, detail: `${detail}: ${verdict.detail}`, dueMs };
  return { ...verdict, state: "failed", isRolledBack: true, detail };
}
