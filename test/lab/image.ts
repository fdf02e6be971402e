// The image that tests run, made of Debian's static busybox, and how engines get images where there is no
// registry.

import { createHash } from "node:crypto";
import { createReadStream, existsSync } from "node:fs";
import { chmod, copyFile, mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { SwarmError } from "../../provider/errors";
import { downloadPackage } from "../../tools/engine/install";
import { requestText } from "../../tools/engine/request";
import { run } from "../../tools/engine/run";
import { writeImage } from "./archive";
import { labsFolder } from "./state";

const FILES: Record<string, string> = {
  "etc/passwd": "root:x:0:0:root:/root:/bin/sh\nnobody:x:65534:65534:nobody:/home:/bin/false\n",
  "etc/group": "root:x:0:\nnogroup:x:65534:\n",
};
const FOLDERS = ["bin", "dev", "etc", "home", "proc", "root", "sys", "tmp", "usr/bin", "var/www"];

/** The path of a tar that holds busybox:latest: sh and every applet in /bin. Made once, then kept. */
export async function busyboxImage(): Promise<string> {
  const cache = join(labsFolder(), ".images");
  const recipe = createHash("sha256").update(JSON.stringify([FILES, FOLDERS]));
  const file = join(cache, `busybox-${recipe.digest("hex").slice(0, 12)}.tar`);
  if (existsSync(file)) return file;
  await mkdir(cache, { recursive: true });
  const work = await mkdtemp(join(cache, ".busybox-"));
  try {
    const rootfs = join(work, "rootfs");
    await fillRootfs(rootfs, await staticBusybox(work));
    await writeImage(file, { rootfs, tags: ["busybox:latest"], config: { Cmd: ["sh"] } });
    return file;
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

/** The path of a busybox that needs no library: the machine's, or the one of Debian's package. */
async function staticBusybox(work: string): Promise<string> {
  const installed = "/bin/busybox";
  if (existsSync(installed)) {
    const isDynamic = await run("ldd", [installed]).then(
      () => true,
      () => false, // "not a dynamic executable"
    );
    if (!isDynamic) return installed;
  }
  const file = await downloadPackage("busybox-static", work);
  await run("dpkg-deb", ["-x", file, join(work, "package")]);
  const inside = ["bin", "usr/bin"].map((bin) => join(work, "package", bin, "busybox"));
  const found = inside.find((path) => existsSync(path));
  if (found !== undefined) return found;
  throw new SwarmError("NOT_FOUND", `${file}: holds no busybox. Install busybox-static.`);
}

/** Lays out the image as the official one is: every applet in /bin. */
async function fillRootfs(rootfs: string, busybox: string): Promise<void> {
  for (const folder of FOLDERS) await mkdir(join(rootfs, folder), { recursive: true });
  await chmod(join(rootfs, "tmp"), 0o1777);
  await copyFile(busybox, join(rootfs, "bin/busybox"));
  await chmod(join(rootfs, "bin/busybox"), 0o755);
  const applets = (await run(busybox, ["--list"])).split("\n");
  for (const applet of applets.filter((name) => name !== "busybox")) {
    await symlink("busybox", join(rootfs, "bin", applet));
  }
  await symlink("../../bin/busybox", join(rootfs, "usr/bin/env"));
  for (const [name, text] of Object.entries(FILES)) await writeFile(join(rootfs, name), text);
}

/** Loads these images into the engine, or into every engine of a lab. */
export async function loadImages(
  target: { host: string } | { nodes: { host: string }[] },
  tars: string[],
): Promise<void> {
  const engines = "nodes" in target ? target.nodes : [target];
  await Promise.all(engines.flatMap(({ host }) => tars.map((tar) => loadImage(host, tar))));
}

/** An engine that unpacks says nothing meanwhile, and two lanes of tests unpack at once. */
const LOAD_TIMEOUT_MS = 5 * 60_000;

async function loadImage(host: string, tar: string): Promise<void> {
  const answer = await requestText(host, "/images/load?quiet=1", {
    method: "POST",
    tar: createReadStream(tar),
    timeoutMs: LOAD_TIMEOUT_MS,
  });
  // a refusal comes inside an answer of status 200
  const refusal = /"error":"((?:[^"\\]|\\.)*)"/.exec(answer)?.[1];
  if (refusal === undefined) return;
  throw new SwarmError("ENGINE_REFUSED", `${host}: did not load ${tar}. ${refusal}.`);
}
