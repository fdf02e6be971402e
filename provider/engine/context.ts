// Docker's own configuration on this machine: contexts and TLS folders, read as the docker CLI writes them.
// Reads files only; never opens a connection, never writes.

import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { SwarmError } from "../errors";
import type { SshInputs } from "./material";

export interface Tls {
  ca?: string;
  cert?: string;
  key?: string;
}
/** An address as somebody wrote it down, not yet understood. */
export interface Place {
  host: string;
  tls: Tls;
  ssh?: SshInputs;
  /** Where it was written, for messages: "DOCKER_HOST", "docker context prod". */
  from: string;
}

export type Environment = Record<string, string | undefined>;

export function configFolder(env: Environment): string {
  return env.DOCKER_CONFIG || join(homedir(), ".docker");
}

/** The name that `docker context use` left, or "default". */
export function currentContext(env: Environment): string {
  const { currentContext: name } = readConfig(env) as { currentContext?: string };
  return name || "default";
}

/** The engine that a docker context names; undefined for "default", which is the local socket. */
export function readContext(name: string, env: Environment): Place | undefined {
  if (name === "default") return undefined;

  const contexts = join(configFolder(env), "contexts");
  const id = createHash("sha256").update(name).digest("hex");
  const file = join(contexts, "meta", id, "meta.json");
  if (!existsSync(file)) {
    throw new SwarmError(
      "INVALID_INPUT",
      `docker context ${name}: there is none in ${contexts}. \`docker context ls\` shows what there is.`,
    );
  }

  const meta = readJson(file) as {
    Endpoints?: { docker?: { Host?: string; SkipTLSVerify?: boolean } };
  };
  const engine = meta.Endpoints?.docker;
  if (!engine?.Host) {
    throw new SwarmError(
      "INVALID_INPUT",
      `docker context ${name}: it names no docker endpoint. Choose another context, or set \`host\`.`,
    );
  }
  if (engine.SkipTLSVerify) {
    throw new SwarmError(
      "INVALID_INPUT",
      `docker context ${name}: it skips the check of the engine's certificate, which is always made here. ` +
        `Give the context the engine's CA: docker context update ${name} --docker "host=${engine.Host},ca=ca.pem".`,
    );
  }
  return {
    host: engine.Host,
    tls: readTlsFolder(join(contexts, "tls", id, "docker")),
    from: `docker context ${name}`,
  };
}

/** The ca.pem, cert.pem and key.pem of a folder, as far as they are there. */
export function readTlsFolder(folder: string): Tls {
  const tls: Tls = {};
  for (const part of ["ca", "cert", "key"] as const) {
    const file = join(folder, `${part}.pem`);
    if (existsSync(file)) tls[part] = readText(file);
  }
  return tls;
}

function readText(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    throw new SwarmError("INVALID_INPUT", `${file}: cannot be read (${code}).`, { cause });
  }
}

/** The docker CLI's own settings; empty where there are none. */
export function readConfig(env: Environment): object {
  const file = join(configFolder(env), "config.json");
  return existsSync(file) ? readJson(file) : {};
}

function readJson(file: string): object {
  const text = readText(file);
  try {
    return JSON.parse(text) as object;
  } catch {
    // The parser's own words quote the file, and config.json holds registry passwords.
    throw new SwarmError("INVALID_INPUT", `${file}: is not valid JSON. Repair or remove it.`);
  }
}
