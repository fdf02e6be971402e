// Where programs are looked for, and how one is run to its end. The engine itself, which outlives us, is
// started elsewhere (start.ts).

import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";
import { SwarmError } from "../../provider/errors";

/** The PATH, and root's folders, which an ordinary user's PATH leaves out. */
export const SEARCH_PATH = [process.env.PATH, "/usr/local/sbin", "/usr/sbin", "/sbin"]
  .filter(Boolean)
  .join(delimiter);

/** The program's full path, if it is installed. */
export function findProgram(name: string): string | undefined {
  return SEARCH_PATH.split(delimiter)
    .map((folder) => join(folder, name))
    .find(isExecutable);
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

export interface RunOptions {
  env?: Record<string, string>;
  /** What the program reads from its standard input. */
  input?: string;
  /** Called with every line that the program writes, both streams. */
  log?: (line: string) => void;
}

/** What the program wrote to its standard output; throws with its own last words when it fails. */
export async function run(
  command: string,
  args: string[],
  options: RunOptions = {},
): Promise<string> {
  const { execa } = await import("execa"); // ES module only
  const { log } = options;
  const child = execa(command, args, {
    env: { ...options.env, PATH: SEARCH_PATH },
    reject: false,
    all: true,
    ...(options.input === undefined ? { stdin: "ignore" } : { input: options.input }),
  });
  if (log !== undefined) for await (const line of child.iterable({ from: "all" })) log(line);
  const result = await child;
  if (!result.failed) return result.stdout;
  const words = (result.stderr || result.all || result.originalMessage || "").trim();
  const outcome = result.exitCode === undefined ? "did not run" : `exit code ${result.exitCode}`;
  throw new SwarmError(
    "ENGINE_REFUSED",
    `${[command, ...args].join(" ")}: ${outcome}. ${words.split("\n").slice(-5).join(" ")}`,
  );
}
