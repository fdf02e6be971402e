// What the demo remembers between `npm run demo` and `npm run demo:down`: only what it did itself, so that
// it takes away no more than that. Everything lies in .demo/, at the root of the clone.

import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";

export const root = resolve(__dirname, "../..");
export const demoDir = join(root, ".demo");
export const engineDir = join(demoDir, "engine");
export const pulumiDir = join(demoDir, "pulumi");
export const envFile = join(demoDir, "env");

export interface DemoState {
  /** The engine that the demo runs on. */
  host: string;
  /** The folder of its client certificates, where it speaks TLS. */
  certificates?: string;
  /** true: the demo started it, in .demo/engine. */
  isPrivate: boolean;
  /** The id of the swarm that the demo initialised on an engine that was in none. */
  initialisedSwarm?: string;
  /** The images that were not on the engine before. */
  images: string[];
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
  rmSync(demoDir, { recursive: true, force: true });
}
