// What of a program still runs on this machine.

import { readdirSync, readFileSync, readlinkSync } from "node:fs";
import { signal } from "../../../tools/engine/processes";

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

/**
 * Ends a process and all that it started, at once: as a terminal's death would, if it left nobody time. All are stopped
 * before the first one ends, so that none starts another meanwhile.
 */
export function killTree(pid: number): void {
  const stopped = new Set<number>();
  for (let tree = treeOf(pid); tree.some(({ isStill }) => !isStill); tree = treeOf(pid))
    for (const one of tree.filter((it) => !stopped.has(it.pid))) {
      signal(one.pid, "SIGSTOP");
      stopped.add(one.pid);
    }
  for (const one of treeOf(pid)) signal(one.pid, "SIGKILL");
}

interface Member {
  pid: number;
  parent: number;
  /** It is stopped, or has ended. */
  isStill: boolean;
}

function treeOf(root: number): Member[] {
  const pids = readdirSync("/proc").filter((entry) => /^\d+$/.test(entry));
  const all = new Map(pids.map((entry) => [Number(entry), memberOf(entry)]));
  const isIn = (pid: number): boolean => {
    const parent = all.get(pid)?.parent;
    return pid === root || (parent !== undefined && isIn(parent));
  };
  return [...all.values()].filter(({ pid }) => isIn(pid));
}

/** State and parent are the fields after the name, which may hold anything. */
function memberOf(pid: string): Member {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    const [, state = "", parent] = /.*\) (\S) (\d+)/s.exec(stat) ?? [];
    return { pid: Number(pid), parent: Number(parent), isStill: "TtZX".includes(state) };
  } catch {
    return { pid: Number(pid), parent: 0, isStill: true };
  }
}
