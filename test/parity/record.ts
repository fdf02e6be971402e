// Records goldens: runs the real `docker stack deploy` against a server that answers like a manager, and keeps the
// bodies of its create requests. `tsx test/parity/record.ts [case…]` writes each case's engine.json anew.

import { spawn } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type IncomingMessage } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { casesIn, home, kinds, type Recorded, stack } from "./engine-case";

const apiVersion = "1.47";
type Kind = (typeof kinds)[number];
type Requests = Record<Kind, { Name: string }[]>;

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString("utf8");
}

/** Ids are made of names, so that a recording says whose they are. */
const idOf = (kind: string, name: string): string => `${kind.slice(0, 3)}_${name}`;

/** What a fresh manager answers, on which every external object exists. */
function answer(method: string, url: URL, body: string, sent: Requests): [number, unknown] {
  const [kind = "", name] = url.pathname
    .replace(/^\/v[\d.]+/, "")
    .split("/")
    .slice(1);
  if (kind === "info")
    return [200, { Swarm: { LocalNodeState: "active", ControlAvailable: true } }];
  if (method === "POST") {
    const spec = JSON.parse(body) as { Name: string };
    sent[kind as Kind].push(spec);
    return [201, { ID: idOf(kind, spec.Name), Id: idOf(kind, spec.Name) }];
  }
  if (kind === "networks" && name) return [200, { Name: name, Id: name, Scope: "swarm" }];
  if (name) return [404, { message: `${kind} ${name} not found` }];
  const names = namesIn(url);
  return [200, names.map((one) => ({ ID: idOf(kind, one), Spec: { Name: one } }))];
}

/** The names that a list call asks for: docker resolves references so. */
function namesIn(url: URL): string[] {
  const filters = JSON.parse(url.searchParams.get("filters") ?? "{}") as Record<string, object>;
  return Object.keys(filters.name ?? {});
}

/** Runs docker on a case and gives back what it did. */
async function record(
  folder: string,
  files: string[],
  env: Record<string, string>,
): Promise<Recorded> {
  const sent: Requests = { networks: [], secrets: [], configs: [], services: [] };
  const socketFolder = mkdtempSync(join(tmpdir(), "record-"));
  const socket = join(socketFolder, "engine.sock");
  const server = createServer((request, response) => {
    void bodyOf(request).then((body) => {
      const url = new URL(request.url ?? "/", "http://engine");
      const [status, value] = answer(request.method ?? "GET", url, body, sent);
      response.writeHead(status, { "Api-Version": apiVersion, "Content-Type": "application/json" });
      response.end(JSON.stringify(value));
    });
  });
  await new Promise<void>((done) => server.listen(socket, done));
  const { rc, error } = await docker(folder, files, { ...env, DOCKER_HOST: `unix://${socket}` });
  server.close();
  rmSync(socketFolder, { recursive: true });
  const text = (value: unknown): string => JSON.stringify(value).replaceAll(folder, "/WORKDIR");
  if (rc !== 0) return { files, env, rc, error: JSON.parse(text(error)) as string };
  for (const kind of kinds) sent[kind].sort((a, b) => (a.Name < b.Name ? -1 : 1));
  return { files, env, rc, ...(JSON.parse(text(sent)) as Requests) };
}

async function docker(folder: string, files: string[], env: Record<string, string>) {
  const named = files.flatMap((file) => ["-c", file]);
  const args = ["stack", "deploy", "-d", "--resolve-image", "never", ...named, stack];
  const child = spawn("docker", args, {
    cwd: folder,
    env: { PATH: process.env.PATH, HOME: home, ...env },
    stdio: ["ignore", "ignore", "pipe"],
  });
  let error = "";
  child.stderr.on("data", (chunk: Buffer) => (error += chunk.toString("utf8")));
  const rc = await new Promise<number>((done) => child.on("close", (code) => done(code ?? 1)));
  return { rc, error };
}

async function main(wanted: string[]): Promise<void> {
  const root = join(__dirname, "cases");
  const known = new Map(casesIn(root).map((one) => [one.name, one.recorded]));
  for (const name of wanted.length > 0 ? wanted : readdirSync(root)) {
    const folder = join(root, name);
    const all = readdirSync(folder).filter((file) => file.endsWith(".yml"));
    const { files = all.sort(), env = {} } = known.get(name) ?? {};
    const recorded = await record(folder, files, env);
    writeFileSync(join(folder, "engine.json"), `${JSON.stringify(recorded, undefined, 2)}\n`);
    process.stdout.write(`${name}: ${recorded.rc === 0 ? "deployed" : (recorded.error ?? "")}\n`);
  }
}

void main(process.argv.slice(2));
