// What of a program still runs on this machine.

import { readdirSync, readFileSync, readlinkSync } from "node:fs";

/** Pids of the provider processes that were started for the program in this folder. */
export function providersOf(dir: string): number[] {
  return readdirSync("/proc")
    .filter((entry) => /^\d+$/.test(entry) && isProviderOf(entry, dir))
    .map(Number);
}

function isProviderOf(pid: string, dir: string): boolean {
  try {
    const command = readFileSync(`/proc/${pid}/cmdline`, "utf8");
    return command.includes("dynamic-provider") && readlinkSync(`/proc/${pid}/cwd`) === dir;
  } catch {
    // it ended between the two looks
    return false;
  }
}

/** Ends a process and all that it started, at once: as a terminal's death would, if it left nobody time. */
export function killTree(pid: number): void {
  const parents = new Map(
    readdirSync("/proc")
      .filter((entry) => /^\d+$/.test(entry))
      .map((entry) => [Number(entry), parentOf(entry)]),
  );
  const isIn = (one: number): boolean =>
    one === pid || (parents.has(one) && isIn(parents.get(one) ?? 0));
  for (const one of [...parents.keys()].filter(isIn)) kill(one);
}

/** The field after the name, which may hold anything. */
function parentOf(pid: string): number {
  try {
    return Number(/\) \S (\d+)/.exec(readFileSync(`/proc/${pid}/stat`, "utf8"))?.[1]);
  } catch {
    return 0;
  }
}

function kill(pid: number): void {
  try {
    process.kill(pid, "SIGKILL");
  } catch {
    // it ended by itself
  }
}
