// The quickstart's images on an engine: others' as foreign.ts brings them; our own page is built in any case, for it
// is in no registry.

import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import type { Log } from "../engine/install";
import { buildImage, findImage } from "./engine-images";
import { ensureForeign, type Foreign } from "./foreign";
import type { Target } from "./target";

const BASE = "busybox:stable";
const FOREIGN: Foreign[] = [
  { name: BASE, standIn: "busybox", packages: [] },
  { name: "redis:7-alpine", standIn: "redis", packages: ["redis-tools"] },
  {
    name: "dockersamples/visualizer:stable",
    standIn: "visualizer",
    packages: ["socat", "jq"],
  },
];

/** "localhost/" keeps an engine from looking for the page in a public registry, where it could be anybody's. */
const PAGE = "localhost/quickstart-web";
const PAGE_FOLDER = resolve(__dirname, "../../examples/quickstart/web");
const PAGE_VERSIONS = ["1", "2"];
const SOURCE_LABEL = "pulumi-swarm.source";

/** Makes sure of every image that the quickstart runs, and gives the names of those it had to bring. */
export async function ensureImages(target: Target, log: Log): Promise<string[]> {
  const brought = await ensureForeign(target, FOREIGN, log);
  const base = await findImage(target, BASE);
  const pages = PAGE_VERSIONS.map((version) => ({ version, baseId: base?.Id ?? "" }));
  const built = await Promise.all(pages.map((page) => ensurePage(target, page, log)));
  return [...brought, ...built.filter((name) => name !== undefined)];
}

async function ensurePage(
  target: Target,
  { version, baseId }: { version: string; baseId: string },
  log: Log,
): Promise<string | undefined> {
  const name = `${PAGE}:${version}`;
  const source = hashOf(PAGE_FOLDER, baseId);
  const present = await findImage(target, name);
  if (present?.Labels?.[SOURCE_LABEL] === source) return undefined;
  const labels = { [SOURCE_LABEL]: source };
  await buildImage(target, { name, folder: PAGE_FOLDER, args: { VERSION: version }, labels });
  log(`built ${name}`);
  return name;
}

/** The same for the same files upon the same base, whatever their times. */
function hashOf(folder: string, baseId: string): string {
  const hash = createHash("sha256").update(baseId);
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
  for (const file of files) hash.update(file.slice(folder.length)).update(readFileSync(file));
  return hash.digest("hex").slice(0, 16);
}
