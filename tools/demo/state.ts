// What the demo remembers between `npm run demo` and `npm run demo:down`: only what it did itself, so that
// it takes away no more than that. Everything lies in .demo/, at the root of the clone.

import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { LONGEST_DIR } from "../engine/launch";

export const root = resolve(__dirname, "../..");
export const demoDir = join(root, ".demo");
export const engineDir = engineFolder(demoDir);
export const pulumiDir = join(demoDir, "pulumi");
export const envFile = join(demoDir, "env");

export interface DemoState {
  /** The engine that the demo runs on. */
  host: string;
  /** The folder of its client certificates, where it speaks TLS. */
  certificates?: string;
  /** true: the demo started it, in engineDir. */
  isPrivate: boolean;
  /** The id of the swarm that the demo initialised on an engine that was in none. */
  initialisedSwarm?: string;
  /** The images that were not on the engine before. */
  images: string[];
}

/** The private engine's folder: within the demo's, unless that is too deep for an engine's sockets. */
export function engineFolder(demo: string): string {
  const inside = join(demo, "engine");
  if (inside.length <= LONGEST_DIR) return inside;
  const clone = createHash("sha256").update(demo).digest("hex").slice(0, 8);
  return `/var/lib/pulumi-swarm-demo-${clone}`;
}

const stateFile = join(demoDir, "state.json");

export function readState(): DemoState | undefined {
  if (!existsSync(stateFile)) return undefined;
  return JSON.parse(readFileSync(stateFile, "utf8")) as DemoState;
}

export function writeState(state: DemoState): void {
  mkdirSync(demoDir, { recursive: true });
  writeFileSync(stateFile, `${JSON.stringify(state, undefined, 2)}\n`);
}

export function forgetDemo(): void {
  for (const folder of [engineDir, demoDir]) rmSync(folder, { recursive: true, force: true });
}
