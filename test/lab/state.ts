// Where a lab keeps what it is: one folder a lab with its nodes' engines and lab.json, which says who
// holds it. Starts and ends nothing.

import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { SwarmError } from "../../provider/errors";
import { findDaemon, isAlive, startTime } from "../../tools/engine/processes";

export type LabRole = "manager" | "worker" | "engine";

export interface NodeState {
  /** Also its hostname. */
  name: string;
  role: LabRole;
  address: string;
}

export interface LabState {
  name: string;
  /** The process whose end makes the lab a leftover; absent for a lab that stays up until `down`. */
  owner?: { pid: number; startTime?: string };
  nodes: NodeState[];
  /** Whether tasks ask registries for their images. */
  pulls?: boolean;
  /** Whether the engines listen with TLS. */
  tls?: boolean;
  /** Whether an sshd runs on every node. */
  ssh?: boolean;
  /** Whether the engines log every request. */
  debug?: boolean;
}

/** Names go into file names of sockets, which end at 108 bytes. */
const NAME = /^[a-z0-9][a-z0-9-]{0,19}$/;

export function labsFolder(): string {
  return resolve(process.env.PULUMI_SWARM_LAB_DIR ?? "/var/lib/pulumi-swarm-lab");
}

export function labFolder(name: string): string {
  if (NAME.test(name)) return join(labsFolder(), name);
  const rule = "1 to 20 lower-case letters, digits and dashes";
  throw new SwarmError("INVALID_INPUT", `lab name "${name}": not allowed. Choose ${rule}.`);
}

/** Six characters that name this lab among all of the machine. */
export function labId(name: string): string {
  return createHash("sha256").update(labFolder(name)).digest("hex").slice(0, 6);
}

/** The names of the labs that left a folder. */
export function labNames(): string[] {
  if (!existsSync(labsFolder())) return [];
  return readdirSync(labsFolder()).filter((name) => NAME.test(name));
}

export function readState(name: string): LabState | undefined {
  const file = join(labFolder(name), "lab.json");
  return existsSync(file) ? (JSON.parse(readFileSync(file, "utf8")) as LabState) : undefined;
}

export function writeState(state: LabState): void {
  mkdirSync(labFolder(state.name), { recursive: true });
  writeFileSync(
    join(labFolder(state.name), "lab.json"),
    `${JSON.stringify(state, undefined, 2)}\n`,
  );
}

export function removeState(name: string): void {
  rmSync(labFolder(name), { recursive: true, force: true });
}

export function thisProcess(): LabState["owner"] {
  return { pid: process.pid, startTime: startTime(process.pid) };
}

/** Refuses a name whose lab somebody still uses; what a crashed run or a reboot left is nobody's. */
export function refuseIfHeld(name: string): void {
  const state = readState(name);
  if (state === undefined) return;
  const { owner, nodes } = state;
  const running = nodes.filter((node) => findDaemon(join(labFolder(name), node.name))).length;
  const choose = "or choose another name";
  if (owner === undefined && running > 0) {
    const is = `is up, ${running} of ${nodes.length} nodes`;
    const end = `End it with \`npm run lab -- down --name ${name}\``;
    throw new SwarmError("IN_USE", `lab ${name}: ${is}. ${end}, ${choose}.`);
  }
  if (owner === undefined || !isAlive(owner.pid)) return;
  if (startTime(owner.pid) !== owner.startTime) return; // another process by now
  throw new SwarmError("IN_USE", `lab ${name}: process ${owner.pid} uses it. Wait, ${choose}.`);
}
