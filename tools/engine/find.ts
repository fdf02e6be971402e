// Which engine this machine's docker CLI would talk to, and whether it answers. Changes nothing.
// Order as in the docker CLI: DOCKER_HOST, DOCKER_CONTEXT, the current context, the local socket.

import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { answers } from "./request";

export interface FoundEngine {
  /** unix://, tcp:// or ssh://. */
  host: string;
  /** Where the address comes from, for people: "DOCKER_HOST", "the docker context prod", "the local socket". */
  source: string;
  /** The folder of its client certificates, where it speaks TLS. */
  certificates?: string;
}

const LOCAL_SOCKET = "unix:///var/run/docker.sock";

function readJson(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch {
    return undefined; // no file, or not ours to judge: the docker CLI would fall back, too
  }
}

function fromContext(name: string, configDir: string): FoundEngine | undefined {
  const id = createHash("sha256").update(name).digest("hex");
  const meta = readJson(join(configDir, "contexts/meta", id, "meta.json")) as
    { Endpoints?: { docker?: { Host?: string } } } | undefined;
  const host = meta?.Endpoints?.docker?.Host;
  if (host === undefined) return undefined;
  const tls = join(configDir, "contexts/tls", id, "docker");
  const certificates = existsSync(join(tls, "ca.pem")) ? tls : undefined;
  return { host, source: `the docker context ${name}`, certificates };
}

/** The address that the docker CLI would use, unasked. */
function candidate(env: NodeJS.ProcessEnv): FoundEngine | undefined {
  const configDir = env.DOCKER_CONFIG ?? join(homedir(), ".docker");
  if (env.DOCKER_HOST) {
    const certificates = env.DOCKER_TLS_VERIFY ? (env.DOCKER_CERT_PATH ?? configDir) : undefined;
    return { host: env.DOCKER_HOST, source: "DOCKER_HOST", certificates };
  }
  const config = readJson(join(configDir, "config.json")) as
    { currentContext?: string } | undefined;
  const name = env.DOCKER_CONTEXT || config?.currentContext || "default";
  if (name !== "default") return fromContext(name, configDir);
  return { host: LOCAL_SOCKET, source: "the local socket" };
}

/** The engine that the docker CLI would use, if it answers; one behind ssh is taken at its word. */
export async function findEngine(
  env: NodeJS.ProcessEnv = process.env,
): Promise<FoundEngine | undefined> {
  const found = candidate(env);
  if (found === undefined) return undefined;
  const { host, certificates } = found;
  if (host.startsWith("ssh://")) return found;
  if (!/^(unix|tcp|http|https):\/\//.test(host)) return undefined;
  return (await answers(host, { certificates })) ? found : undefined;
}
