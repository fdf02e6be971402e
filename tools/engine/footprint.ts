// What dockerd changes in the machine's own network when it starts there (bridges, iptables rules, the
// FORWARD policy, ip_forward) and leaves when it ends: recorded before, put back after.

import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { anotherDaemon } from "./processes";
import { run } from "./run";

interface Footprint {
  bridges: string[];
  /** Docker's rules were there before us. */
  hadRules: boolean;
  forwardPolicy: string;
  ipForward: string;
}

const BRIDGES = ["docker0", "docker_gwbridge"];
const IP_FORWARD = "/proc/sys/net/ipv4/ip_forward";

function fileOf(dir: string): string {
  return join(dir, "network-before.json");
}

export interface Link {
  ifname: string;
  addr_info: { local?: string }[];
}

/** The network interfaces here, with their addresses; also those that are down. */
export async function listLinks(): Promise<Link[]> {
  return JSON.parse((await run("ip", ["-j", "addr"])) || "[]") as Link[];
}

async function bridgesHere(): Promise<string[]> {
  const names = (await listLinks()).map(({ ifname }) => ifname);
  return BRIDGES.filter((name) => names.includes(name));
}

/** Remembers the machine's network as it is, unless an earlier start of this engine already did. */
export async function recordNetwork(dir: string): Promise<void> {
  if (existsSync(fileOf(dir))) return;
  const rules = await run("iptables-save", []);
  const before: Footprint = {
    bridges: await bridgesHere(),
    hadRules: /docker/i.test(rules),
    forwardPolicy: /^:FORWARD (\w+)/m.exec(rules)?.[1] ?? "ACCEPT",
    ipForward: readFileSync(IP_FORWARD, "utf8").trim(),
  };
  writeFileSync(fileOf(dir), JSON.stringify(before));
}

/** Puts the network back, but for what was there before or what another engine here still uses. */
export async function restoreNetwork(dir: string): Promise<void> {
  if (!existsSync(fileOf(dir))) return;
  const before = JSON.parse(readFileSync(fileOf(dir), "utf8")) as Footprint;
  rmSync(fileOf(dir));
  if (anotherDaemon(dir)) return;
  for (const name of await bridgesHere()) {
    if (!before.bridges.includes(name)) await run("ip", ["link", "del", name]);
  }
  if (!before.hadRules) await removeRules(before.forwardPolicy);
  writeFileSync(IP_FORWARD, before.ipForward);
}

/** Drops every rule and chain of Docker's, and leaves everybody else's with their counters. */
async function removeRules(forwardPolicy: string): Promise<void> {
  const kept = (await run("iptables-save", ["-c"]))
    .split("\n")
    .filter((line) => !/docker/i.test(line))
    .map((line) => line.replace(/^:FORWARD \w+/, `:FORWARD ${forwardPolicy}`));
  await run("iptables-restore", ["-c"], { input: `${kept.join("\n")}\n` });
}
