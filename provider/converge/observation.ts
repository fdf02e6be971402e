// What a verdict is made from, and what it says. Types only.

import type { Node, Service, Task } from "../engine/types";

/** One service as the engine showed it at one moment. */
export interface Observation {
  service: Service;
  /** Its tasks that are up to date with its spec (the engine's filter `_up-to-date`). */
  tasks: Task[];
  /** All its tasks, when they were asked for: a rollback makes those that failed out of date. */
  allTasks?: Task[];
  nodes: Node[];
  /** Ids of the tasks that were there before the change. */
  baseline: ReadonlySet<string>;
  /** Names of its networks that never got their addresses, when that was asked for. */
  unallocatedNetworks?: string[];
  nowMs: number;
}

/** The tasks of one slot, or of one node for a global service. */
export interface Slot {
  /** The slot's number or the node's id. */
  key: string;
  /** The live task that is furthest from running, else the newest. */
  current: Task;
  /** Whether the current task is to run, or runs. */
  isLive: boolean;
}

/** An observation, read by the rules of the service's mode. */
export interface Reading {
  desired: number;
  /** Tasks that run; for a job, tasks that are complete. */
  running: number;
  slots: Slot[];
  /** All that is wanted runs (or ended well), and nothing else is to run. */
  isSatisfied: boolean;
  /** All ended well, and nothing will run again. */
  isFinished: boolean;
  /** Ended badly, and the restart policy starts nothing new. */
  dead: Slot[];
  /** A global service for which no node is eligible. */
  fitsNowhere: boolean;
}

/** The tasks of one slot that ended when they should not have. */
export interface Failure {
  slot: string;
  /** The newest of them. */
  task: Task;
  /** How many different tasks; 0 for one that did not fail but cannot be placed. */
  count: number;
  error: string;
}

export interface Limits {
  /** How long new tasks must stay up; without it, by the service's monitor and at least 5 s. */
  monitorMs?: number;
  /** How long "no suitable node" is borne: a node may still join. */
  schedulingTimeoutMs: number;
  /** Other services of the same wait still come up, so a crash may only mean that one of them is missed. */
  othersComeUp: boolean;
  /** Since when a crash can no longer be blamed on them. */
  countFromMs: number;
}

export type VerdictState = "pending" | "converged" | "finished" | "failed";

export interface Verdict {
  state: VerdictState;
  running: number;
  desired: number;
  /** The phase in a few words, or what went wrong. */
  detail: string;
  /** More about a failure, a line each. */
  notes: string[];
  failures: Failure[];
  isRolledBack: boolean;
  /** When a verdict that depends on time alone can change next. */
  dueMs?: number;
}
