// How bytes reach an endpoint: dockerode's options with every field decided, and the agent that keeps
// connections. Sends nothing by itself.

import type { ClientRequest, IncomingMessage } from "node:http";
import { Agent } from "node:http";
import { Agent as TlsAgent } from "node:https";
import { inspect } from "node:util";
import type Docker from "dockerode";
import type { Endpoint } from "./address";
import { createSshAgent } from "./ssh";

/**
 * Names every field that docker-modem knows. What is left out it takes from DOCKER_HOST and its like, and
 * an explicit connection would go somewhere else.
 */
export function dockerOptions(endpoint: Endpoint, idleMs: number): Docker.Options {
  const tls = endpoint.kind === "https" ? endpoint.tls : undefined;
  const tcp = endpoint.kind === "http" || endpoint.kind === "https" ? endpoint : undefined;
  return {
    protocol: tls ? "https" : "http",
    socketPath: endpoint.kind === "unix" ? endpoint.socketPath : undefined,
    // Over ssh only the agent decides where the bytes go; this is the Host header.
    host: tcp?.host ?? (endpoint.kind === "ssh" ? "localhost" : undefined),
    port: tcp?.port,
    pathPrefix: undefined,
    username: undefined,
    password: undefined,
    ca: tls?.ca,
    cert: tls?.cert,
    key: tls?.key,
    timeout: undefined,
    agent: watchful(agentFor(endpoint, idleMs)),
  };
}

function agentFor(endpoint: Endpoint, idleMs: number): Agent {
  const options = { keepAlive: true, timeout: idleMs };
  if (endpoint.kind === "ssh") return createSshAgent(endpoint, idleMs);
  // Said aloud, for NODE_TLS_REJECT_UNAUTHORIZED=0 would turn the check off.
  if (endpoint.kind === "https") return new TlsAgent({ ...options, rejectUnauthorized: true });
  return new Agent(options);
}

interface Entrance {
  addRequest(request: ClientRequest, ...rest: unknown[]): void;
}

/** Mends habits of docker-modem that only the agent can reach. */
function watchful(agent: Agent): Agent {
  const entrance = agent as unknown as Entrance;
  const addRequest = entrance.addRequest.bind(agent);
  entrance.addRequest = (request, ...rest) => {
    // Before docker-modem's own listener, which would take a redirect for a fault in the program.
    request.prependOnceListener("response", (response) => watch(request, response));
    addRequest(request, ...rest);
  };
  // It prints its options for a debug line that nobody reads, at 1 ms a request with all of the agent in it.
  return Object.assign(agent, { [inspect.custom]: () => "Agent" });
}

function watch(request: ClientRequest, response: IncomingMessage): void {
  const { statusCode = 0 } = response;
  if (statusCode >= 300 && statusCode < 400) {
    request.emit(
      "error",
      failure("EREDIRECT", `a redirect (HTTP ${statusCode}), and no engine sends one`),
    );
  }
  // An answer that breaks off in its middle ends nothing in docker-modem: it would wait for ever.
  response.once("close", () => {
    if (!response.complete) request.emit("error", failure("ECONNRESET", "the answer broke off"));
  });
}

function failure(code: string, words: string): NodeJS.ErrnoException {
  return Object.assign(new Error(words), { code });
}
