// Small images for stories of updates: a web server whose page names its version, under any names, made of busybox.

import { existsSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { join } from "node:path";
import { createHash } from "node:crypto";
import { run } from "../../tools/engine/run";
import { writeImages, type Image } from "./archive";
import { busyboxImage } from "./image";
import { labsFolder } from "./state";

/** The path of a tar that holds them all. Made once, then kept. */
export async function pageImages(...names: string[]): Promise<string> {
  const images = names.map(image);
  const recipe = createHash("sha256").update(JSON.stringify(images)).digest("hex").slice(0, 12);
  const cache = join(labsFolder(), ".images");
  const file = join(cache, `pages-${recipe}.tar`);
  if (existsSync(file)) return file;
  const busybox = await busyboxImage();
  mkdirSync(cache, { recursive: true });
  const work = mkdtempSync(join(cache, ".pages-"));
  try {
    const root = join(work, "root");
    mkdirSync(root);
    await run("sh", ["-ec", `tar -xOf "$0" layer.tar | tar -x -C "$1"`, busybox, root]);
    await writeImages(file, root, images);
    return file;
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

/** httpd handles no signal, and a container's first process gets only those that it handles. */
function image(name: string): Image {
  const serve = `echo ${name} > /var/www/index.html; exec httpd -f -p 80 -h /var/www`;
  return { tags: [name], config: { Cmd: ["sh", "-c", serve], StopSignal: "SIGKILL" } };
}
