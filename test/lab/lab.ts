// A lab: several real engines on this one machine, as the nodes of one swarm or bare. Needs root. What it
// makes is found again by its name, so that the next start cleans up what a crashed run left.

import { join } from "node:path";
import { SwarmError } from "../../provider/errors";
import { ensureDockerd, ensurePrograms } from "../../tools/engine/install";
import type { Log } from "../../tools/engine/install";
import { socketOf } from "../../tools/engine/launch";
import { findDaemon, killEngine, signal } from "../../tools/engine/processes";
import { startEngine } from "../../tools/engine/start";
import { clientCertificates, makeCertificates, serverCertificates } from "./certificates";
import {
  connectNodes,
  disconnectNodes,
  freeSubnet,
  hostAddress,
  netnsOf,
  nodeAddress,
  subnetOf,
} from "./network";
import { makeSshFiles, sshFiles, sshLog, startNodeSshd, type LabSsh } from "./node-sshd";
import * as state from "./state";
import type { LabRole, LabState, NodeState } from "./state";
import { initSwarm, joinSwarm, untilReady } from "./swarm";

export interface LabOptions {
  /** Labs of different names run side by side. Default: "lab". */
  name?: string;
  managers?: number;
  workers?: number;
  /** Engines that are in no swarm. */
  engines?: number;
  /** Nodes pull: a task asks its image's registry first. Else an image that is there will do. */
  pulls?: boolean;
  /** The engines listen with TLS, in the place of `tcpHost`. */
  tls?: boolean;
  /** An sshd on every node, which lets in root. */
  ssh?: boolean;
  /** Every request stands in the engines' logs. */
  debug?: boolean;
  /** Stays up when this process ends, until `stopLab`. */
  keep?: boolean;
  log?: Log;
}

export interface LabNode extends NodeState {
  /** The local socket, as DOCKER_HOST takes it. */
  host: string;
  /** The same engine by its address, reached from this machine and from every node; no TLS. */
  tcpHost: string;
  /** With TLS and the certificates of the lab; in a lab with `tls`, instead of `tcpHost`. */
  tlsHost: string;
  /** By ssh, as root, with the files of the lab; in a lab with `ssh`. */
  sshHost: string;
  /** The engine's log. */
  log: string;
  /** The log of sshd. */
  sshLog: string;
  /** Ends the engine and its containers at once, as a power cut would; its data stays. */
  kill(): Promise<void>;
  /** Starts it again after `kill`. */
  start(): Promise<void>;
  /** Stops dockerd in its tracks (SIGSTOP): it hangs, and its containers run on. */
  pause(): void;
  resume(): void;
}

export interface Lab {
  name: string;
  nodes: LabNode[];
  /** This machine's own address among them. */
  machine: string;
  /** The folder of a client's ca.pem, cert.pem and key.pem; in a lab with `tls`. */
  certificates: string;
  /** What a client of `sshHost` needs; in a lab with `ssh`. */
  ssh: LabSsh;
  /** Ends the engines and removes all that the lab made. */
  stop(): Promise<void>;
}

async function plan(options: LabOptions): Promise<LabState> {
  const { name = "lab", managers = 0, workers = 0, engines = 0 } = options;
  if (managers === 0 && workers > 0) {
    throw new SwarmError("INVALID_INPUT", `lab ${name}: ${workers} workers need a manager.`);
  }
  const of = (count: number, role: LabRole): { name: string; role: LabRole }[] =>
    Array.from({ length: count }, (_, index) => ({ name: `${role[0]}${index + 1}`, role }));
  const all = [...of(managers, "manager"), ...of(workers, "worker"), ...of(engines, "engine")];
  if (all.length === 0 || all.length > 100) {
    throw new SwarmError("INVALID_INPUT", `lab ${name}: ${all.length} nodes. Ask for 1 to 100.`);
  }
  const subnet = await freeSubnet(name);
  const nodes = all.map((node, index) => ({ ...node, address: nodeAddress(subnet, index) }));
  return {
    name,
    nodes,
    ...waysOf(options),
    owner: options.keep ? undefined : state.thisProcess(),
  };
}

