// An HTTP server that records what it is asked and answers what the test says: the wire, without an engine.

import { spawn } from "node:child_process";
import type { IncomingMessage, RequestListener, Server, ServerResponse } from "node:http";
import { createServer } from "node:http";
import { createServer as createTlsServer } from "node:https";
import { mkdtempSync, rmSync } from "node:fs";
import type { AddressInfo } from "node:net";
import { once } from "node:events";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { resolveEndpoints } from "../../provider/engine/address";
import { createEngine } from "../../provider/engine/calls";
import { callerFor } from "../../provider/engine/connect";
import type { Engine } from "../../provider/engine/engine";
import type { Limits } from "../../provider/engine/request";
import { defaultLimits } from "../../provider/engine/request";
import type { ConnectionArgs } from "../../provider/model/common";

export interface Asked {
  method: string;
  /** As it came: path and query. */
  url: string;
  path: string;
  query: Record<string, string>;
  headers: Record<string, unknown>;
  body: unknown;
}
export type Answer =
  { status?: number; body?: unknown } | ((asked: Asked, response: ServerResponse) => void);

export interface Stub {
  host: string;
  socketPath: string;
  /** Every request but the version's. */
  asked: Asked[];
  server: Server;
  /** Connections that were made so far. */
  connections(): number;
  close(): Promise<void>;
}
export interface StubOptions {
  answer?: (asked: Asked) => Answer;
  apiVersion?: string | null;
  over?: "unix" | "tcp";
  tls?: { cert: string; key: string; ca: string };
  /** Default: a new one. */
  socketPath?: string;
}

export async function startStub(options: StubOptions = {}): Promise<Stub> {
  const folder = mkdtempSync(join(tmpdir(), "engine-stub-"));
  const socketPath = options.socketPath ?? join(folder, "sock");
  const asked: Asked[] = [];
  let connections = 0;
  const server = createStubServer(options.tls, (request, response) => {
    void serve(request, response, asked, options);
  });
  server.on("connection", () => (connections += 1));

  const tcp = options.over === "tcp" || options.tls;
  if (tcp) server.listen(0, "127.0.0.1");
  else server.listen(socketPath);
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  return {
    host: tcp ? `tcp://127.0.0.1:${port}` : `unix://${socketPath}`,
    socketPath,
    asked,
    server,
    connections: () => connections,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function createStubServer(tls: StubOptions["tls"], listener: RequestListener): Server {
  return tls
    ? createTlsServer({ ...tls, requestCert: true, rejectUnauthorized: true }, listener)
    : createServer(listener);
}

async function serve(
  request: IncomingMessage,
  response: ServerResponse,
  log: Asked[],
  { answer, apiVersion = "1.41" }: StubOptions,
): Promise<void> {
  if (request.url === "/_ping" && apiVersion !== null) {
    response.setHeader("Api-Version", apiVersion).end("OK");
    return;
  }
  const url = new URL(request.url ?? "", "http://stub");
  const asked: Asked = {
    method: request.method ?? "",
    url: request.url ?? "",
    path: url.pathname,
    query: Object.fromEntries(url.searchParams),
    headers: request.headers,
    body: parse(await text(request)),
  };
  log.push(asked);
  const said = answer?.(asked) ?? {};
  if (typeof said === "function") return said(asked, response);
  response.statusCode = said.status ?? (asked.method === "DELETE" ? 204 : 200);
  response.end(said.body === undefined ? undefined : JSON.stringify(said.body));
}

function parse(body: string): unknown {
  return body === "" ? undefined : JSON.parse(body);
}

/** An engine of its own for each test: `connect` shares one for each address. */
export function engineAt(connection: ConnectionArgs, limits: Partial<Limits> = {}): Engine {
  return createEngine(callerFor(resolveEndpoints(connection, {}), { ...defaultLimits, ...limits }));
}

const root = join(__dirname, "../..");

/** How long it may live when it has its answer: less than an idle connection is kept. */
const ENDS_WITHIN_MS = 10_000;

/** Asks for the swarm in a process of its own, which must end by itself; gives all that it printed. */
export async function askElsewhere(
  connection: ConnectionArgs,
  env: Record<string, string> = {},
): Promise<string> {
  const program = `
    const { connect } = require(${JSON.stringify(join(root, "provider/engine/connect"))});
    const { swarm } = connect(${JSON.stringify(connection)});
    swarm.inspect().then(() => console.log("asked"), (error) => console.log(error.message));`;
  const child = spawn(process.execPath, ["--require", "tsx/cjs", "--eval", program], {
    cwd: root,
    env: { ...process.env, ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const ended = once(child, "exit");
  const errors = text(child.stderr);
  let timer: NodeJS.Timeout | undefined;
  child.stdout.once("data", () => (timer = setTimeout(() => child.kill(), ENDS_WITHIN_MS)));
  const printed = (await text(child.stdout)) + (await errors);
  const [code] = (await ended) as [number | null];
  clearTimeout(timer);
  if (code === 0) return printed;
  throw new Error(`it did not end by itself, but with ${code}: ${printed}`);
}
