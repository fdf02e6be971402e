// Which of the Pulumi CLIs on this machine to use. Looks, never installs.

import { existsSync, readdirSync } from "node:fs";
import { homedir } from "node:os";
import { delimiter, join } from "node:path";
import { run } from "../engine/run";

/** From this version on, refresh gives a dynamic provider's inputs back (pulumi/pulumi#21315). */
export const OLDEST_VERSION = "3.216.0";
export const versionsFolder = join(homedir(), ".pulumi/versions");

const exe = (name: string) => (process.platform === "win32" ? `${name}.exe` : name);

/** Gives the bin folder of the first CLI that runs programs in Node and is new enough. */
export async function findPulumi(pathVariable = process.env.PATH ?? "", versions = versionsFolder) {
  const onPath = pathVariable.split(delimiter).filter(Boolean);
  const folders = [...onPath, ...installedFolders(versions)].filter((folder) =>
    hasCli(folder, onPath),
  );
  for (const folder of folders) {
    const version = await versionOf(folder);
    if (version && isUsable(version)) return folder;
  }
  return undefined;
}

/** Lists the bin folders below ~/.pulumi/versions, the newest version first. */
export function installedFolders(versions: string): string[] {
  if (!existsSync(versions)) return [];
  return readdirSync(versions)
    .filter(isUsable)
    .sort((a, b) => compareVersions(b, a))
    .map((version) => join(versions, version, "bin"));
}

// distributions package the CLI without language hosts, or put those into another folder of the PATH
function hasCli(folder: string, onPath: string[]): boolean {
  const host = exe("pulumi-language-nodejs");
  return (
    existsSync(join(folder, exe("pulumi"))) &&
    [folder, ...onPath].some((place) => existsSync(join(place, host)))
  );
}

async function versionOf(folder: string): Promise<string | undefined> {
  const env = { PULUMI_SKIP_UPDATE_CHECK: "1" };
  const printed = await run(join(folder, exe("pulumi")), ["version"], { env }).catch(() => "");
  return /^v?(\d+\.\d+\.\d+\S*)/.exec(printed.trim())?.[1];
}

/** Tells whether a version is of major 3 and not older than the SDK needs. */
export function isUsable(version: string): boolean {
  return /^3\.\d+\.\d+/.test(version) && compareVersions(version, OLDEST_VERSION) >= 0;
}

export function compareVersions(a: string, b: string): number {
  const [left, right] = [a, b].map((version) => version.split(/[.+-]/).slice(0, 3).map(Number));
  const first = left?.findIndex((part, index) => part !== right?.[index]) ?? -1;
  return first < 0 ? 0 : (left?.[first] ?? 0) - (right?.[first] ?? 0);
}
