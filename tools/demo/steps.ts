// Steps with their progress: a live list on a terminal, plain lines elsewhere.

import type { Log } from "../engine/install";

export interface Step {
  title: string;
  /** Gives what the finished step is called. */
  run(log: Log): Promise<string>;
}

/** Runs the steps one after the other; the first failure ends it. */
export async function runSteps(steps: Step[]): Promise<void> {
  if (process.stdout.isTTY) return runLive(steps);
  for (const { title, run } of steps) {
    const log: Log = (line) => console.log(`${title}: ${line}`);
    console.log(await run(log));
  }
}

async function runLive(steps: Step[]): Promise<void> {
  const { Listr } = await import("listr2");
  const tasks = steps.map(({ title, run }) => ({
    title,
    task: async (_context: unknown, task: { title?: string; output: string }) => {
      task.title = await run((line) => {
        task.output = line;
      });
    },
  }));
  // the caller says what failed, once
  await new Listr(tasks, { rendererOptions: { showErrorMessage: false } }).run();
}

/** Prints a failure for a person: its sentence, and the stack only of what is a mistake of ours. */
export function tell(error: unknown): void {
  const ours =
    error instanceof TypeError || error instanceof RangeError || error instanceof ReferenceError;
  console.error(`\n${error instanceof Error ? (ours ? error.stack : error.message) : error}`);
  process.exitCode = 1;
}
