// The sshd of a lab's node: it lives in the node's own namespaces, so that its sessions find the node's engine
// where every machine has it, and it ends with the engine. Its keys lie in the lab's folder.

import { spawn } from "node:child_process";
import { once } from "node:events";
import {
  chmodSync,
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { SwarmError } from "../../provider/errors";
import { ensurePrograms } from "../../tools/engine/install";
import type { Log } from "../../tools/engine/install";
import { isAlive, until } from "../../tools/engine/processes";
import { findProgram, run, SEARCH_PATH } from "../../tools/engine/run";
import { sshdConfig } from "./sshd";
import { labFolder, type NodeState } from "./state";

/** What a client of the nodes' sshd needs. */
export interface LabSsh {
  /** Its private key, without a passphrase. */
  key: string;
  knownHosts: string;
  /** A folder whose `ssh` is the machine's with these two: for the front of a PATH. */
  bin: string;
}

const START_TIMEOUT_MS = 60_000;

export function sshFiles(lab: string): LabSsh {
  const at = (file: string): string => join(labFolder(lab), "ssh", file);
  return { key: at("key"), knownHosts: at("known_hosts"), bin: at("bin") };
}

const hostKey = (lab: string, node: string): string =>
  join(labFolder(lab), "ssh", `${node}_host_key`);

/** Makes the client's key, a host key for each node, and the list of them. */
export async function makeSshFiles(
  lab: string,
  nodes: NodeState[],
  log: Log = () => undefined,
): Promise<void> {
  const packages = {
    sshd: "openssh-server",
    ssh: "openssh-client",
    "ssh-keygen": "openssh-client",
  };
  await ensurePrograms(packages, log);
  const { key, knownHosts, bin } = sshFiles(lab);
  mkdirSync(bin, { recursive: true, mode: 0o700 });
  const files = [key, ...nodes.map(({ name }) => hostKey(lab, name))];
  await Promise.all(files.map(makeKey));
  const known = nodes.map(({ name, address }) => `${address} ${publicKey(hostKey(lab, name))}\n`);
  writeFileSync(knownHosts, known.join(""));
  const asked = { StrictHostKeyChecking: "yes", IdentityFile: key, UserKnownHostsFile: knownHosts };
  // options, for they come before any file of configuration
  const options = Object.entries(asked).map(([name, value]) => `-o ${name}=${value}`);
  const ssh = findProgram("ssh") ?? "ssh";
  writeFileSync(join(bin, "ssh"), `#!/bin/sh\nexec ${ssh} ${options.join(" ")} "$@"\n`);
  chmodSync(join(bin, "ssh"), 0o755);
}

const makeKey = (file: string): Promise<string> =>
  run("ssh-keygen", ["-q", "-t", "ed25519", "-N", "", "-C", "lab", "-f", file]);

const publicKey = (file: string): string => readFileSync(`${file}.pub`, "utf8").trim();

/** The log of this node's sshd: "Accepted publickey" for every connection. */
export function sshLog(lab: string, node: string): string {
  return join(labFolder(lab), node, "sshd.log");
}

/** In $0 its configuration. The named wait for it tells whose it is, and takes its sessions along. */
const BECOME = `mkdir -p /run/sshd; exec unshare --pid --fork --kill-child=SIGKILL "$1" -D -e -f "$0"`;

/** Starts it beside the engine of this pid; returns when it listens. */
export async function startNodeSshd(lab: string, node: NodeState, pid: number): Promise<void> {
  const file = writeConfig(lab, node);
  const enter = ["-t", String(pid), "--mount", "--net", "--uts"];
  const logFile = sshLog(lab, node.name);
  const log = openSync(logFile, "w");
  const become = ["sh", "-ec", BECOME, file, findProgram("sshd") ?? "sshd"];
  const child = spawn("nsenter", [...enter, ...become], {
    detached: true,
    stdio: ["ignore", log, log],
    env: { PATH: SEARCH_PATH },
  });
  closeSync(log);
  child.unref();
  await once(child, "spawn");
  const words = (): string => (existsSync(logFile) ? readFileSync(logFile, "utf8") : "");
  const listens = (): boolean => words().includes("Server listening on ");
  await until(() => listens() || !isAlive(child.pid ?? 0), START_TIMEOUT_MS);
  if (listens()) return;
  throw new SwarmError(
    "ENGINE_UNREACHABLE",
    `${node.name}: sshd does not listen. ${words().trim()}`,
  );
}

function writeConfig(lab: string, { name, address }: NodeState): string {
  const at = (file: string): string => join(labFolder(lab), name, file);
  writeFileSync(at("authorized_keys"), `${publicKey(sshFiles(lab).key)}\n`, { mode: 0o600 });
  const keys = { hostKey: hostKey(lab, name), mayEnter: at("authorized_keys") };
  writeFileSync(at("sshd_config"), sshdConfig({ address, port: 22, ...keys }));
  return at("sshd_config");
}
