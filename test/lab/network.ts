// The wires of a lab: a network namespace a node, all joined to a bridge that has a namespace of its own
// (in the machine's, dockerd's FORWARD rules would drop the traffic), and one leg to the machine itself.

import { readdirSync, existsSync } from "node:fs";
import { listLinks } from "../../tools/engine/footprint";
import { run } from "../../tools/engine/run";
import { labId } from "./state";

/** 198.18.0.0/15 is for tests between networks (RFC 2544): no real network has it. */
const SUBNETS = 512;

function prefix(lab: string): string {
  return `psl-${labId(lab)}`;
}

/** The network namespace of this node. */
export function netnsOf(lab: string, node: string): string {
  return `${prefix(lab)}-${node}`;
}

/** The first three numbers of a subnet that no lab of this machine uses. */
export async function freeSubnet(lab: string): Promise<string> {
  const addresses = (await listLinks()).flatMap(({ addr_info }) => addr_info);
  const taken = new Set(addresses.map(({ local }) => local?.split(".").slice(0, 3).join(".")));
  const first = Number.parseInt(labId(lab), 16);
  const candidates = Array.from({ length: SUBNETS }, (_, i) => (first + i) % SUBNETS).map(
    (index) => `198.${18 + (index >> 8)}.${index & 255}`,
  );
  return candidates.find((subnet) => !taken.has(subnet)) ?? "198.18.0";
}

/** The machine's own address in the lab; the nodes have .11, .12, … */
export function hostAddress(subnet: string): string {
  return `${subnet}.1`;
}

export function subnetOf([first]: { address: string }[]): string {
  return (first?.address ?? "").split(".").slice(0, 3).join(".");
}

export function nodeAddress(subnet: string, index: number): string {
  return `${subnet}.${11 + index}`;
}

/** Joins the nodes to one bridge, and the machine to it. */
export async function connectNodes(
  lab: string,
  nodes: { name: string; address: string }[],
): Promise<void> {
  const hub = netnsOf(lab, "hub");
  const leg = prefix(lab);
  const spaces = [hub, ...nodes.map(({ name }) => netnsOf(lab, name))];
  const subnet = subnetOf(nodes);
  await batch([
    ...spaces.map((space) => `netns add ${space}`),
    `link add ${leg} type veth peer name host netns ${hub}`,
    `addr add ${hostAddress(subnet)}/24 dev ${leg}`,
    `link set ${leg} up`,
  ]);
  await batch(["link add br0 type bridge", "link set br0 up", ...plug("host")], hub);
  await batch(
    nodes.flatMap(({ name }) => [
      `link add ${name} type veth peer name eth0 netns ${netnsOf(lab, name)}`,
      ...plug(name),
    ]),
    hub,
  );
  const ends = nodes.map(({ name, address }) =>
    batch(
      ["link set lo up", `addr add ${address}/24 dev eth0`, "link set eth0 up"],
      netnsOf(lab, name),
    ),
  );
  await Promise.all(ends);
}

function plug(port: string): string[] {
  return [`link set ${port} master br0`, `link set ${port} up`];
}

/** Runs lines of `ip`, in this network namespace or the machine's. */
async function batch(lines: string[], netns?: string): Promise<void> {
  const script = lines.map((line) => `ip ${netns === undefined ? "" : `-n ${netns} `}${line}`);
  await run("sh", ["-ec", script.join("\n")]);
}

/** Removes the lab's namespaces and the machine's leg, whoever made them. */
export async function disconnectNodes(lab: string): Promise<void> {
  const ours = existsSync("/run/netns")
    ? readdirSync("/run/netns").filter((name) => name.startsWith(`${prefix(lab)}-`))
    : [];
  const links = await listLinks();
  if (links.some(({ ifname }) => ifname === prefix(lab))) {
    await run("ip", ["link", "del", prefix(lab)]);
  }
  await batch(ours.map((name) => `netns del ${name}`));
}
