// How a service settled, told to the caller. Asks the engine once more for what a failure needs: what else
// runs, and what the failed task wrote.

import type { Engine } from "../engine/engine";
import type { Task } from "../engine/types";
import { SwarmError, type ErrorCode } from "../errors";
import { stripVTControlCharacters } from "node:util";
import { eligibleNodes } from "./eligible";
import { summarise } from "./failures";
import { remember } from "./history";
import { holdersOf } from "./holders";
import { saysMissing } from "./images";
import { failureMessage, newestFailure } from "./message";
import type { Failure, Verdict } from "./observation";
import { listTasks } from "./snapshot";
import type { Watch } from "./watch";

export type OutcomeState = "converged" | "finished" | "failed" | "timed out" | "unsettled";

export interface Outcome {
  /** "unsettled": still under way when the wait ended because another service failed. */
  state: OutcomeState;
  /** Present exactly when the service neither converged nor finished. */
  code?: ErrorCode;
  /** For a failure everything that is known of it, in several lines. */
  message: string;
  running: number;
  desired: number;
}

interface Means {
  engine: Engine;
  redact(text: string): string;
  logLines: number;
}

const LONGEST_LINE = 500;

/** Turns the last verdict into an outcome; `state` where the wait ended and not the service. */
export async function settle(one: Watch, means: Means, state?: OutcomeState): Promise<Outcome> {
  const { verdict, target } = one;
  const { running, desired } = verdict ?? { running: 0, desired: 0 };
  const settled = state ?? (verdict?.state as OutcomeState);
  if (verdict?.state !== "failed") {
    const message = `${target.key} ${settled}: ${verdict?.detail ?? ""}`;
    return { state: settled, message, running, desired };
  }
  const code = verdict.isRolledBack ? "ROLLED_BACK" : "NOT_CONVERGED";
  const message = means.redact(await explain(one, verdict, means));
  return { state: settled, code, message, running, desired };
}

async function explain(one: Watch, verdict: Verdict, means: Means): Promise<string> {
  const { last, target, history, isLost } = one;
  if (last === undefined || isLost) return `Service "${target.spec.Name}": ${verdict.detail}`;
  const { seen, reading } = last;
  const allTasks = await allTasksOf(one, means.engine);
  // a rollback puts the failed tasks out of date within milliseconds
  const found = summarise(remember(history, { ...seen, allTasks }, reading).failures);
  const failures = verdict.failures.length > 0 ? verdict.failures : found;
  const newest = newestFailure(failures);
  const logs = newest && means.logLines > 0 ? await logsOf(newest, means) : [];
  const { service, tasks, nodes } = seen;
  const missing = imageMissed(failures);
  const eligible = eligibleNodes(service.Spec, nodes);
  const looked = { engine: means.engine, nodes: eligible, tasks: allTasks };
  return failureMessage({
    service,
    verdict: { ...verdict, failures },
    ...{ nodes, tasks, allTasks, logs },
    holders: missing === undefined ? undefined : await holdersOf(missing, looked),
  });
}

/** The image that a node did not get. One with a digest can be pulled: then it is a matter of reaching the registry. */
function imageMissed(failures: Failure[]): string | undefined {
  const image = failures.find(({ error }) => saysMissing(error))?.task.Spec.ContainerSpec.Image;
  return image?.includes("@") ? undefined : image;
}

/** What is not known does not hide the failure that is. */
async function allTasksOf({ target, last }: Watch, engine: Engine): Promise<Task[]> {
  try {
    return await listTasks(engine, [target.id]);
  } catch (error) {
    if (!(error instanceof SwarmError)) throw error;
    return last?.seen.tasks ?? [];
  }
}

async function logsOf(task: Task, { engine, logLines }: Means): Promise<string[]> {
  const lines = await engine.tasks.logs(task.ID, logLines);
  return lines.map((line) => stripVTControlCharacters(line).slice(0, LONGEST_LINE));
}
