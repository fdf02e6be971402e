// The only importer of dockerode: loads it late (130 ms and 20 MB that a run without engine calls never pays)
// and takes away what would leak or divert.

import { createRequire } from "node:module";
import type Docker from "dockerode";
import type { Endpoint } from "./address";
import { dockerOptions } from "./transport";

export type { Docker };

/** A dockerode for this endpoint and no other; its free connections are closed after `idleMs`. */
export async function openDocker(endpoint: Endpoint, idleMs: number): Promise<Docker> {
  hushModem();
  const { default: Dockerode } = await import("dockerode");
  return withoutEnvironment(() => new Dockerode(dockerOptions(endpoint, idleMs)));
}

export interface Dial {
  path: string;
  method: "GET" | "POST" | "PUT";
  abortSignal: AbortSignal | undefined;
  options?: Docker.Call;
  /** The body of a PUT. */
  file?: Buffer;
  headers?: Record<string, string>;
  isStream?: boolean;
  authconfig?: Docker.Auth;
}

/** A request of our own, where dockerode's method hides the answer or cannot be aborted. */
export function dial(docker: Docker, request: Dial): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const statusCodes = { 200: true, 201: true } as const;
    docker.modem.dial({ ...request, statusCodes }, (error, answer) => {
      if (error) reject(error as Error);
      else resolve(answer);
    });
  });
}

/** DEBUG=modem prints every answer, join tokens included; and redirects are followed with no one to catch. */
function hushModem(): void {
  const requireOfModem = createRequire(
    createRequire(require.resolve("dockerode")).resolve("docker-modem"),
  );
  const debug = requireOfModem("debug") as { disable(): string; enable(names: string): void };
  const enabled = debug.disable();
  if (enabled) debug.enable(`${enabled},-modem`);
  const http = requireOfModem("./http") as { maxRedirects: number };
  http.maxRedirects = 0;
}

/** docker-modem reads DOCKER_HOST and its certificates even when all is given, and throws if they are wrong. */
function withoutEnvironment<T>(make: () => T): T {
  const host = process.env.DOCKER_HOST;
  delete process.env.DOCKER_HOST;
  try {
    return make();
  } finally {
    if (host !== undefined) process.env.DOCKER_HOST = host;
  }
}
