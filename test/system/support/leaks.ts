// Looks for secrets where they must not be: in what was said, in files, in the arguments of processes.

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** What secrets of a swarm, and keys, look like. */
const SECRET = /SWMTKN-1-\w+|SWMKEY-1-\w+|PRIVATE KEY/;

/** The names of those texts that hold one of these secrets, or anything like one. */
export function leaksIn(texts: Record<string, string>, secrets: string[]): string[] {
  const leaking = ([, text]: [string, string]) => SECRET.test(text) || holds(text, secrets);
  return Object.entries(texts)
    .filter(leaking)
    .map(([name]) => name);
}

const holds = (text: string, secrets: string[]): boolean =>
  secrets.some((secret) => text.includes(secret));

/** The programs that were given one of these secrets; others on the machine may speak of secrets of theirs. */
export const programsGiven = (secrets: string[], commands: string[]): string[] =>
  commands
    .filter((command) => holds(command, secrets))
    .map((command) => command.split(" ")[0] ?? "");

/** All files of a folder, whole, by their paths in it. */
export function filesIn(folder: string): Record<string, string> {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true });
  const paths = files
    .filter((file) => file.isFile())
    .map((file) => join(file.parentPath, file.name));
  return Object.fromEntries(
    paths.map((path) => [path.slice(folder.length + 1), readFileSync(path, "latin1")]),
  );
}

export interface Arguments {
  /** What each process of the machine was started with meanwhile. */
  end(): string[];
}

const EVERY_MS = 50;

/** Looks at the processes again and again; what lives shorter than two looks may escape it. */
export function watchArguments(): Arguments {
  const seen = new Set<string>();
  const look = (): void => {
    for (const pid of readdirSync("/proc")) if (/^\d/.test(pid)) seen.add(argumentsOf(pid));
  };
  const timer = setInterval(look, EVERY_MS);
  return {
    end() {
      clearInterval(timer);
      look();
      return [...seen];
    },
  };
}

function argumentsOf(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, "latin1").replaceAll("\0", " ");
  } catch {
    return ""; // it ended between the two looks
  }
}
