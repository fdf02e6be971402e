// What a lab left on this machine. Looks only.

import { existsSync, readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { cgroups, engineProcesses } from "../../../tools/engine/processes";
import { labFolder, labId } from "../../lab/state";

/** Everything that a lab of this name could have left on the machine. */
export function leftOf(name: string, nodes: string[]): Record<string, unknown> {
  const folders = nodes.map((node) => join(labFolder(name), node));
  const mine = (entry: string): boolean => entry.startsWith(`psl-${labId(name)}`);
  const mounts = readFileSync("/proc/self/mountinfo", "utf8").split("\n");
  return {
    processes: folders.flatMap(engineProcesses),
    namespaces: readdirSync("/run/netns").filter(mine),
    links: readdirSync("/sys/class/net").filter(mine),
    mounts: mounts.filter((line) => line.includes(labFolder(name))),
    cgroups: folders.flatMap(cgroups),
    folder: existsSync(labFolder(name)),
  };
}

export const NOTHING = {
  processes: [],
  namespaces: [],
  links: [],
  mounts: [],
  cgroups: [],
  folder: false,
};
