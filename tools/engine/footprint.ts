// What dockerd changes in the machine's own network when it starts there (bridges, iptables rules, the
// FORWARD policy, ip_forward) and leaves when it ends: recorded before, put back after.

import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { anotherDaemon } from "./processes";
import { run } from "./run";

interface Footprint {
  bridges: string[];
  /** The FORWARD policy of each firewall that held no rule of Docker's. */
  forwardPolicies: Record<string, string>;
  ipForward: string;
}

const FIREWALLS = ["iptables", "ip6tables"];
/** docker0, docker_gwbridge, and one for every bridge network that somebody made. */
const BRIDGE = /^(docker0|docker_gwbridge|br-[0-9a-f]{12})$/;
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
  return (await listLinks()).map(({ ifname }) => ifname).filter((name) => BRIDGE.test(name));
}

/** Remembers the machine's network as it is, unless an earlier start of this engine already did. */
export async function recordNetwork(dir: string): Promise<void> {
  if (existsSync(fileOf(dir))) return;
  const forwardPolicies: Record<string, string> = {};
  for (const firewall of FIREWALLS) {
    const rules = await rulesOf(firewall);
    if (rules === undefined || /docker/i.test(rules)) continue;
    forwardPolicies[firewall] = /^:FORWARD (\w+)/m.exec(rules)?.[1] ?? "ACCEPT";
  }
  const before: Footprint = {
    bridges: await bridgesHere(),
    forwardPolicies,
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
  const ours = (await bridgesHere()).filter((name) => !before.bridges.includes(name));
  for (const name of ours) await run("ip", ["link", "del", name]);
  const isDockers = new RegExp(["docker", ...ours].join("|"), "i");
  for (const [firewall, policy] of Object.entries(before.forwardPolicies)) {
    const kept = ((await rulesOf(firewall)) ?? "")
      .split("\n")
      .filter((line) => !isDockers.test(line))
      .map((line) => line.replace(/^:FORWARD \w+/, `:FORWARD ${policy}`));
    await run(`${firewall}-restore`, ["-c"], { input: `${kept.join("\n")}\n` });
  }
  writeFileSync(IP_FORWARD, before.ipForward);
}

/** All rules with their counters; undefined where the kernel or the machine has no such firewall. */
function rulesOf(firewall: string): Promise<string | undefined> {
  return run(`${firewall}-save`, ["-c"]).catch(() => undefined);
}
