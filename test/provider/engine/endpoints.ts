// Endpoints as tests expect them, and a folder of docker contexts to find them in.

import { createHash } from "node:crypto";
import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Endpoint } from "../../../provider/engine/address";
import { resolveEndpoints } from "../../../provider/engine/address";

export const local: Endpoint = {
  kind: "unix",
  address: "unix:///var/run/docker.sock",
  socketPath: "/var/run/docker.sock",
};
export const pem = (kind: string): string => `-----BEGIN ${kind}-----`;
export const tls = { ca: pem("CA"), cert: pem("CERT"), key: pem("KEY") };

export const resolveEndpoint = (...of: Parameters<typeof resolveEndpoints>): Endpoint =>
  resolveEndpoints(...of)[0];

export function unix(socketPath: string): Endpoint {
  return { kind: "unix", address: `unix://${socketPath}`, socketPath };
}
export function http(address: string): Endpoint {
  return { kind: "http", address, ...place(address) };
}
export function https(address: string): Endpoint {
  return { kind: "https", address, ...place(address), tls };
}
function place(address: string): { host: string; port: number } {
  const [, host = "", port] = /\/\/(.*):(\d+)$/.exec(address) ?? [];
  return { host, port: Number(port) };
}

/** A folder for DOCKER_CONFIG, with contexts called prod, shell, careless and kubernetes. */
export function contextsFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "docker-config-"));
  writeContext(folder, "prod", { Host: "tcp://10.0.0.5:2376" }, tls);
  writeContext(folder, "shell", { Host: "ssh://ops@10.0.0.6" });
  writeContext(folder, "careless", { Host: "tcp://10.0.0.7:2376", SkipTLSVerify: true });
  writeContext(folder, "kubernetes", undefined);
  return folder;
}

/** Where the certificates of a context lie. */
export const certificatesOf = (folder: string, context: string): string =>
  join(folder, "contexts", "tls", idOf(context), "docker");

const idOf = (context: string): string => createHash("sha256").update(context).digest("hex");

function writeContext(
  folder: string,
  name: string,
  docker?: object,
  material: Record<string, string> = {},
): void {
  const meta = join(folder, "contexts", "meta", idOf(name));
  const certificates = certificatesOf(folder, name);
  mkdirSync(meta, { recursive: true });
  mkdirSync(certificates, { recursive: true });
  const text = JSON.stringify({ Name: name, Metadata: {}, Endpoints: { docker } });
  writeFileSync(join(meta, "meta.json"), text);
  for (const [part, one] of Object.entries(material))
    writeFileSync(join(certificates, `${part}.pem`), one);
}
