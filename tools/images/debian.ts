// A root file system made of Debian's (or Ubuntu's) own packages, for images where no registry answers.
// Installs nothing on this machine, and needs no root.

import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { refreshLists, type Log } from "../engine/install";
import { findProgram, run } from "../engine/run";

/** Puts these packages, and all they depend on, into one tar of a root file system. */
export async function packRootfs(packages: string[], tarFile: string, log: Log): Promise<void> {
  const work = `${tarFile}.d`;
  const root = join(work, "root");
  await fillRootfs(packages, root, log);
  await run("tar", ["--owner=0", "--group=0", "--numeric-owner", "-cf", tarFile, "-C", root, "."]);
  rmSync(work, { recursive: true, force: true });
}

/** Unpacks these packages, and all they depend on, into a folder; what is left of the download is beside it. */
export async function fillRootfs(packages: string[], root: string, log: Log): Promise<void> {
  if (findProgram("dpkg-deb") === undefined)
    throw new Error("Only Debian and Ubuntu have its packages");
  mkdirSync(root, { recursive: true });
  for (const archive of await downloadPackages(packages, `${root}.debs`, log)) {
    await run("dpkg-deb", ["-x", archive, root]);
  }
  rmSync(join(root, "usr/share"), { recursive: true, force: true });
  mergeUsr(root);
  await linkApplets(root);
  mkdirSync(join(root, "tmp"), { recursive: true });
  chmodSync(join(root, "tmp"), 0o1777);
}

async function downloadPackages(packages: string[], work: string, log: Log): Promise<string[]> {
  const archives = join(work, "archives");
  mkdirSync(join(archives, "partial"), { recursive: true });
  // against an empty list of what is installed, apt fetches every dependency
  const status = join(work, "status");
  writeFileSync(status, "");
  const settings = [
    `Dir::State::status=${status}`,
    `Dir::Cache::archives=${archives}`,
    "Debug::NoLocking=1",
    "APT::Sandbox::User=",
  ].flatMap((setting) => ["-o", setting]);
  const download = ["--no-install-recommends", "--download-only", "-qq", "-y", "install"];
  const fetchAll = () => run("apt-get", [...settings, ...download, ...packages]);
  await fetchAll().catch(async () => {
    log("refreshing the lists of packages (apt-get update)");
    await refreshLists();
    await fetchAll();
  });
  const names = readdirSync(archives).filter((name) => name.endsWith(".deb"));
  return names.map((name) => join(archives, name));
}

// packages of newer releases know only /usr; the links that make /lib of it come with none of ours
function mergeUsr(root: string): void {
  for (const name of ["bin", "sbin", "lib", "lib64"]) {
    const merged = join("usr", name);
    if (!existsSync(join(root, name)) && existsSync(join(root, merged))) {
      symlinkSync(merged, join(root, name));
    }
  }
}

async function linkApplets(root: string): Promise<void> {
  const bin = join(root, "bin");
  const names = (await run(join(bin, "busybox"), ["--list"])).trim().split("\n");
  for (const name of names) {
    if (!existsSync(join(bin, name))) symlinkSync("busybox", join(bin, name));
  }
}
