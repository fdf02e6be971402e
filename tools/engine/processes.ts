// The processes of one private engine: found by what they run and where, and ended. An engine is known by
// its folder; nothing that does not name that folder is ever touched.

import { createHash } from "node:crypto";
import { existsSync, readFileSync, readdirSync, readlinkSync, rmdirSync } from "node:fs";
import { basename, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { SwarmError } from "../../provider/errors";

export interface Process {
  pid: number;
  args: string[];
}

/** nsenter, unshare and sh are what becomes dockerd a moment later. */
const PROGRAMS = new Set([
  "dockerd",
  "containerd",
  "containerd-shim-runc-v2",
  "nsenter",
  "unshare",
  "sh",
]);

/** The file's text; empty when the process has gone meanwhile. */
function read(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return "";
  }
}

function allProcesses(): Process[] {
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .map((pid) => ({ pid: Number(pid), args: read(`/proc/${pid}/cmdline`).split("\0") }));
}

function namespaceOf(pid: number | "self", kind: "mnt" | "net"): string | undefined {
  try {
    return readlinkSync(`/proc/${pid}/ns/${kind}`);
  } catch {
    return undefined;
  }
}

/** Whether the process lives; one that only waits to be reaped does not. */
export function isAlive(pid: number): boolean {
  const state = read(`/proc/${pid}/stat`).split(") ").pop()?.[0];
  return state !== undefined && state !== "Z" && state !== "X";
}

/** When the process began, in clock ticks since boot: tells it from a later one with the same pid. */
export function startTime(pid: number): string | undefined {
  return read(`/proc/${pid}/stat`).split(") ").pop()?.split(" ")[19];
}

/** The cgroup that holds the containers of the engine in this folder, from the root of the hierarchy. */
export function cgroupParent(dir: string): string {
  return `/pulumi-swarm-${createHash("sha256").update(dir).digest("hex").slice(0, 8)}`;
}

/** That cgroup in every hierarchy that has it, with all below it, deepest last. */
export function cgroups(dir: string): string[] {
  const roots = read("/proc/self/mountinfo")
    .split("\n")
    .filter((line) => / - cgroup2? /.test(line))
    .map((line) => join(line.split(" ")[4] ?? "/", cgroupParent(dir)));
  return roots.filter((root) => existsSync(root)).flatMap(withBelow);
}

/** The folder and all below it; a container that ends takes its cgroup away while we look. */
export function withBelow(folder: string): string[] {
  try {
    const below = readdirSync(folder, { withFileTypes: true }).filter((item) => item.isDirectory());
    return [folder, ...below.flatMap((item) => withBelow(join(folder, item.name)))];
  } catch (error) {
    if (existsSync(folder)) throw error;
    return [];
  }
}

/** dockerd, containerd and the shims of the engine in this folder. */
function namedProcesses(dir: string): Process[] {
  return allProcesses().filter(
    ({ args }) =>
      PROGRAMS.has(basename(args[0] ?? "")) && args.some((arg) => arg.startsWith(`${dir}/`)),
  );
}

/** The pid of the dockerd of this folder, if it runs. */
export function findDaemon(dir: string): number | undefined {
  return namedProcesses(dir).find(({ args }) => basename(args[0] ?? "") === "dockerd")?.pid;
}

/** Whether a dockerd of another folder shares our network. */
export function anotherDaemon(dir: string): boolean {
  const mine = findDaemon(dir);
  const here = namespaceOf("self", "net");
  return allProcesses().some(
    ({ pid, args }) =>
      basename(args[0] ?? "") === "dockerd" && pid !== mine && namespaceOf(pid, "net") === here,
  );
}

/** Every living process of the engine in this folder, those inside its containers included. */
export function engineProcesses(dir: string): number[] {
  const named = namedProcesses(dir).map(({ pid }) => pid);
  // its helpers (docker-proxy, runc) do not name the folder, but share the mounts that are its own
  const mounts = new Set(named.map((pid) => namespaceOf(pid, "mnt")));
  mounts.delete(undefined);
  mounts.delete(namespaceOf("self", "mnt"));
  const helpers = allProcesses().filter(({ pid }) => mounts.has(namespaceOf(pid, "mnt")));
  const contained = cgroups(dir).flatMap((folder) =>
    read(join(folder, "cgroup.procs")).split("\n").filter(Boolean).map(Number),
  );
  const pids = new Set([...named, ...helpers.map(({ pid }) => pid), ...contained]);
  return [...pids].filter(isAlive);
}

/** Sends the signal; a process that has gone meanwhile is no failure. */
export function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
  }
}

/** Waits until `done` holds; false when it did not within the time. */
export async function until(done: () => boolean, timeoutMs: number): Promise<boolean> {
  const deadline = Date.now() + timeoutMs;
  while (!done()) {
    if (Date.now() > deadline) return false;
    await sleep(20);
  }
  return true;
}

const KILL_TIMEOUT_MS = 60_000;
const CGROUPS_TIMEOUT_MS = 15_000;

/** Ends everything of the engine in this folder at once, as a power cut would, and its cgroups. */
export async function killEngine(dir: string): Promise<void> {
  const gone = await until(() => {
    const pids = engineProcesses(dir);
    for (const pid of pids) signal(pid, "SIGKILL");
    return pids.length === 0;
  }, KILL_TIMEOUT_MS);
  if (!gone) {
    const pids = engineProcesses(dir).join(", ");
    throw new SwarmError(
      "IN_USE",
      `engine in ${dir}: processes ${pids} survive SIGKILL after ${KILL_TIMEOUT_MS / 1000} s. Look for a hanging mount.`,
    );
  }
  await until(() => removeCgroups(dir), CGROUPS_TIMEOUT_MS);
}

function removeCgroups(dir: string): boolean {
  try {
    for (const folder of cgroups(dir).reverse()) rmdirSync(folder);
    return true;
  } catch {
    return false; // the kernel empties them a moment after the last process
  }
}
