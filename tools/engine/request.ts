// One request to an engine, over unix:// or tcp://, for tools and tests. The provider has a client of its
// own (provider/engine); this one exists so that its tests do not depend on what they test.

import { readFileSync } from "node:fs";
import http from "node:http";
import https from "node:https";
import { join } from "node:path";
import type { Readable } from "node:stream";
import { SwarmError } from "../../provider/errors";

export interface EngineRequest {
  method?: string;
  /** Sent as JSON. */
  body?: unknown;
  /** Sent as it is, as a tar; instead of `body`. */
  tar?: Readable;
  timeoutMs?: number;
  /** A folder with ca.pem, cert.pem and key.pem: speaks TLS. */
  certificates?: string;
}

function target(host: string): http.RequestOptions {
  const url = new URL(host);
  if (url.protocol === "unix:") return { socketPath: url.pathname };
  return { host: url.hostname, port: url.port || "2375" };
}

function send(host: string, path: string, request: EngineRequest): http.ClientRequest {
  const options: http.RequestOptions = {
    ...target(host),
    path,
    method: request.method ?? "GET",
    agent: false,
    timeout: request.timeoutMs ?? 60_000,
  };
  const folder = request.certificates;
  if (folder === undefined) return http.request(options);
  const pem = (name: string): Buffer => readFileSync(join(folder, `${name}.pem`));
  return https.request({ ...options, ca: pem("ca"), cert: pem("cert"), key: pem("key") });
}

function writeBody(outgoing: http.ClientRequest, request: EngineRequest): void {
  if (request.tar !== undefined) {
    outgoing.setHeader("content-type", "application/x-tar");
    request.tar.pipe(outgoing);
    return;
  }
  if (request.body === undefined) return void outgoing.end();
  outgoing.setHeader("content-type", "application/json");
  outgoing.end(JSON.stringify(request.body));
}

/** The text of the answer; throws with the engine's own words when it refuses. */
export async function requestText(
  host: string,
  path: string,
  request: EngineRequest = {},
): Promise<string> {
  const what = `${host}: ${request.method ?? "GET"} ${path.split("?")[0]}`;
  const { status, text } = await exchange(host, path, request).catch((error: Error) => {
    const next = "Is the engine running?";
    throw new SwarmError("ENGINE_UNREACHABLE", `${what}: no answer. ${error.message}. ${next}`);
  });
  if (status < 400) return text;
  throw new SwarmError("ENGINE_REFUSED", `${what}: refused (${status}). ${text.trim()}`);
}

/** The answer, read as JSON; undefined when it is empty. */
export async function request<T>(host: string, path: string, body?: EngineRequest): Promise<T> {
  const text = await requestText(host, path, body);
  return (text === "" ? undefined : JSON.parse(text)) as T;
}

function exchange(
  host: string,
  path: string,
  request: EngineRequest,
): Promise<{ status: number; text: string }> {
  return new Promise((resolve, reject) => {
    const outgoing = send(host, path, request);
    outgoing.on("error", reject);
    outgoing.on("timeout", () => outgoing.destroy(new Error("timed out")));
    outgoing.on("response", (answer) => {
      let text = "";
      answer.setEncoding("utf8");
      answer.on("data", (piece: string) => (text += piece));
      answer.on("error", reject);
      answer.on("end", () => resolve({ status: answer.statusCode ?? 0, text }));
    });
    writeBody(outgoing, request);
  });
}

/** Whether an engine answers there within the time. */
export async function answers(host: string, request: EngineRequest = {}): Promise<boolean> {
  return requestText(host, "/_ping", { timeoutMs: 2_000, ...request }).then(
    () => true,
    () => false,
  );
}
