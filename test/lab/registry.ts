// A private registry for the engines of a lab: the pull side of the registry API over plain HTTP, with name and
// password. It holds versions of one image, and its tags can be moved. Knows no swarm.

import { createHash } from "node:crypto";
import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { gzipSync } from "node:zlib";
import { busyboxImage } from "./image";

export interface Registry {
  /** "198.18.0.1:40123". */
  host: string;
  /** Names and passwords that it lets in; nobody needs one while it is empty. */
  logins: Record<string, string>;
  /** "GET /v2/app/manifests/1", of those who were let in. */
  asked: string[];
  /** Makes "app:1" a version of the image; gives the digest. The same version is the same digest. */
  tag(reference: string, version: string): string;
  close(): Promise<void>;
}

interface Blob {
  type: string;
  body: Buffer;
}

const MANIFEST = "application/vnd.docker.distribution.manifest.v2+json";
const CONFIG = "application/vnd.docker.container.image.v1+json";
const LAYER = "application/vnd.docker.image.rootfs.diff.tar.gzip";
const ARCHITECTURES: Partial<Record<NodeJS.Architecture, string>> = { x64: "amd64" };

/** Listens at the machine's own address in a lab, where every node reaches it. */
export async function startRegistry(address: string): Promise<Registry> {
  const tar = await layerOf(await busyboxImage());
  const blobs = new Map<string, Blob>();
  const tags = new Map<string, string>();
  const layer = keep(blobs, LAYER, gzipSync(tar, { level: 1 }));
  const registry: Omit<Registry, "host" | "close"> = {
    logins: {},
    asked: [],
    tag(reference, version) {
      const config = keep(blobs, CONFIG, Buffer.from(JSON.stringify(configOf(tar, version))));
      const manifest = { schemaVersion: 2, mediaType: MANIFEST, config, layers: [layer] };
      const { digest } = keep(blobs, MANIFEST, Buffer.from(JSON.stringify(manifest)));
      tags.set(reference, digest);
      return digest;
    },
  };
  const server = createServer((request, response) => {
    if (!isLetIn(registry.logins, request)) {
      response.setHeader("WWW-Authenticate", 'Basic realm="lab"');
      return refuse(response, 401, "UNAUTHORIZED", "authentication required");
    }
    registry.asked.push(`${request.method} ${request.url}`);
    answer(response, request, { blobs, tags });
  });
  server.listen(0, address);
  await once(server, "listening");
  return Object.assign(registry, {
    host: `${address}:${(server.address() as AddressInfo).port}`,
    close: async () => {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  });
}

async function layerOf(image: string): Promise<Buffer> {
  const { execa } = await import("execa");
  const options = { encoding: "buffer", maxBuffer: 64 * 2 ** 20 } as const;
  return Buffer.from((await execa("tar", ["-xOf", image, "layer.tar"], options)).stdout);
}

const configOf = (layer: Buffer, version: string): object => ({
  architecture: ARCHITECTURES[process.arch] ?? process.arch,
  os: "linux",
  config: { Cmd: ["sh"], Env: ["PATH=/bin:/usr/bin", `VERSION=${version}`] },
  rootfs: { type: "layers", diff_ids: [digestOf(layer)] },
});

const digestOf = (body: Buffer): string =>
  `sha256:${createHash("sha256").update(body).digest("hex")}`;

function keep(blobs: Map<string, Blob>, type: string, body: Buffer) {
  const digest = digestOf(body);
  blobs.set(digest, { type, body });
  return { mediaType: type, size: body.length, digest };
}

function isLetIn(logins: Record<string, string>, { headers }: IncomingMessage): boolean {
  const given = Buffer.from(headers.authorization?.replace("Basic ", "") ?? "", "base64");
  const entries = Object.entries(logins).map(([name, password]) => `${name}:${password}`);
  return entries.length === 0 || entries.includes(given.toString());
}

function answer(
  response: ServerResponse,
  { url = "", method }: IncomingMessage,
  { blobs, tags }: { blobs: Map<string, Blob>; tags: Map<string, string> },
): void {
  if (/^\/v2\/?$/.test(url)) return void response.end("{}");
  const [, name, , reference = ""] = /^\/v2\/(.+)\/(manifests|blobs)\/([^/?]+)/.exec(url) ?? [];
  const digest = tags.get(`${name}:${reference}`) ?? reference;
  const blob = blobs.get(digest);
  if (blob === undefined) return refuse(response, 404, "MANIFEST_UNKNOWN", "manifest unknown");
  response.setHeader("Content-Type", blob.type);
  response.setHeader("Content-Length", blob.body.length);
  response.setHeader("Docker-Content-Digest", digest);
  response.end(method === "HEAD" ? undefined : blob.body);
}

function refuse(response: ServerResponse, status: number, code: string, message: string): void {
  response.statusCode = status;
  response.setHeader("Content-Type", "application/json");
  response.end(JSON.stringify({ errors: [{ code, message }] }));
}
