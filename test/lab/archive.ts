// Writes an image out of a folder, as `docker load` takes it: no engine, no registry and no build needed.

import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { mkdtemp, rename, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { pipeline } from "node:stream/promises";
import { run } from "../../tools/engine/run";

export interface Image {
  /** The names it gets, as "busybox:latest". */
  tags: string[];
  /** The settings of its containers, as `docker image inspect` shows them under Config. */
  config: {
    Cmd?: string[];
    Entrypoint?: string[];
    Env?: string[];
    StopSignal?: string;
    WorkingDir?: string;
  };
}

export interface ImageOptions extends Image {
  /** A folder that becomes the image's whole file system, owned by root. */
  rootfs: string;
}

const ARCHITECTURES: Partial<Record<NodeJS.Architecture, string>> = { x64: "amd64", ia32: "386" };

/** Same files, same bytes: no times, no owners, one order. */
const STEADY = ["--sort=name", "--mtime=@0", "--owner=0", "--group=0", "--numeric-owner"];

async function sha256(file: string): Promise<string> {
  const hash = createHash("sha256");
  await pipeline(createReadStream(file), hash);
  return hash.digest("hex");
}

/** Writes an image of one layer to this file; the same folder always makes the same image id. */
export const writeImage = (file: string, { rootfs, ...image }: ImageOptions): Promise<void> =>
  writeImages(file, rootfs, [image]);

/** The same for several images, whose file system is one and the same. */
export async function writeImages(file: string, rootfs: string, images: Image[]): Promise<void> {
  const work = await mkdtemp(join(dirname(file), ".image-"));
  const inWork = (name: string): string => join(work, name);
  try {
    await run("tar", ["-cf", inWork("layer.tar"), ...STEADY, "-C", rootfs, "."]);
    const layer = await sha256(inWork("layer.tar"));
    const described = images.map((image) => describe(image, layer));
    for (const { text, entry } of described) await writeFile(inWork(entry.Config), text);
    const manifest = described.map(({ entry }) => entry);
    await writeFile(inWork("manifest.json"), JSON.stringify(manifest));
    const configs = manifest.map(({ Config }) => Config);
    const parts = ["manifest.json", ...configs, "layer.tar"];
    await run("tar", ["-cf", inWork("image.tar"), ...STEADY, "-C", work, ...parts]);
    await rename(inWork("image.tar"), file); // whole or not at all
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

/** An image's configuration, and its place in the archive's manifest. */
function describe({ tags, config }: Image, layer: string) {
  const text = JSON.stringify({
    architecture: ARCHITECTURES[process.arch] ?? process.arch,
    os: "linux",
    config,
    rootfs: { type: "layers", diff_ids: [`sha256:${layer}`] },
  });
  const Config = `${createHash("sha256").update(text).digest("hex")}.json`;
  return { text, entry: { Config, RepoTags: tags, Layers: ["layer.tar"] } };
}
