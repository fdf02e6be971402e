// An sshd of the test's own: own host key, own list of keys that may enter, never the machine's configuration.
// It and its sessions live in one pid namespace, which ends at once with `kill`, with `stop`, or with this process.

import { spawn, type ChildProcess } from "node:child_process";
import { randomInt } from "node:crypto";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { ensurePrograms } from "../../tools/engine/install";
import { isAlive } from "../../tools/engine/processes";
import { findProgram, run, SEARCH_PATH } from "../../tools/engine/run";

export interface SshKey {
  /** PEM text, as in ~/.ssh/id_ed25519. */
  privateKey: string;
  /** One line, as in authorized_keys. */
  publicKey: string;
}

export interface SshdOptions {
  /** Public keys that may enter, as any user of the machine. */
  authorizedKeys: string[];
  /** Default: 127.0.0.1 */
  address?: string;
  /** Default: a free one; in a network namespace 22. */
  port?: number;
  /** Network namespace (ip netns) to listen in; its sessions run in there, too. Default: the machine's own. */
  netns?: string;
  /** Environment of its sessions, such as a DOCKER_HOST. */
  env?: Record<string, string>;
  /** Further lines of sshd_config. */
  config?: string[];
}

export interface Sshd {
  address: string;
  port: number;
  /** Its line of known_hosts. */
  knownHost: string;
  /** What it logged so far, line by line. */
  log: string[];
  /** How often a client has authenticated so far. */
  logins(): number;
  /** Ends it and all its sessions at once, as a power cut would. */
  kill(): Promise<void>;
  /** Starts it again after `kill`: the same address and host key. */
  start(): Promise<void>;
  /** Ends it and removes its files. */
  stop(): Promise<void>;
}

const FOLDERS = "pulumi-swarm-sshd-";
const programs = {
  sshd: "openssh-server",
  ssh: "openssh-client",
  "ssh-keygen": "openssh-client",
  setpriv: "util-linux",
  unshare: "util-linux",
  nsenter: "util-linux",
};

const ensureSsh = (): Promise<void> => ensurePrograms(programs, () => undefined);

