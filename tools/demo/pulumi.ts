// The demo's Pulumi stack, driven by the real CLI at the root of the clone.

import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { dynamicProviderScript } from "../pulumi/build";
import { pulumiEnv } from "../pulumi";
import { envFile, pulumiDir, root, type DemoState } from "./state";

const STACK = "demo";
/** What decides where a program connects; kept, so that a later shell goes to the same engine. */
const DOCKER_VARIABLES = [
  "DOCKER_HOST",
  "DOCKER_CONTEXT",
  "DOCKER_CONFIG",
  "DOCKER_TLS_VERIFY",
  "DOCKER_CERT_PATH",
];

export type Env = Record<string, string>;

/** The environment of the demo's stack: its CLI, its state in .demo/, and its engine. */
export function demoEnv(bin: string, state: DemoState): Env {
  const fromShell = DOCKER_VARIABLES.flatMap((name) => {
    const value = process.env[name];
    return value === undefined ? [] : [[name, value] as const];
  });
  const engine = state.isPrivate ? { DOCKER_HOST: state.host } : Object.fromEntries(fromShell);
  return { ...pulumiEnv({ bin, dir: pulumiDir }), PULUMI_STACK: STACK, ...engine };
}

/** Writes the same environment as a file to source, for a person's own commands. */
export function writeEnvFile(bin: string, env: Env): void {
  const path = `${bin}:${dirname(dynamicProviderScript())}`;
  const lines = Object.entries({ ...env, PATH: path }).map(([name, value]) => {
    const quoted = `'${value.replaceAll("'", `'\\''`)}'`;
    return `export ${name}=${quoted}${name === "PATH" ? '":$PATH"' : ""}`;
  });
  writeFileSync(envFile, `${lines.join("\n")}\n`);
}

/** Creates the stack where it is not there yet, and gives it these config values. */
export async function openStack(env: Env, config: Record<string, string>): Promise<void> {
  await pulumi(["stack", "select", "--create", STACK], env);
  for (const [key, value] of Object.entries(config)) {
    await pulumi(["config", "set", key, value], env);
  }
  await freeStaleLock(env);
}

/** Runs a command of the CLI with its output shown, and tells whether it ended well. */
export async function showPulumi(args: string[], env: Env): Promise<boolean> {
  const { execa } = await import("execa");
  // an interrupt goes to both of us; the CLI ends its steps first, and we wait for it
  const wait = () => undefined;
  process.on("SIGINT", wait);
  const result = await execa("pulumi", args, {
    cwd: root,
    env,
    stdio: "inherit",
    reject: false,
  });
  process.off("SIGINT", wait);
  return !result.failed;
}

/** Tells whether the last update found everything as declared. */
export async function wasUnchanged(env: Env): Promise<boolean> {
  const printed = await pulumi(["stack", "history", "--json", "--page-size", "1"], env);
  const [last] = JSON.parse(printed) as { resourceChanges?: Record<string, number> }[];
  const kinds = Object.keys(last?.resourceChanges ?? {});
  return kinds.length > 0 && kinds.every((kind) => kind === "same");
}

/** Whether the demo's stack has a state at all. */
export function hasStack(): boolean {
  return existsSync(join(pulumiDir, "state/.pulumi/stacks/quickstart", `${STACK}.json`));
}

/** Destroys what the stack holds, then forgets the stack and its config. */
export async function destroyStack(env: Env): Promise<boolean> {
  await freeStaleLock(env);
  return showPulumi(["destroy", "--yes", "--skip-preview", "--remove"], env);
}

// the CLI refuses a stack whose last update was killed, and leaves it to people to find out that it is dead
async function freeStaleLock(env: Env): Promise<void> {
  const folder = join(pulumiDir, "state/.pulumi/locks");
  if (!existsSync(folder)) return;
  const locks = readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".json"))
    .map((name) => JSON.parse(readFileSync(join(folder, name), "utf8")) as { pid: number });
  if (locks.length === 0) return;
  const busy = locks.find(({ pid }) => isAlive(pid));
  if (busy) {
    throw new Error(
      `pulumi: process ${busy.pid} is updating the demo's stack. Wait until it is done, and run this again.`,
    );
  }
  console.log(
    "The last run of pulumi was cut off: freeing its lock, and forgetting what it had pending.",
  );
  await pulumi(["cancel", "--yes", STACK], env);
  await pulumi(["refresh", "--yes", "--skip-preview", "--clear-pending-creates"], env);
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

async function pulumi(args: string[], env: Env): Promise<string> {
  const { execa } = await import("execa");
  const settings = { cwd: root, env, reject: false, all: true } as const;
  const result = await execa("pulumi", [...args, "--non-interactive"], settings);
  if (!result.failed) return result.stdout;
  const words = (result.all || result.originalMessage || "").trim();
  throw new Error(`pulumi ${args.join(" ")}: ${words}`);
}
