// Programs that declare a swarm and its nodes, and what a manager says of them.

import { hasCode } from "../../../provider/errors";
import type { Engine } from "../../../provider/engine/engine";
import type { Node, NodeSpec } from "../../../provider/engine/types";
import type { Lab, LabNode } from "../../lab";

/** Args of a node as JSON carries them. */
export interface Declared {
  role?: string;
  availability?: string;
  labels?: Record<string, string>;
  [key: string]: unknown;
}

export function labNode(lab: Lab, name: string): LabNode {
  const found = lab.nodes.find((node) => node.name === name);
  if (found === undefined) throw new Error(`no node ${name}`);
  return found;
}

/** The swarm on `first`, made with `settings`, and these nodes; one named as an engine joins by that engine. */
export function nodesProgram(
  lab: Lab,
  hosts: Record<string, string>,
  nodes: Record<string, Declared>,
  { first = "e1", settings = {}, more = "" } = {},
): string {
  const addresses = (name: string) => {
    const at = `${labNode(lab, name).address}:2377`;
    return { advertiseAddr: at, listenAddr: at, connection: { host: hosts[name] } };
  };
  const declared = Object.entries(nodes).map(([name, args]) => {
    const joins = name in hosts ? addresses(name) : {};
    return `new swarm.Node("${name}", { cluster, ...${JSON.stringify({ ...joins, ...args })} });`;
  });
  const cluster = { ...addresses(first), ...settings };
  return [
    `const cluster = new swarm.SwarmCluster("lab", ${JSON.stringify(cluster)});`,
    ...declared,
    more,
  ].join("\n");
}

/** "e4 worker active ready disk=ssd,zone=a", one for each node. */
export async function nodesInWords(manager: Engine): Promise<string[]> {
  const nodes = await manager.nodes.list();
  const lines = nodes.map(({ Description, Spec, Status }) => {
    const labels = Object.entries(Spec.Labels ?? {})
      .filter(([key]) => !key.startsWith("pulumi-swarm."))
      .map(([key, value]) => `${key}=${value}`);
    const words = [Description.Hostname, Spec.Role, Spec.Availability, Status.State];
    return [...words, labels.sort().join(",")].join(" ").trim();
  });
  return lines.sort();
}

export async function nodeNamed(manager: Engine, name: string): Promise<Node> {
  const found = (await manager.nodes.list()).find((one) => one.Description.Hostname === name);
  if (found === undefined) throw new Error(`no node ${name} in the swarm`);
  return found;
}

/** Changes it as `docker node update` does; the swarm itself writes to a node meanwhile, which takes another look. */
export async function changeNode(
  manager: Engine,
  name: string,
  spec: Partial<NodeSpec>,
): Promise<void> {
  const { ID, Version, Spec } = await nodeNamed(manager, name);
  try {
    await manager.nodes.update(ID, Version.Index, { ...Spec, ...spec });
  } catch (error) {
    if (!hasCode(error, "OUT_OF_SEQUENCE")) throw error;
    await changeNode(manager, name, spec);
  }
}
