// The quickstart's images on an engine. Others' images are pulled where a registry answers, else built from
// Debian's packages under the same names; our own page is built in any case, for it is in no registry.

import { createHash } from "node:crypto";
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import type { Log } from "../engine/install";
import { packRootfs } from "./debian";
import { buildImage, findImage, pullImage } from "./engine-images";
import type { Target } from "./target";

interface Foreign {
  name: string;
  /** The folder below standin/ with its Dockerfile. */
  standIn: string;
  /** The Debian packages of the stand-in; busybox-static comes with each, for a shell. */
  packages: string[];
}

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
  const missing = await Promise.all(
    FOREIGN.map(async (image) => !(await findImage(target, image.name))),
  );
  const wanted = FOREIGN.filter((_, index) => missing[index]);
  const refusals = await Promise.all(wanted.map((image) => pull(target, image, log)));
  // one after the other, for apt locks its lists
  for (const [index, image] of wanted.entries()) {
    const refusal = refusals[index];
    if (refusal !== undefined) await buildStandIn(target, { ...image, refusal }, log);
  }
  const base = await findImage(target, BASE);
  const pages = PAGE_VERSIONS.map((version) => ({ version, baseId: base?.Id ?? "" }));
  const built = await Promise.all(pages.map((page) => ensurePage(target, page, log)));
  return [...wanted.map(({ name }) => name), ...built.filter((name) => name !== undefined)];
}

/** Gives why the image cannot be pulled; undefined when it was. */
async function pull(target: Target, { name }: Foreign, log: Log): Promise<string | undefined> {
  log(`asking the registry for ${name}`);
  try {
    await pullImage(target, name);
    log(`pulled ${name}`);
    return undefined;
  } catch (error) {
    return (error as Error).message.trim();
  }
}

async function buildStandIn(
  target: Target,
  { name, standIn, packages, refusal }: Foreign & { refusal: string },
  log: Log,
): Promise<void> {
  const names = [...packages, "busybox-static"];
  log(`no registry gives ${name}; building a stand-in from Debian's ${names.join(", ")}`);
  const folder = mkdtempSync(join(tmpdir(), "pulumi-swarm-image-"));
  try {
    cpSync(join(__dirname, "standin", standIn), folder, { recursive: true });
    await packRootfs(names, join(folder, "rootfs.tar"), log);
    await buildImage(target, { name, folder });
  } catch (error) {
    throw new Error(
      `image ${name}: it could not be pulled. ${refusal}. Nor could a stand-in be built. ` +
        `${(error as Error).message}. Bring it yourself: docker pull ${name}`,
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
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
