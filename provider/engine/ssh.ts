// Connections by the system's ssh: `ssh HOST docker system dial-stdio`, as the docker CLI does, so that
// ~/.ssh/config, the agent and known_hosts mean what they always mean. One child process a connection, kept
// and reused by http's Agent. Never asks for a password.

import type { ChildProcessWithoutNullStreams } from "node:child_process";
import { spawn } from "node:child_process";
import { Agent } from "node:http";
import type { Socket } from "node:net";
import { Duplex } from "node:stream";

export interface SshTarget {
  host: string;
  user?: string;
  port?: number;
  socketPath?: string;
}

const connectTimeoutSeconds = 20;
const wordsLimit = 2000;

/** An http agent whose connections are ssh processes; a free one is ended after `idleMs`. */
export function createSshAgent(target: SshTarget, idleMs: number): Agent {
  const agent = new Agent({ keepAlive: true });
  const connecting = agent as unknown as { createConnection(): Duplex };
  connecting.createConnection = () => {
    const child = spawn("ssh", sshArguments(target), { stdio: "pipe" });
    return keepable(connectionOver(child), child, idleMs);
  };
  return agent;
}

export function sshArguments({ host, user, port, socketPath }: SshTarget): string[] {
  return [
    ...(user ? ["-l", user] : []),
    ...(port ? ["-p", String(port)] : []),
    ...["-o", `ConnectTimeout=${connectTimeoutSeconds}`, "-o", "BatchMode=yes", "-T", "--", host],
    "docker",
    ...(socketPath ? ["--host", `unix://${socketPath}`] : []),
    ...["system", "dial-stdio"],
  ];
}

/** The child's stdin and stdout as one stream; what it says on stderr becomes the error. */
function connectionOver(child: ChildProcessWithoutNullStreams): Duplex {
  const { stdin, stdout, stderr } = child;
  let words = "";
  const duplex = new Duplex({
    allowHalfOpen: false,
    read: () => void stdout.resume(),
    write: (chunk, _encoding, done) => void stdin.write(chunk, () => done()),
    final: (done) => void stdin.end(() => done()),
    destroy: (error, done) => {
      child.kill();
      done(error);
    },
  });

  stdout.on("data", (chunk) => duplex.push(chunk) || stdout.pause());
  stderr.on("data", (chunk) => (words = (words + String(chunk)).slice(-wordsLimit)));
  // A broken pipe is told by the child's end, and with its reason.
  for (const stream of [stdin, stdout, stderr]) stream.on("error", () => undefined);

  child.on("error", (error) => duplex.destroy(failure(`ssh cannot be started: ${error.message}`)));
  child.on("close", (code, signal) => {
    if (code === 0) duplex.push(null);
    else duplex.destroy(failure(words.trim() || `ssh ended with ${signal ?? `exit code ${code}`}`));
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

function failure(words: string): NodeJS.ErrnoException {
  return Object.assign(new Error(words), { code: "ESSH" });
}
