// Others' images on an engine: pulled where a registry answers, else built from Debian's packages under the same
// names.

import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Log } from "../engine/install";
import { packRootfs } from "./debian";
import { buildImage, findImage, pullImage } from "./engine-images";
import type { Target } from "./target";

export interface Foreign {
  name: string;
  /** The folder below standin/ with its Dockerfile. */
  standIn: string;
  /** The Debian packages of the stand-in; busybox-static comes with each, for a shell. */
  packages: string[];
}

/** Makes sure of these images, and gives the names of those it had to bring. */
export async function ensureForeign(
  target: Target,
  images: Foreign[],
  log: Log,
): Promise<string[]> {
  const missing = await Promise.all(
    images.map(async (image) => !(await findImage(target, image.name))),
  );
  const wanted = images.filter((_, index) => missing[index]);
  const refusals = await Promise.all(wanted.map((image) => pull(target, image, log)));
  // one after the other, for apt locks its lists
  for (const [index, image] of wanted.entries()) {
    const refusal = refusals[index];
    if (refusal !== undefined) await buildStandIn(target, { ...image, refusal }, log);
  }
  return wanted.map(({ name }) => name);
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
