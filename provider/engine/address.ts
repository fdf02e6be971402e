// Where the engine is: what the connection says, else the environment, the docker context, the local socket.
// Gives one Endpoint with every field decided; never opens a connection.

import type { ConnectionArgs } from "../model/common";
import { SwarmError } from "../errors";
import type { Environment, Place, Tls } from "./context";
import { configFolder, currentContext, readContext, readTlsFolder } from "./context";
import { pemOf, sshInputsOf, type SshInputs } from "./material";

export type Endpoint = { address: string } & (
  | { kind: "unix"; socketPath: string }
  | { kind: "http"; host: string; port: number }
  | { kind: "https"; host: string; port: number; tls: Tls }
  | SshEndpoint
);
type SshEndpoint = { kind: "ssh"; host: string; user?: string; port?: number } & {
  socketPath?: string;
} & SshInputs;

type OneConnection = Omit<ConnectionArgs, "host"> & { host?: string };

const localSocket = "/var/run/docker.sock";

/** Decides which engine is meant, or which managers of one swarm. */
export function resolveEndpoints(
  connection: ConnectionArgs = {},
  env: Environment = process.env,
): [Endpoint, ...Endpoint[]] {
  const hosts = [connection.host].flat();
  refuseStraySsh(connection, hosts);
  const [first, ...others] = hosts.map((host) => resolveEndpoint({ ...connection, host }, env));
  if (first !== undefined && !(hosts.length > 1 && hosts.includes(""))) return [first, ...others];
  throw invalid("connection.host", "an address is missing. Name one manager at least.");
}

/** Where the engine is; the environment is asked only when the connection names none. */
function resolveEndpoint(connection: OneConnection = {}, env: Environment = process.env): Endpoint {
  const { host, context, ca, cert, key } = connection;
  if (!host && (ca || cert || key)) {
    throw invalid(
      "connection",
      "ca, cert and key belong to a `host`, and there is none. Set `host`.",
    );
  }
  const place = host || context ? written(connection, env) : ambient(env);
  const endpoint = parse(place ?? { host: `unix://${localSocket}`, tls: {}, from: "connection" });
  if (!connection.insecure) refusePlainHttp(endpoint);
  return endpoint;
}

/** A key that goes nowhere is a mistake: somebody means it to be used. */
function refuseStraySsh(connection: ConnectionArgs, hosts: (string | undefined)[]): void {
  const given = (["sshKey", "sshKnownHosts", "sshJump"] as const).filter((key) => connection[key]);
  if (given.length === 0 || hosts.some((host) => host?.startsWith("ssh://"))) return;
  throw invalid("connection", `${given.join(", ")} need a \`host\` that begins with ssh://.`);
}

function refusePlainHttp(endpoint: Endpoint): void {
  if (endpoint.kind !== "http" || isLoopback(endpoint.host)) return;
  throw invalid(
    `engine ${endpoint.address}`,
    "this is plain HTTP to another machine: whoever is on the way can read secrets and command the engine. " +
      "Give ca, cert and key, use ssh://, or set `insecure: true`.",
  );
}

function written(connection: OneConnection, env: Environment): Place | undefined {
  const { host, context } = connection;
  if (host && context) {
    throw invalid("connection", "`host` and `context` exclude each other. Leave one out.");
  }
  return host
    ? { ...materialOf(host, connection), host, from: "connection.host" }
    : readContext(context ?? "", env);
}

/** Only what this address has a use for is read: a list may name managers of both kinds. */
function materialOf(host: string, connection: OneConnection): Pick<Place, "tls" | "ssh"> {
  if (host.startsWith("ssh://")) return { tls: {}, ssh: sshInputsOf(connection) };
  const { ca, cert, key } = connection;
  return { tls: { ca: pemOf("ca", ca), cert: pemOf("cert", cert), key: pemOf("key", key) } };
}

