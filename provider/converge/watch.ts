// One service under watch: all that a wait remembers of it, and its verdict turn by turn. No I/O.

import type { Service, ServiceSpec } from "../engine/types";
import { EMPTY, remember, type History } from "./history";
import type { Limits, Observation, Reading, Verdict } from "./observation";
import type { Snapshot } from "./snapshot";
import { judge, read } from "./verdict";

/** A service to wait for. */
export interface Target {
  /** What the caller calls it. */
  key: string;
  id: string;
  /** As it was sent. */
  spec: ServiceSpec;
  /** Ids of all tasks that it had before the change. */
  baseline: ReadonlySet<string>;
  /** When the change was sent. */
  changedAtMs: number;
  /** Nothing was sent, for it was as declared already. */
  isUnchanged?: boolean;
  /** To run is not enough: somebody waits for its end. */
  mustEnd?: boolean;
  /** The spec without what others may change meanwhile. */
  own?: (spec: ServiceSpec) => unknown;
}

export interface Watch {
  target: Target;
  history: History;
  /** undefined until the service was seen. */
  last?: { seen: Observation; reading: Reading };
  verdict?: Verdict;
  /** What was first seen as its spec, and at which version it was last compared. */
  spec?: { text: string; version: number };
  /** Looks in a row that did not find it. */
  misses: number;
  /** Whether it cannot be seen any more: gone, or the engine does not answer. */
  isLost: boolean;
}

/** One look may fall into a change of leader. */
const MISSES = 2;

export const watch = (target: Target): Watch => ({
  target,
  history: EMPTY,
  misses: 0,
  isLost: false,
});

/** Takes in one snapshot; the verdict comes after, for it depends on the other services too. */
export function look(one: Watch, snapshot: Snapshot, nowMs: number): void {
  const found = snapshot.services.get(one.target.id);
  one.misses = found ? 0 : one.misses + 1;
  if (found === undefined) return;
  const service = one.target.isUnchanged ? withoutOldRollback(found) : found;
  const seen: Observation = {
    service,
    tasks: snapshot.tasks.get(service.ID) ?? [],
    allTasks: snapshot.allTasks.get(service.ID),
    nodes: snapshot.nodes,
    baseline: one.target.baseline,
    nowMs,
  };
  const reading = read(seen);
  one.history = remember(one.history, seen, reading);
  one.last = { seen, reading };
}

/** How an earlier update ended says nothing of a run that sent none. */
const withoutOldRollback = (service: Service): Service =>
  service.UpdateStatus?.State === "rollback_completed"
    ? { ...service, UpdateStatus: undefined }
    : service;

/** Judges what was last seen; undefined while nothing was. */
export function decide(one: Watch, limits: Limits): Verdict | undefined {
  if (one.misses >= MISSES) return lose(one, "removed by somebody else while it was waited for.");
  if (one.last === undefined) return undefined;
  const { seen, reading } = one.last;
  one.verdict = isMeddledWith(one, seen.service)
    ? failed(one, "changed by somebody else while it was waited for")
    : untilEnd(one.target, judge(seen, reading, one.history, limits));
  return one.verdict;
}

/** What has no task to run ends at once. */
function untilEnd({ mustEnd }: Target, verdict: Verdict): Verdict {
  if (!mustEnd || verdict.state !== "converged" || verdict.desired === 0) return verdict;
  return { ...verdict, state: "pending", detail: `${verdict.detail}, to end` };
}

/** Fails a service that cannot be seen any more, in whole sentences. */
export function lose(one: Watch, detail: string): Verdict {
  one.isLost = true;
  return (one.verdict = failed(one, detail));
}

/** The last verdict, turned into a failure. */
export function failed({ verdict }: Watch, detail: string): Verdict {
  const none = { running: 0, desired: 0, notes: [], failures: [], isRolledBack: false };
  return { ...none, ...verdict, state: "failed", detail };
}

/** Whether the spec is another one than at first, and no rollback of the engine explains it. */
function isMeddledWith(one: Watch, { Spec, Version, UpdateStatus }: Service): boolean {
  if (UpdateStatus?.State?.startsWith("rollback_")) return false;
  if (one.spec?.version === Version.Index) return false; // which moves more often than the spec
  const text = JSON.stringify(one.target.own?.(Spec) ?? Spec);
  one.spec = { text: one.spec?.text ?? text, version: Version.Index };
  return one.spec.text !== text;
}
