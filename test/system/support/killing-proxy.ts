// Stands between the provider and a real engine, and stops the world at one request: just before it is passed on,
// or when the engine has answered and nobody has heard it yet. From then on nothing passes in either direction.

import { createServer, connect, type Socket } from "node:net";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** A request by its kind ("GET /services", "write") and by how many of that kind came before it in this run. */
export interface Moment {
  kind: string;
  nth: number;
  when: "before" | "after";
}

export interface KillingProxy {
  /** As DOCKER_HOST takes it. */
  host: string;
  /** The kinds of requests since the last `reset`. */
  kinds: string[];
  /** Resolves when the moment has come. */
  stopAt(moment: Moment): Promise<void>;
  /** Cuts every connection and begins anew. */
  reset(): void;
  close(): void;
}

const HEAD = /^(GET|POST|PUT|DELETE|HEAD) (?:\/v[\d.]+)?(\/[^ ?]*)\S* HTTP\/1\.1\r\n/;

/** Reads by the list that they ask for, whatever the object; writes are all one kind. */
function kindOf(chunk: Buffer): string | undefined {
  const [, method, path = ""] = HEAD.exec(chunk.toString("latin1")) ?? [];
  if (method === undefined) return undefined;
  if (method !== "GET" && method !== "HEAD") return "write";
  return `GET ${path.replace(/^(\/\w+)\/.+/, "$1/ID")}`;
}

export async function killingProxy(engine: string): Promise<KillingProxy> {
  const dir = mkdtempSync(join(tmpdir(), "ps-proxy-"));
  const socket = join(dir, "docker.sock");
  const kinds: string[] = [];
  const open = new Set<Socket>();
  let watched: (Moment & { reached(): void }) | undefined;
  let isStopped = false;

  const stop = (): void => {
    isStopped = true;
    watched?.reached();
  };
  /** Whether this is the request that is waited for. */
  const isIt = (kind: string | undefined): boolean => {
    if (kind === undefined) return false;
    kinds.push(kind);
    return watched?.kind === kind && kinds.filter((one) => one === kind).length === watched.nth;
  };

  const server = createServer((client) => {
    const upstream = connect(engine.replace("unix://", ""));
    let isAnswer = false;
    for (const end of [client, upstream]) {
      open.add(end);
      end.on("error", () => undefined).on("close", () => open.delete(end));
    }
    client.on("data", (chunk: Buffer) => {
      if (isStopped) return;
      const found = isIt(kindOf(chunk));
      if (found && watched?.when === "before") return stop();
      isAnswer ||= found;
      upstream.write(chunk);
    });
    upstream.on("data", (chunk: Buffer) => {
      if (isAnswer) stop();
      if (!isStopped) client.write(chunk);
    });
    client.on("end", () => upstream.end());
    upstream.on("end", () => !isStopped && client.end());
  });
  await new Promise<void>((done) => server.listen(socket, done));
  const reset = (): void => {
    for (const end of open) end.destroy();
    kinds.splice(0);
    watched = undefined;
    isStopped = false;
  };
  return {
    host: `unix://${socket}`,
    kinds,
    stopAt: (moment) => new Promise((reached) => (watched = { ...moment, reached })),
    reset,
    close() {
      server.close();
      reset();
      rmSync(dir, { recursive: true, force: true });
    },
  };
}