type Ways = Pick<LabState, "pulls" | "tls" | "ssh" | "debug">;
const waysOf = ({ pulls, tls, ssh, debug }: Ways): Ways => ({ pulls, tls, ssh, debug });

function labNode(lab: string, node: NodeState, { tls, ssh, ...how }: Ways = {}): LabNode {
  const { name, address } = node;
  const dir = join(state.labFolder(lab), name);
  const [tcpHost, tlsHost] = [`tcp://${address}:2375`, `tcp://${address}:2376`];
  const listen = tls
    ? { listen: [tlsHost], certificates: serverCertificates(lab, name) }
    : { listen: [tcpHost] };
  const send = (word: NodeJS.Signals): void => {
    const pid = findDaemon(dir);
    if (pid !== undefined) signal(pid, word);
  };
  return {
    ...node,
    ...{ tcpHost, tlsHost, host: socketOf(dir), sshHost: `ssh://root@${address}` },
    ...{ log: join(dir, "engine.log"), sshLog: sshLog(lab, name) },
    kill: () => killEngine(dir),
    async start() {
      const netns = netnsOf(lab, name);
      const { pid } = await startEngine({ dir, name, netns, ...listen, ...how });
      if (ssh) await startNodeSshd(lab, node, pid);
    },
    pause: () => send("SIGSTOP"),
    resume: () => send("SIGCONT"),
  };
}

/** Starts the engines and forms the swarm; returns when every node is ready. */
export async function startLab(options: LabOptions): Promise<Lab> {
  const log = options.log ?? ((): void => undefined);
  const { name = "lab" } = options;
  requireRoot(name);
  state.refuseIfHeld(name);
  await ensureDockerd(log);
  await ensurePrograms({ ip: "iproute2", nsenter: "util-linux", unshare: "util-linux" }, log);
  await removeLab(name);
  const planned = await plan(options);
  state.writeState(planned);
  const lab = openState(planned);
  try {
    await connectNodes(name, lab.nodes);
    if (planned.tls) await makeCertificates(name, lab.nodes, log);
    if (planned.ssh) await makeSshFiles(name, lab.nodes, log);
    await startNodes(lab.nodes, log);
  } catch (error) {
    await lab.stop();
    throw error;
  }
  return lab;
}

function requireRoot(name: string): void {
  if (process.getuid?.() === 0) return;
  const why = "not root, and it makes network namespaces and starts engines";
  throw new SwarmError("INVALID_INPUT", `lab ${name}: ${why}. Run it with sudo.`);
}

async function startNodes(nodes: LabNode[], log: Log): Promise<void> {
  const up = nodes.map(async (node) => {
    await node.start();
    log(`${node.name}: engine answers at ${node.address}`);
  });
  const [first] = nodes;
  if (first === undefined || first.role === "engine") return void (await Promise.all(up));
  const swarm = up[0]?.then(() => initSwarm(first));
  const joined = nodes.slice(1).map(async (node, index) => {
    const [formed] = await Promise.all([swarm, up[index + 1]]);
    if (formed === undefined || node.role === "engine") return;
    await joinSwarm(node, first, formed);
    log(`${node.name}: joined as ${node.role}`);
  });
  await Promise.all([swarm, ...up, ...joined]);
  await untilReady(first.host, nodes.filter(({ role }) => role !== "engine").length);
  log("every node is ready");
}

function openState({ name, nodes, ...ways }: LabState): Lab {
  return {
    name,
    nodes: nodes.map((node) => labNode(name, node, waysOf(ways))),
    machine: hostAddress(subnetOf(nodes)),
    certificates: clientCertificates(name),
    ssh: sshFiles(name),
    stop: () => removeLab(name),
  };
}

/** A lab that is up, by its name. */
export function openLab(name: string): Lab | undefined {
  const found = state.readState(name);
  return found === undefined ? undefined : openState(found);
}

/** Ends every engine of the lab and removes its namespaces and its folder; nothing of it is no failure. */
export async function removeLab(name: string): Promise<void> {
  requireRoot(name);
  const nodes = state.readState(name)?.nodes ?? [];
  await Promise.all(nodes.map((node) => labNode(name, node).kill()));
  await disconnectNodes(name);
  state.removeState(name);
}