/** The docker CLI's order: DOCKER_HOST wins over DOCKER_CONTEXT, and that over `docker context use`. */
function ambient(env: Environment): Place | undefined {
  if (!env.DOCKER_HOST) return readContext(env.DOCKER_CONTEXT || currentContext(env), env);

  const wantsTls = env.DOCKER_TLS_VERIFY || env.DOCKER_CERT_PATH;
  const tls = wantsTls ? readTlsFolder(env.DOCKER_CERT_PATH || configFolder(env)) : {};
  if (wantsTls && !tls.ca && /^(tcp|https?):/.test(env.DOCKER_HOST)) {
    throw invalid(
      "DOCKER_CERT_PATH",
      "there is no ca.pem in it. Name the folder of ca.pem, cert.pem, key.pem.",
    );
  }
  return { host: env.DOCKER_HOST, tls, from: "DOCKER_HOST" };
}

function parse(place: Place): Endpoint {
  const scheme = /^([a-z]+):\/\//.exec(place.host)?.[1];
  if (scheme === "unix") return parseUnix(place);
  if (scheme === "ssh") return parseSsh(place);
  if (scheme === "tcp" || scheme === "http" || scheme === "https") return parseTcp(place, scheme);
  throw invalid(
    place.from,
    `"${place.host.replace(/\/\/.*@/, "//")}" is no address of an engine. Write unix://, tcp://, https:// or ssh:// in front.`,
  );
}

function parseUnix({ host, from }: Place): Endpoint {
  const socketPath = host.slice("unix://".length) || localSocket;
  if (!socketPath.startsWith("/")) {
    throw invalid(from, `"${host}" is no absolute path. Write unix:///path/of/the.sock.`);
  }
  return { kind: "unix", address: `unix://${socketPath}`, socketPath };
}

function parseSsh(place: Place): Endpoint {
  const url = parseUrl(place);
  if (url.password) {
    throw invalid(
      place.from,
      "a password in an ssh:// address is not used. Use a key or the ssh agent.",
    );
  }
  if (!/^[\w./-]*$/.test(url.pathname)) {
    throw invalid(
      place.from,
      "the socket's path in an ssh:// address holds letters, digits and ./_- only.",
    );
  }
  const user = decodeURIComponent(url.username);
  return {
    kind: "ssh",
    address: `ssh://${user && `${user}@`}${url.host}${url.pathname.replace(/^\/$/, "")}`,
    host: bare(url.hostname),
    ...(user && { user }),
    ...(url.port && { port: Number(url.port) }),
    ...(url.pathname.length > 1 && { socketPath: url.pathname }),
    ...place.ssh,
  };
}

function parseTcp(place: Place, scheme: "tcp" | "http" | "https"): Endpoint {
  const url = parseUrl(place);
  const { ca, cert, key } = place.tls;
  if (url.username || url.password || url.pathname.length > 1 || url.search) {
    throw invalid(place.from, "an engine's address is scheme, host and port. Leave the rest out.");
  }
  if (Boolean(cert) !== Boolean(key)) {
    throw invalid(place.from, "cert and key come in pairs. Give both, or neither.");
  }
  const host = bare(url.hostname);
  const secure = scheme === "https" || Boolean(ca || cert);
  const port = Number(url.port) || defaultPort(scheme, secure);
  const address = `${scheme}://${url.hostname}:${port}`;
  return secure
    ? { kind: "https", address, host, port, tls: { ca, cert, key } }
    : { kind: "http", address, host, port };
}

function defaultPort(scheme: string, secure: boolean): number {
  if (scheme === "tcp") return secure ? 2376 : 2375;
  return scheme === "https" ? 443 : 80;
}

function parseUrl({ host, from }: Place): URL {
  const url = URL.canParse(host) ? new URL(host) : undefined;
  if (!url?.hostname) {
    // Not quoted: what cannot be parsed may hold a password.
    throw invalid(
      from,
      "the address of the engine cannot be parsed. Write tcp://HOST:PORT or ssh://USER@HOST.",
    );
  }
  return url;
}

function bare(hostname: string): string {
  return hostname.replace(/^\[|\]$/g, "");
}

function isLoopback(host: string): boolean {
  return host === "localhost" || host === "::1" || /^127(\.\d{1,3}){3}$/.test(host);
}

function invalid(subject: string, reason: string): SwarmError {
  return new SwarmError("INVALID_INPUT", `${subject}: ${reason}`);
}
