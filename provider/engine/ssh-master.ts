// One logged-in connection to a host, for many sessions: `ssh -M` in the background (OpenSSH's multiplexing). It ends
// by itself a few seconds after its last session, so nothing outlives a provider that was killed.

import { spawn, type ChildProcess } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { SwarmError } from "../errors";
import type { SshInputs } from "./material";
import { configOptions, privateFolder } from "./ssh-config";

export interface SshTarget extends SshInputs {
  host: string;
  user?: string;
  port?: number;
  socketPath?: string;
}

/** A connection that stands, or is being made. */
export interface Master {
  /** What a session says to go over it; nothing: as ~/.ssh/config says. */
  options: string[];
  /** False once it is known to be gone. */
  isUp(): boolean;
}

const persistSeconds = 10;
/** For all of it; connecting alone has a limit of its own (ssh-config.ts). */
const openMs = 20_000;
const wordsLimit = 2000;

/** Windows has no such sockets for ssh: there every session logs in by itself. */
const canShare = process.platform !== "win32";

/** Logs in. Fails with ssh's own words. */
export async function openMaster(target: SshTarget): Promise<Master> {
  const options = configOptions(target);
  if (!canShare) return alone(target, options);
  if (await hasOwnMaster(target)) return { options: [], isUp: () => true };
  // Never that of another one, also where containers share the folder.
  const socket = join(privateFolder(), `${process.pid}-${randomBytes(4).toString("hex")}`);
  const share = ["-M", "-N", "-S", socket, "-o", `ControlPersist=${persistSeconds}`];
  const to = [...options, ...destination(target)];
  await succeeds(login([...share, ...to], target.key)).catch(async (error: Error) => {
    // Of a jump host that fails, ssh in the background keeps the words to itself.
    if (/closed by UNKNOWN port/.test(error.message))
      await succeeds(login(["-S", "none", ...to, "true"], target.key));
    throw error;
  });
  // Where the socket is gone a session must not log in by itself: it would do so without key and jump hosts.
  return {
    options: ["-S", socket, "-o", "ControlMaster=no", "-o", "ProxyCommand=false"],
    isUp: () => existsSync(socket),
  };
}

function alone({ key }: SshTarget, options: string[]): Master {
  if (key === undefined) return { options, isUp: () => true };
  throw new SwarmError(
    "INVALID_INPUT",
    "connection.sshKey: Windows has no ssh agent that could be given it. Add the key to yours (ssh-add), and leave this out.",
  );
}

export const destination = ({ host, user, port }: SshTarget): string[] => [
  ...(user ? ["-l", user] : []),
  ...(port ? ["-p", String(port)] : []),
  ...["--", host],
];

/** Whether ~/.ssh/config has a ControlPath for this host with a connection that stands: whoever made it wants it used. */
async function hasOwnMaster(target: SshTarget): Promise<boolean> {
  if (target.key ?? target.knownHosts ?? target.jump) return false;
  const child = spawn("ssh", ["-O", "check", ...destination(target)], { stdio: "ignore" });
  return once(child, "close").then(
    ([code]) => code === 0,
    () => false,
  );
}

/** Of a key with a passphrase ssh-add says nothing. */
const ADD = 'ssh-add -q - || { echo "ssh-add took no key." >&2; exit 1; }';
/** An agent that dies with its command, fed by a pipe: the key is neither in a file nor among arguments. */
const WITH_KEY = ["ssh-agent", "-t", "60", "sh", "-c", `${ADD}; exec ssh "$@"`, "ssh"];

function login(args: string[], key: string | undefined): ChildProcess {
  const [command = "ssh", ...rest] = key === undefined ? ["ssh", ...args] : [...WITH_KEY, ...args];
  const child = spawn(command, rest, {
    // Neither in a terminal, which it has none of, nor in a window does anything ask for a password.
    detached: true,
    env: { ...process.env, SSH_ASKPASS: "false", SSH_ASKPASS_REQUIRE: "force" },
    stdio: ["pipe", "ignore", "pipe"],
    timeout: openMs,
  });
  child.stdin.on("error", () => undefined).end(key);
  return child;
}

/** Resolves when the command has ended well, which is when the connection stands in the background. */
function succeeds(child: ChildProcess): Promise<void> {
  let words = "";
  child.stderr?.on("data", (chunk) => (words = (words + String(chunk)).slice(-wordsLimit)));
  return new Promise((resolve, reject) => {
    child.once("error", (error) => reject(unsent(`ssh cannot be started: ${error.message}`)));
    child.once("exit", (code) => {
      // What stays in the background may keep the pipe open.
      if (code === 0) resolve(void child.stderr?.destroy());
    });
    child.once("close", (code, signal) => {
      if (code !== 0) reject(unsent(words.trim() || endOf(code, signal)));
    });
  });
}

export const endOf = (code: number | null, signal: NodeJS.Signals | null): string =>
  `ssh ended with ${signal ?? `exit code ${code}`}`;

/** Another try would end as this one did, and a host may count them. */
const DENIED =
  /host key|Permission denied|ssh-add took no key|Could not resolve|cannot be started/i;

/** A failure before the engine can have seen anything. */
export const unsent = (words: string): NodeJS.ErrnoException =>
  Object.assign(new Error(words), { code: DENIED.test(words) ? "ESSHDENIED" : "ESSHLOGIN" });
