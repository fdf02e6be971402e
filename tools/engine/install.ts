// Brings the programs that a private engine needs, from Debian's or Ubuntu's own packages. Never starts
// a service of the machine.

import { existsSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { SwarmError } from "../../provider/errors";
import { findProgram, run } from "./run";

export type Log = (line: string) => void;

const POLICY = "/usr/sbin/policy-rc.d";
/** dpkg asks this script before it starts a service; 101 means no. */
const NO_SERVICES = "#!/bin/sh\nexit 101\n";

/** Makes sure of dockerd and gives its path; installs Debian's docker.io where it may. */
export async function ensureDockerd(log: Log): Promise<string> {
  await ensurePrograms({ dockerd: "docker.io", iptables: "iptables", ip: "iproute2" }, log);
  return findProgram("dockerd") ?? "dockerd";
}

/** Makes sure of these programs: from each name to the Debian package that brings it. */
export async function ensurePrograms(packageOf: Record<string, string>, log: Log): Promise<void> {
  const missing = Object.keys(packageOf).filter((name) => findProgram(name) === undefined);
  if (missing.length === 0) return;
  const packages = [...new Set(missing.map((name) => packageOf[name] ?? name))];
  const cannot = whyNotInstall();
  if (cannot !== undefined) {
    const next = missing.includes("dockerd")
      ? "Install Docker (https://docs.docker.com/engine/install) or run this as root on Debian or Ubuntu"
      : `Install ${packages.join(", ")}`;
    throw new SwarmError("NOT_FOUND", `${missing.join(", ")}: not installed. ${cannot}. ${next}.`);
  }
  await install(packages, log);
}

function whyNotInstall(): string | undefined {
  if (process.getuid?.() !== 0) return "Installing needs root";
  return findProgram("apt-get") === undefined ? "There is no apt-get to install with" : undefined;
}

async function install(packages: string[], log: Log): Promise<void> {
  log(`installing ${packages.join(", ")}`);
  const ours = !existsSync(POLICY);
  const stay = (): void => undefined; // ^C reaches apt-get, too: it ends, and the script goes with it
  process.on("SIGINT", stay);
  if (ours) writeFileSync(POLICY, NO_SERVICES, { mode: 0o755 });
  try {
    await aptGet(["install", ...packages], log).catch(async () => {
      await refreshLists(log);
      await aptGet(["install", ...packages], log);
    });
  } finally {
    if (ours) rmSync(POLICY, { force: true });
    process.off("SIGINT", stay);
  }
}

/** Fetches a package into the folder without installing it, and gives the path of its file. */
export async function downloadPackage(name: string, folder: string): Promise<string> {
  if (findProgram("apt-get") === undefined) {
    const next = `Install ${name} and run this again`;
    throw new SwarmError("NOT_FOUND", `${name}: not here, and no apt-get to fetch it. ${next}.`);
  }
  const fetch = (): Promise<string> =>
    run("sh", ["-ec", 'cd "$0" && apt-get -q download "$1"', folder, name]);
  await fetch().catch(async () => {
    await refreshLists();
    await fetch();
  });
  const file = readdirSync(folder).find((entry) => entry.endsWith(".deb"));
  return join(folder, file ?? `${name}.deb`);
}

const LISTS_LOCK = join(tmpdir(), "pulumi-swarm-apt.lock");

/** For who has no lists of packages yet, or stale ones. Apt waits for nobody else who fetches them; here one does. */
export const refreshLists = (log?: Log): Promise<unknown> =>
  run("flock", [LISTS_LOCK, "apt-get", "-q", "update"], { log });

async function aptGet(args: string[], log?: Log): Promise<void> {
  const quiet = ["-q", "-y", "--no-install-recommends", "-o", "DPkg::Lock::Timeout=120"];
  await run("apt-get", [...quiet, ...args], { env: { DEBIAN_FRONTEND: "noninteractive" }, log });
}
