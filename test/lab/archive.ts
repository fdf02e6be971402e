// Writes an image out of a folder, as `docker load` takes it: no engine, no registry and no build needed.

import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { mkdtemp, rename, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { pipeline } from "node:stream/promises";
import { run } from "../../tools/engine/run";

export interface ImageOptions {
  /** A folder that becomes the image's whole file system, owned by root. */
  rootfs: string;
  /** The names it gets, as "busybox:latest". */
  tags: string[];
  /** The settings of its containers, as `docker image inspect` shows them under Config. */
  config: { Cmd?: string[]; Entrypoint?: string[]; Env?: string[]; WorkingDir?: string };
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
export async function writeImage(file: string, options: ImageOptions): Promise<void> {
  const { rootfs, tags, config } = options;
  const work = await mkdtemp(join(dirname(file), ".image-"));
  const inWork = (name: string): string => join(work, name);
  try {
    await run("tar", ["-cf", inWork("layer.tar"), ...STEADY, "-C", rootfs, "."]);
    const description = JSON.stringify({
      architecture: ARCHITECTURES[process.arch] ?? process.arch,
      os: "linux",
      config,
      rootfs: { type: "layers", diff_ids: [`sha256:${await sha256(inWork("layer.tar"))}`] },
    });
    const config256 = createHash("sha256").update(description).digest("hex");
    const Config = `${config256}.json`;
    const manifest = [{ Config, RepoTags: tags, Layers: ["layer.tar"] }];
    await writeFile(inWork(Config), description);
    await writeFile(inWork("manifest.json"), JSON.stringify(manifest));
    const parts = ["manifest.json", Config, "layer.tar"];
    await run("tar", ["-cf", inWork("image.tar"), ...STEADY, "-C", work, ...parts]);
    await rename(inWork("image.tar"), file); // whole or not at all
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}
