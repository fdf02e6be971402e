// The words for a service that did not converge: one sentence, a line for each failing slot, the last lines
// that the newest failed task wrote, and what to do. Pure.

import type { Node, Service, Task } from "../engine/types";
import { advise } from "./advice";
import type { Holders } from "./holders";
import type { Failure, Verdict } from "./observation";
import { taskName, times } from "./phase";
import { isJob, isWanted } from "./slots";

export interface Report {
  service: Service;
  verdict: Verdict;
  nodes: Node[];
  /** Tasks that are up to date, and all of them. */
  tasks: Task[];
  allTasks: Task[];
  logs: string[];
  /** Which nodes have the image that a task lacks. */
  holders?: Holders;
}

/** Longest list of failing slots. */
const SLOTS_SHOWN = 10;

export function failureMessage(report: Report): string {
  const { service, verdict, logs } = report;
  const newest = newestFailure(verdict.failures);
  const lines = [
    `Service "${service.Spec.Name}": ${verdict.detail}. ${whatRuns(report)}.`,
    ...verdict.notes.map((note) => `  ${note}`),
    ...failureLines(report),
  ];
  if (logs.length > 0 && newest !== undefined)
    lines.push(`  Last lines of ${name(report, newest)}:`, ...logs.map((line) => `    ${line}`));
  return [...lines, ...advise(verdict, report.holders)].join("\n");
}

/** The failed task whose log says most: the newest one that had started. */
export function newestFailure(failures: Failure[]): Task | undefined {
  const endedMs = ({ task }: Failure): number => Date.parse(task.Status.Timestamp);
  return failures
    .filter(({ count, task }) => count > 0 && task.Status.State !== "rejected")
    .sort((a, b) => endedMs(b) - endedMs(a))[0]?.task;
}

function failureLines(report: Report): string[] {
  const { failures } = report.verdict;
  const lines = failures.slice(0, SLOTS_SHOWN).map((failure) => failureLine(report, failure));
  const more = failures.length - SLOTS_SHOWN;
  return more > 0 ? [...lines, `  and ${times(more, "slot")} more`] : lines;
}

function failureLine(report: Report, { task, count, error }: Failure): string {
  const { State, ContainerStatus } = task.Status;
  const code = ContainerStatus?.ExitCode;
  const parts = [
    `  ${name(report, task)}: ${State}`,
    ...(count > 1 ? [` ${times(count, "time")}`] : []),
    ...(code && !error.includes(`(${code})`) ? [`, exit code ${code}`] : []),
  ];
  return `${parts.join("")}: ${error}`;
}

const name = ({ service, nodes }: Report, task: Task): string => taskName(service, task, nodes);

/** What is up now, of which version. */
function whatRuns({ service, verdict, tasks, allTasks }: Report): string {
  const { running, desired, isRolledBack } = verdict;
  if (isJob(service)) return `${running} of ${times(desired, "task")} complete`;
  if (isRolledBack) return `The previous version runs: ${running} of ${times(desired, "task")}`;
  if (desired === 0 && running === 0) return "No task runs";
  const current = new Set(tasks.map(({ ID }) => ID));
  const old = allTasks.filter(
    (task) => !current.has(task.ID) && isWanted(task) && task.Status.State === "running",
  ).length;
  const now = `${running} of ${times(desired, "task")} running`;
  return old > 0 ? `${now}; ${old} of the previous version still running` : now;
}