/** A new key pair without a passphrase, or with one. */
export async function makeSshKey(passphrase = ""): Promise<SshKey> {
  await ensureSsh();
  const folder = mkdtempSync(join(tmpdir(), "ssh-key-"));
  try {
    const file = await makeKeyFile(folder, "key", passphrase);
    const read = (name: string): string => readFileSync(name, "utf8");
    return { privateKey: read(file), publicKey: read(`${file}.pub`).trim() };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function makeKeyFile(folder: string, name: string, passphrase: string): Promise<string> {
  const file = join(folder, name);
  const kind = ["-q", "-t", "ed25519", "-C", name];
  await run("ssh-keygen", [...kind, "-N", passphrase, "-f", file]);
  return file;
}

/** Starts an sshd; returns when it listens. Needs root. */
export async function startSshd(options: SshdOptions): Promise<Sshd> {
  await ensureSsh();
  removeLeftovers();
  const { address = "127.0.0.1", netns } = options;
  const port = options.port ?? (netns === undefined ? await freePort(address) : 22);
  const folder = mkdtempSync(join(tmpdir(), `${FOLDERS}${process.pid}-`));
  const hostKey = await makeKeyFile(folder, "host_key", "");
  const config = writeConfig(folder, { ...options, address, port });
  const log: string[] = [];
  let child: ChildProcess | undefined;

  const kill = async (): Promise<void> => {
    const ended = child && once(child, "close");
    child?.kill("SIGKILL");
    await ended;
    child = undefined;
  };
  const sshd: Sshd = {
    ...{ address, port, log, kill },
    knownHost: `${nameOf(address, port)} ${keyOf(readFileSync(`${hostKey}.pub`, "utf8"))}`,
    logins: () => log.filter((line) => line.startsWith("Accepted publickey")).length,
    start: async () => void (child = await launch(config, netns, log)),
    async stop() {
      await kill();
      rmSync(folder, { recursive: true, force: true });
    },
  };
  await sshd.start();
  return sshd;
}

const nameOf = (address: string, port: number): string =>
  port === 22 ? address : `[${address}]:${port}`;

const keyOf = (publicKey: string): string => publicKey.split(" ").slice(0, 2).join(" ");

function writeConfig(
  folder: string,
  options: SshdOptions & { address: string; port: number },
): string {
  const { address, port, authorizedKeys, env, config } = options;
  const file = join(folder, "sshd_config");
  const [hostKey, mayEnter] = [join(folder, "host_key"), join(folder, "authorized_keys")];
  writeFileSync(mayEnter, authorizedKeys.join("\n"), { mode: 0o600 });
  writeFileSync(file, sshdConfig({ address, port, hostKey, mayEnter, env, config }));
  return file;
}

/** Paths of a host key and of a list of keys, and who they let in. */
export interface SshdConfig {
  address: string;
  port: number;
  hostKey: string;
  mayEnter: string;
  env?: Record<string, string>;
  config?: string[];
}

export function sshdConfig({ address, port, hostKey, mayEnter, env, config }: SshdConfig): string {
  const sessions = { PATH: SEARCH_PATH, ...env };
  const words = Object.entries(sessions).map(([name, value]) => `"${name}=${value}"`);
  const lines = [
    `ListenAddress ${address.includes(":") ? `[${address}]` : address}:${port}`,
    `HostKey ${hostKey}`,
    `AuthorizedKeysFile ${mayEnter}`,
    ...["PidFile none", "StrictModes no", "UsePAM no", "PermitRootLogin prohibit-password"],
    ...["PasswordAuthentication no", "KbdInteractiveAuthentication no"],
    `SetEnv ${words.join(" ")}`,
    ...(config ?? []),
  ];
  return `${lines.join("\n")}\n`;
}

/** The child's end ends sshd, all its sessions, and the end of this process the child. */
async function launch(
  config: string,
  netns: string | undefined,
  log: string[],
): Promise<ChildProcess> {
  mkdirSync("/run/sshd", { recursive: true });
  const enter = netns === undefined ? [] : ["nsenter", `--net=/run/netns/${netns}`];
  const apart = ["unshare", "--pid", "--fork", "--kill-child=SIGKILL"];
  const sshd = [findProgram("sshd") ?? "sshd", "-D", "-e", "-f", config];
  const child = spawn("setpriv", ["--pdeathsig", "KILL", ...enter, ...apart, ...sshd], {
    env: { PATH: SEARCH_PATH },
    stdio: ["ignore", "ignore", "pipe"],
  });
  const lines = createInterface({ input: child.stderr });
  await new Promise<void>((listening, reject) => {
    lines.on("line", (line) => {
      log.push(line);
      if (line.startsWith("Server listening on ")) listening();
    });
    lines.once("close", () => reject(new Error(`sshd does not listen: ${log.join(" ")}`)));
  });
  return child;
}

/** Below those that the kernel gives to whoever asks for any: it is still free when sshd comes back. */
const PORTS = { from: 20_000, to: 30_000 };

async function freePort(address: string): Promise<number> {
  for (;;) {
    const port = randomInt(PORTS.from, PORTS.to);
    if (await isFree(address, port)) return port;
  }
}

function isFree(address: string, port: number): Promise<boolean> {
  const server = createServer().listen(port, address);
  return new Promise((resolve) => {
    server.once("error", () => resolve(false));
    server.once("listening", () => server.close(() => resolve(true)));
  });
}

/** Folders of processes that ended without `stop`. */
function removeLeftovers(): void {
  for (const name of readdirSync(tmpdir()).filter((entry) => entry.startsWith(FOLDERS))) {
    const pid = Number(name.slice(FOLDERS.length).split("-")[0]);
    if (!isAlive(pid)) rmSync(join(tmpdir(), name), { recursive: true, force: true });
  }
}
