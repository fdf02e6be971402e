// How one engine is asked: a limit of time and of requests at once, retries for reads, one count, one place
// where failures get their words. Knows no single call; those are in calls.ts.

import { setTimeout as sleep } from "node:timers/promises";
import { SwarmError } from "../errors";
import type { Endpoint } from "./address";
import type { Asked } from "./errors";
import { explain, isTransient } from "./errors";
import type { Docker } from "./modem";
import { openDocker } from "./modem";
import { negotiate } from "./version";

export interface Limits {
  /** For one answer; the engine gives up by itself after 20 s. */
  answerMs: number;
  /** The same for the first one of all, which an engine gives at once: more likely nobody is there. */
  firstAnswerMs: number;
  /** Whoever kept silent for longer than this is not waited for again so soon: a preview asks once a resource. */
  silenceMs: number;
  /** The same for the sizes of volumes: the engine walks over all their files. */
  measureMs: number;
  /** The same for a manager that is unlocked: it answers when it has found the others. */
  unlockMs: number;
  /** No further try of a read after this. */
  retryMs: number;
  /** The same for an engine that never answered yet: more likely the address is wrong than the engine away. */
  contactMs: number;
  /** For the log lines of a task: they say why it failed, and a node that is gone sends none. */
  logsMs: number;
  /** For a registry, which the engine itself would wait 20 s for where nobody answers. */
  registryMs: number;
  /** Requests at once. Each connection over ssh is a process, and sshd drops all but a few. */
  parallel: number;
  parallelSsh: number;
  /** A free connection is closed after this long; a firewall on the way may have forgotten it by then. */
  idleMs: number;
  backoffMs: { first: number; factor: number; longest: number };
}

export const defaultLimits: Limits = {
  answerMs: 30_000,
  firstAnswerMs: 20_000,
  silenceMs: 5_000,
  measureMs: 120_000,
  unlockMs: 60_000,
  retryMs: 60_000,
  contactMs: 1_000,
  logsMs: 10_000,
  registryMs: 10_000,
  parallel: 8,
  parallelSsh: 4,
  idleMs: 15_000,
  backoffMs: { first: 200, factor: 1.6, longest: 5_000 },
};

export interface Request<T> {
  subject: string;
  verb: string;
  secrets?: readonly string[];
  /** Its own limit; there is no second try. */
  limitMs?: number;
  send(docker: Docker, signal: AbortSignal): Promise<T>;
}

/** A way to ask one engine. */
export interface Caller {
  readonly address: string;
  readonly limits: Limits;
  /** The engine, found and its API version agreed upon; asked once. */
  ready(): Promise<{ docker: Docker; apiVersion: string }>;
  read<T>(request: Request<T>): Promise<T>;
  write<T>(request: Request<T>): Promise<T>;
  /** A request whose answer is a stream: neither limited nor retried, only counted. */
  counted<T>(send: (docker: Docker) => Promise<T>): Promise<T>;
  requests(): number;
}

export function createCaller(endpoint: Endpoint, limits: Limits): Caller {
  const { address } = endpoint;
  const turn = createTurns(endpoint.kind === "ssh" ? limits.parallelSsh : limits.parallel);
  const docker = lazily(() => openDocker(endpoint, limits.idleMs));
  let requests = 0;

  const attempt = <T>(request: Request<T>) =>
    turn(async () => {
      const opened = await docker();
      requests += 1;
      const limitMs = request.limitMs ?? limits.answerMs;
      return withLimit(limitMs, address, (signal) => request.send(opened, signal));
    });
  let silent: { error: unknown; untilMs: number } | undefined;
  const ready = lazily(async () => {
    const startedMs = Date.now();
    if (silent && startedMs < silent.untilMs) throw silent.error;
    const hello: Request<string> = {
      subject: "the API version",
      verb: "read",
      limitMs: limits.firstAnswerMs,
      send: (opened, signal) => negotiate(opened, address, signal),
    };
    try {
      const apiVersion = await retrying(() => attempt(hello), limits.contactMs, limits);
      return { docker: await docker(), apiVersion };
    } catch (raw) {
      const error = worded(raw, { ...hello, address, write: false });
      const nowMs = Date.now();
      if (nowMs - startedMs > limits.silenceMs)
        silent = { error, untilMs: nowMs + limits.silenceMs };
      throw error;
    }
  });

  return {
    address,
    limits,
    ready,
    async read(request) {
      await ready();
      const budgetMs = request.limitMs === undefined ? limits.retryMs : 0;
      return retrying(() => attempt(request), budgetMs, limits).catch((error: unknown) =>
        fail(error, { ...request, address, write: false }),
      );
    },
    async write(request) {
      await ready();
      return attempt(request).catch((error: unknown) =>
        fail(error, { ...request, address, write: true }),
      );
    },
    async counted(send) {
      const { docker: opened } = await ready();
      requests += 1;
      return send(opened);
    },
    requests: () => requests,
  };
}

function fail(error: unknown, asked: Asked): never {
  throw worded(error, asked);
}

function worded(error: unknown, asked: Asked): unknown {
  const { code, statusCode } = error as { code?: string; statusCode?: number };
  // Ours already, or a fault in the program, which must not pass for one of the network.
  return error instanceof SwarmError || !(code || statusCode) ? error : explain(error, asked);
}

/** Tries until it succeeds, fails for good, or the time is over. */
export async function retrying<T>(
  once: () => Promise<T>,
  budgetMs: number,
  limits: Limits,
  mayAgain: (error: unknown) => boolean = isTransient,
): Promise<T> {
  const { first, factor, longest } = limits.backoffMs;
  const end = Date.now() + budgetMs;
  for (let backoffMs = first; ; backoffMs = Math.min(backoffMs * factor, longest)) {
    try {
      return await once();
    } catch (error) {
      const pauseMs = backoffMs * Math.random();
      if (!mayAgain(error) || Date.now() + pauseMs >= end) throw error;
      await sleep(pauseMs);
    }
  }
}

/** docker-modem's own limit says only ECONNRESET; ours says how long and of whom. */
async function withLimit<T>(
  limitMs: number,
  address: string,
  send: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const abort = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  const silence = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => {
      const words = `no answer in ${limitMs / 1000} s from ${address}`;
      reject(Object.assign(new Error(words), { code: "ENOANSWER" }));
      abort.abort();
    }, limitMs);
  });
  return Promise.race([send(abort.signal), silence]).finally(() => clearTimeout(timer));
}

/** Runs at most `parallel` tasks at once; the others wait in line. */
export function createTurns(parallel: number): <T>(task: () => Promise<T>) => Promise<T> {
  const line: (() => void)[] = [];
  let running = 0;
  return async (task) => {
    if (running >= parallel) await new Promise<void>((resolve) => line.push(resolve));
    else running += 1;
    try {
      return await task();
    } finally {
      const next = line.shift();
      if (next) next();
      else running -= 1;
    }
  };
}

/** Makes a value once, when first asked for; a failure is not remembered. */
function lazily<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => {
    made ??= make().catch((error: unknown) => {
      made = undefined;
      throw error;
    });
    return made;
  };
}
