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
