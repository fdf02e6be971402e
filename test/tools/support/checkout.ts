// A checkout of this project as a new user has it, in a folder and a network of its own: the demo's state,
// its engine and its ports meet nothing else on the machine.

import { cpSync, mkdtempSync, readdirSync, readlinkSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { run } from "../../../tools/engine/run";
import { startEngine, stopEngine } from "../../../tools/engine/start";
import { ensureImages } from "../../../tools/images";

const root = resolve(__dirname, "../../..");
const PARTS = [
  "sdk",
  "provider",
  "cli",
  "dist",
  "tools",
  "examples",
  "Pulumi.yaml",
  "package.json",
  "package-lock.json",
  "tsconfig.json",
  "tsconfig.build.json",
];

export interface Checkout {
  folder: string;
  /** The network namespace that its programs run in: loopback and nothing else. */
  netns: string;
  remove(): Promise<void>;
}

export async function makeCheckout(): Promise<Checkout> {
  const folder = mkdtempSync(join(tmpdir(), "demo-"));
  for (const part of PARTS) {
    // times too, or everything would seem newer than what was built from it
    cpSync(join(root, part), join(folder, part), { recursive: true, preserveTimestamps: true });
  }
  symlinkSync(join(root, "node_modules"), join(folder, "node_modules"));
  const netns = `swarm-demo-${process.pid}`;
  await run("ip", ["netns", "add", netns]);
  await run("ip", ["-n", netns, "link", "set", "lo", "up"]);
  const remove = async () => {
    endStrays(folder);
    await run("ip", ["netns", "delete", netns]);
    rmSync(folder, { recursive: true, force: true });
  };
  return { folder, netns, remove };
}

// a provider process outlives a CLI that was killed; it works in the folder of its program
function endStrays(folder: string): void {
  for (const pid of readdirSync("/proc").filter((name) => /^\d+$/.test(name))) {
    if (workingFolder(pid).startsWith(`${folder}/`)) process.kill(Number(pid), "SIGKILL");
  }
}

function workingFolder(pid: string): string {
  try {
    return readlinkSync(`/proc/${pid}/cwd`);
  } catch {
    return ""; // ended meanwhile
  }
}

/** Gives an engine's folder the demo's images, from outside of the namespace, where packages can be had. */
export async function preloadImages({ netns }: Checkout, dir: string): Promise<void> {
  const { host } = await startEngine({ dir, name: "demo", netns });
  await ensureImages({ host }, () => undefined);
  await stopEngine(dir);
}

export interface Outcome {
  failed: boolean;
  /** Both streams. */
  text: string;
  lines: string[];
}

export interface Command {
  line: string;
  env?: Record<string, string>;
  /** Called with every line that it writes. */
  onLine?: (line: string) => void;
}

/** Runs a line of shell in the checkout, without a terminal, as a user would. */
export async function runThere({ folder, netns }: Checkout, command: Command): Promise<Outcome> {
  const { execa } = await import("execa");
  const child = execa("nsenter", [`--net=/run/netns/${netns}`, "sh", "-c", command.line], {
    cwd: folder,
    // no engine of this machine is ever met
    env: { DOCKER_HOST: "unix:///nowhere/docker.sock", DOCKER_CONTEXT: "", ...command.env },
    reject: false,
    all: true,
    stdin: "ignore",
  });
  for await (const line of child.iterable({ from: "all" })) command.onLine?.(line);
  const { failed, all } = await child;
  return { failed, text: all, lines: all.trimEnd().split("\n") };
}
