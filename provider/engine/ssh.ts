// Connections by the system's ssh: `ssh HOST docker system dial-stdio`, as the docker CLI does, so that
// ~/.ssh/config, the agent and known_hosts mean what they always mean. One child process a session, kept and
// reused by http's Agent; the sessions share a connection (ssh-pool.ts). Never asks for a password.

import type { ChildProcessWithoutNullStreams } from "node:child_process";
import { spawn } from "node:child_process";
import { Agent } from "node:http";
import type { Socket } from "node:net";
import { Duplex } from "node:stream";
import { destination, endOf, unsent, type SshTarget } from "./ssh-master";
import { createPool, type Seat } from "./ssh-pool";

const wordsLimit = 2000;

/** An http agent whose connections are sessions of ssh; a free one is ended after `idleMs`. */
export function createSshAgent(target: SshTarget, idleMs: number): Agent {
  const agent = new Agent({ keepAlive: true });
  const seat = createPool(target);
  const connecting = agent as unknown as {
    createConnection(options: unknown, done: (error: unknown, stream?: Duplex) => void): void;
  };
  connecting.createConnection = (_options, done) => {
    const start = (taken: Seat): void => {
      const child = spawn("ssh", sessionArguments(target, taken.options), { stdio: "pipe" });
      done(null, keepable(connectionOver(child, taken), child, idleMs));
    };
    seat().then(start).catch(done);
  };
  return agent;
}

export function sessionArguments(target: SshTarget, options: string[]): string[] {
  const { socketPath } = target;
  return [
    ...options,
    // Of the user's configuration only what concerns the way, nothing that a session would bring along.
    ...["-o", "BatchMode=yes", "-o", "ClearAllForwardings=yes", "-o", "RemoteCommand=none"],
    ...["-a", "-x", "-T", ...destination(target), "docker"],
    ...(socketPath ? ["--host", `unix://${socketPath}`] : []),
    ...["system", "dial-stdio"],
  ];
}

/** The child's stdin and stdout as one stream; what it says on stderr becomes the error. */
function connectionOver(child: ChildProcessWithoutNullStreams, seat: Seat): Duplex {
  const { stdin, stdout, stderr } = child;
  let words = "";
  let isHeard = false;
  const duplex = new Duplex({
    allowHalfOpen: false,
    read: () => void stdout.resume(),
    // Done when taken, not when written: an answer may come first, and http would keep a socket back that is free.
    write: (chunk, _encoding, done) =>
      void (stdin.write(chunk) ? done() : stdin.once("drain", done)),
    final: (done) => void stdin.end(() => done()),
    destroy: (error, done) => {
      child.kill();
      done(error);
    },
  });

  stdout.on("data", (chunk) => duplex.push(chunk) || stdout.pause());
  stdout.once("data", () => (isHeard = true));
  stderr.on("data", (chunk) => (words = (words + String(chunk)).slice(-wordsLimit)));
  // A broken pipe is told by the child's end, and with its reason.
  for (const stream of [stdin, stdout, stderr]) stream.on("error", () => undefined);

  child.on("error", (error) => duplex.destroy(unsent(`ssh cannot be started: ${error.message}`)));
  child.on("close", (code, signal) => {
    seat.leave();
    if (code === 0) duplex.push(null);
    else duplex.destroy(isHeard ? broken(words, code, signal) : unheard(words, code, signal, seat));
  });
  duplex.on("error", () => undefined);
  return duplex;
}

/** What http's Agent expects of a socket that it keeps: a free one must not hold the process, nor live for ever. */
function keepable(duplex: Duplex, child: ChildProcessWithoutNullStreams, idleMs: number): Duplex {
  let idle: NodeJS.Timeout | undefined;
  const holders = [child, child.stdin, child.stdout, child.stderr] as unknown as Socket[];
  const self = () => duplex;
  return Object.assign(duplex, {
    setKeepAlive: self,
    setNoDelay: self,
    setTimeout: self,
    ref() {
      clearTimeout(idle);
      for (const holder of holders) holder.ref();
      return duplex;
    },
    unref() {
      idle = setTimeout(() => duplex.destroy(), idleMs).unref();
      for (const holder of holders) holder.unref();
      return duplex;
    },
  });
}

type End = [words: string, code: number | null, signal: NodeJS.Signals | null];

const broken = (...[words, code, signal]: End): NodeJS.ErrnoException =>
  Object.assign(new Error(words.trim() || endOf(code, signal)), { code: "ESSH" });

/** Why nothing came back. The last words are those of ProxyCommand=false, which stands for a lost connection. */
function unheard(...[words, code, signal, seat]: [...End, Seat]): NodeJS.ErrnoException {
  const isFull = /open refused by peer/.test(words);
  const isNoSession = isFull || /closed by UNKNOWN port/.test(words);
  if (isNoSession) seat.refused(isFull);
  if (isFull) return unsent("sshd allows no more sessions in this connection (MaxSessions).");
  return isNoSession ? unsent("The connection of ssh was lost.") : broken(words, code, signal);
}
