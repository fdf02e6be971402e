// Makes one swarm of a lab's engines through the real API, and asks it who is there.

import { setTimeout as sleep } from "node:timers/promises";
import { SwarmError } from "../../provider/errors";
import type { Node, Swarm } from "../../provider/engine/types";
import { request } from "../../tools/engine/request";
import type { NodeState } from "./state";

export interface Member extends NodeState {
  host: string;
}

const READY_TIMEOUT_MS = 120_000;

/** Starts the swarm on this engine. */
export async function initSwarm({ host, address }: Member): Promise<Swarm> {
  await request(host, "/swarm/init", { method: "POST", body: addresses(address) });
  return request<Swarm>(host, "/swarm");
}

/** Joins this engine to the swarm of `first`, in its own role. */
export async function joinSwarm(node: Member, first: Member, swarm: Swarm): Promise<void> {
  const { Manager, Worker } = swarm.JoinTokens;
  const body = {
    ...addresses(node.address),
    RemoteAddrs: [`${first.address}:2377`],
    JoinToken: node.role === "manager" ? Manager : Worker,
  };
  await request(node.host, "/swarm/join", { method: "POST", body }).catch((error: Error) => {
    // After 20 s the engine goes on by itself, and `untilReady` sees its end.
    if (!error.message.includes("will continue in the background")) throw error;
  });
}

function addresses(address: string): { ListenAddr: string; AdvertiseAddr: string } {
  return { ListenAddr: `${address}:2377`, AdvertiseAddr: `${address}:2377` };
}

/** The nodes as this manager sees them. */
export function listNodes(host: string): Promise<Node[]> {
  return request<Node[]>(host, "/nodes");
}

function isReady({ Status, ManagerStatus }: Node): boolean {
  return Status.State === "ready" && (ManagerStatus?.Reachability ?? "reachable") === "reachable";
}

/** Waits until this manager sees so many nodes, all of them ready. */
export async function untilReady(host: string, count: number): Promise<void> {
  const deadline = Date.now() + READY_TIMEOUT_MS;
  for (;;) {
    // Managers that come back have no leader at first, and say so.
    const nodes = await listNodes(host).catch((error: Error) => error);
    const ready = Array.isArray(nodes) ? nodes.filter(isReady).length : 0;
    if (ready === count) return;
    if (Date.now() > deadline) {
      const after = `after ${READY_TIMEOUT_MS / 1000} s`;
      const said = Array.isArray(nodes) ? "" : ` ${nodes.message}`;
      const words = `${host}: ${ready} of ${count} nodes ready ${after}.${said}`;
      throw new SwarmError("NOT_CONVERGED", words);
    }
    await sleep(50);
  }
}
