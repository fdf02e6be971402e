// The swarm that the demo's stack runs in. An engine that is in none is put into one of its own, but
// somebody's engine only with that person's word.

import type { Info } from "../../provider/engine/types";
import { ask } from "../images/target";
import { writeState, type DemoState } from "./state";

const LOCAL = "127.0.0.1";

/** How an engine stands to a swarm: in one as its manager, in none, or else why the demo cannot use it. */
export type Standing = "manager" | "none" | { problem: string };

export function standingOf(host: string, { Swarm: swarm }: Pick<Info, "Swarm">): Standing {
  if (swarm.LocalNodeState === "inactive" || swarm.LocalNodeState === "") return "none";
  if (swarm.LocalNodeState === "locked") {
    return {
      problem: `engine ${host}: its swarm is locked. Unlock it first: docker swarm unlock.`,
    };
  }
  if (swarm.LocalNodeState !== "active") {
    const words = swarm.Error && ` ${swarm.Error}.`;
    return {
      problem: `engine ${host}: its swarm is ${swarm.LocalNodeState}.${words} Mend it first.`,
    };
  }
  if (!swarm.ControlAvailable) {
    const managers = (swarm.RemoteManagers ?? []).map(({ Addr }) => Addr).join(", ");
    return {
      problem: `engine ${host}: a worker of a swarm, and only managers take orders. Use one of ${managers}.`,
    };
  }
  return "manager";
}

/** Says how the engine stands; a swarm of several nodes is a problem, for the images are on one of them. */
export async function findStanding(state: DemoState): Promise<Standing> {
  const standing = standingOf(state.host, await ask<Info>(state, "/info"));
  if (standing !== "manager") return standing;
  const nodes = await ask<unknown[]>(state, "/nodes");
  if (nodes.length === 1) return standing;
  const problem =
    `engine ${state.host}: its swarm has ${nodes.length} nodes, and the demo's own page is in no registry ` +
    "that the others could pull it from. Run the demo on a swarm of one node.";
  return { problem };
}

/** Makes the engine the only node of a new swarm, reachable from its own machine only. */
export async function initSwarm(state: DemoState): Promise<DemoState> {
  const body = { ListenAddr: `${LOCAL}:2377`, AdvertiseAddr: LOCAL };
  await ask(state, "/swarm/init", { method: "POST", body });
  const { ID } = await ask<{ ID: string }>(state, "/swarm");
  const initialised = { ...state, initialisedSwarm: ID };
  writeState(initialised);
  return initialised;
}

/** Leaves the swarm that the demo made, and says what it did; one that others use meanwhile stays. */
export async function leaveSwarm(state: DemoState): Promise<string> {
  if (!state.initialisedSwarm) return "the swarm was there before: left as it was";
  const swarm = await ask<{ ID: string }>(state, "/swarm").catch(() => undefined);
  if (swarm?.ID !== state.initialisedSwarm) return "the demo's swarm is gone already";
  const services = await ask<unknown[]>(state, "/services");
  const nodes = await ask<unknown[]>(state, "/nodes");
  if (services.length > 0 || nodes.length > 1) {
    return `the demo's swarm has ${services.length} services and ${nodes.length} nodes now: left as it is`;
  }
  await ask(state, "/swarm/leave?force=true", { method: "POST" });
  return "left the swarm that the demo had made";
}
