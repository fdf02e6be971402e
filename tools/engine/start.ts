// Starts and ends a private engine: its own folder, containerd, cgroup and mounts, beside whatever else
// runs on the machine. Needs root.

import { spawn } from "node:child_process";
import { once } from "node:events";
import { closeSync, existsSync, mkdirSync, openSync, readFileSync, rmSync } from "node:fs";
import { join, resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { SwarmError } from "../../provider/errors";
import { recordNetwork, restoreNetwork } from "./footprint";
import { LONGEST_DIR, launchCommand, socketOf, writeConfig } from "./launch";
import type { EngineOptions, Launch } from "./launch";
import { findDaemon, isAlive, killEngine, signal, until } from "./processes";
import { answers } from "./request";
import { SEARCH_PATH } from "./run";

export type { EngineOptions } from "./launch";

export interface RunningEngine {
  dir: string;
  name: string;
  /** Its local socket, as DOCKER_HOST takes it. */
  host: string;
  /** dockerd's. */
  pid: number;
}

const START_TIMEOUT_MS = 60_000;
/** dockerd gives its containers 15 s to stop. */
const STOP_TIMEOUT_MS = 20_000;

/** Starts the engine of this folder, or finds it running; returns when it answers. */
export async function startEngine(options: EngineOptions): Promise<RunningEngine> {
  const dir = resolve(options.dir);
  if (dir.length > LONGEST_DIR) {
    const size = `${dir.length} characters, and ${LONGEST_DIR} are the most`;
    const why = "a socket's path ends at 108 bytes. Choose a shorter folder";
    throw new SwarmError("INVALID_INPUT", `engine folder ${dir}: ${size}: ${why}.`);
  }
  mkdirSync(dir, { recursive: true });
  const pid = findDaemon(dir) ?? (await launch({ ...options, dir }));
  await untilAnswers(dir, pid);
  return { dir, name: options.name, host: socketOf(dir), pid };
}

/** Sweeps what an earlier run left in the folder, then starts dockerd and gives its pid. */
async function launch(options: EngineOptions): Promise<number> {
  const { dir } = options;
  await killEngine(dir);
  for (const left of ["docker.pid", "docker.sock", "exec"]) {
    rmSync(join(dir, left), { recursive: true, force: true });
  }
  writeConfig(options);
  if (options.netns === undefined) await recordNetwork(dir);
  // an image that is here is not looked up in its registry before every task
  const env: Record<string, string> = options.pulls
    ? {}
    : { DOCKER_SERVICE_PREFER_OFFLINE_IMAGE: "1" };
  return spawnDetached(launchCommand(options), join(dir, "engine.log"), env);
}

/** Starts a program that outlives us, and gives its pid. */
async function spawnDetached(
  { command, args }: Launch,
  logFile: string,
  env: Record<string, string>,
): Promise<number> {
  const log = openSync(logFile, "a");
  const child = spawn(command, args, {
    detached: true,
    stdio: ["ignore", log, log], // files: a pipe would break when we end
    env: { ...process.env, PATH: SEARCH_PATH, ...env },
  });
  closeSync(log);
  child.unref();
  await once(child, "spawn").catch((error: Error) => {
    throw new SwarmError("ENGINE_UNREACHABLE", `${command}: did not start. ${error.message}.`);
  });
  return child.pid ?? 0;
}

async function untilAnswers(dir: string, pid: number): Promise<void> {
  const deadline = Date.now() + START_TIMEOUT_MS;
  while (!(existsSync(join(dir, "docker.sock")) && (await answers(socketOf(dir))))) {
    if (!isAlive(pid)) throw notStarted(dir, "ended before it answered");
    if (Date.now() > deadline) {
      throw notStarted(dir, `no answer after ${START_TIMEOUT_MS / 1000} s`);
    }
    await sleep(25);
  }
}

function notStarted(dir: string, what: string): SwarmError {
  const file = join(dir, "engine.log");
  const words = readFileSync(file, "utf8").trim().split("\n").slice(-5).join("\n");
  return new SwarmError("ENGINE_UNREACHABLE", `engine in ${dir}: ${what}.\n${words}\nSee ${file}.`);
}

/** Ends the engine of this folder: gracefully first, then whatever it left, in the
 * machine's network, too. Its data stays. */
export async function stopEngine(dir: string): Promise<void> {
  const folder = resolve(dir);
  const pid = findDaemon(folder);
  if (pid !== undefined) {
    signal(pid, "SIGCONT"); // a paused one cannot hear
    signal(pid, "SIGTERM");
    await until(() => !isAlive(pid), STOP_TIMEOUT_MS);
  }
  await killEngine(folder);
  await restoreNetwork(folder);
}
