// What the tasks of a service wrote last.

import type { Engine } from "../engine/engine";
import { SwarmError } from "../errors";
import type { GetLogsResult, GetTaskResult } from "./answers";
import { tasksLike } from "./many";
import type { LogsQuestion } from "./questions";

const LINES = 100;

export async function logsOf(
  engine: Engine,
  { service, tail = LINES }: LogsQuestion,
): Promise<GetLogsResult[]> {
  requireService(service);
  if (!Number.isInteger(tail) || tail < 1)
    throw new SwarmError(
      "INVALID_INPUT",
      `Logs of "${service}": \`tail\` is a number of lines, 1 or more.`,
    );
  const newest = newestOfEach(await tasksLike(engine, { service }));
  return Promise.all(
    newest.map(async (task) => ({
      task: `${task.service}.${placeOf(task)}`,
      taskId: task.id,
      ...(task.node !== undefined && { node: task.node }),
      state: task.state,
      lines: await engine.tasks.logs(task.id, tail),
    })),
  );
}

function requireService(service: unknown): void {
  if (typeof service === "string" && service !== "") return;
  throw new SwarmError(
    "INVALID_INPUT",
    "Look-up of logs: give the name or id of a `service`, as text.",
  );
}

const placeOf = ({ slot, nodeId, id }: GetTaskResult): string => `${slot ?? nodeId ?? id}`;

/** Tasks come by slot, the newest first. */
const newestOfEach = (tasks: GetTaskResult[]): GetTaskResult[] => {
  const seen = new Map<string, GetTaskResult>();
  for (const task of tasks) if (!seen.has(placeOf(task))) seen.set(placeOf(task), task);
  return [...seen.values()];
};
