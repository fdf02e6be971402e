// How a node goes: drained, demoted, left by its engine, and only then forgotten by the swarm. One that is dead is
// demoted and forgotten.

import { setTimeout as delay } from "node:timers/promises";
import { connect } from "../engine/connect";
import type { Engine } from "../engine/engine";
import { hasCode, SwarmError } from "../errors";
import {
  CONVERGE_TIMEOUT_MS,
  LEAVE_HOPELESS_MS,
  LEFT_TIMEOUT_MS,
  ROLE_TIMEOUT_MS,
  UNKNOWN_TIMEOUT_MS,
} from "../limits";
import { polled } from "../polled";
import type { SeenNode } from "./node";
import { setNode, untilRole } from "./node-change";
import { tasksToMove, untilMoved } from "./node-drain";
import { inTurn } from "./turns";

export async function leave(engine: Engine, name: string, live: SeenNode): Promise<void> {
  const member = await ownEngine(live);
  const isUp = await mayGo(engine, name, live, member);
  const node = await engine.nodes.inspect(live.ID);
  if (node && isUp) await drain(engine, live.ID);
  // The swarm may have kept one whose demotion did not end; what is dead and in raft no more needs none.
  const isMember = node?.ManagerStatus !== undefined;
  if (isMember || (isUp && node?.Spec.Role === "manager"))
    await inTurn(engine, () => demote(engine, live.ID, name));
  // Its part of the swarm is gone from the engine then, whatever it held.
  if (member.is === "it") await member.engine.swarm.leave(true);
  await forget(engine, live.ID, isUp || member.is === "it");
}

type OwnEngine =
  | { is: "it"; engine: Engine }
  /** Another node's, or of no swarm any more. */
  | { is: "another" | "outside"; address: string }
  | { is: "silent"; error: unknown }
  | { is: "unknown" };

/** The node's own engine, as far as there is a way to it. */
async function ownEngine({ ID, Member }: SeenNode): Promise<OwnEngine> {
  if (Member === undefined) return { is: "unknown" };
  const engine = connect(Member);
  const { address } = engine;
  try {
    const { NodeID, LocalNodeState } = (await engine.info()).Swarm;
    if (NodeID === ID) return { is: "it", engine };
    return { is: LocalNodeState === "inactive" ? "outside" : "another", address };
  } catch (error) {
    if (!hasCode(error, "ENGINE_UNREACHABLE")) throw error;
    return { is: "silent", error };
  }
}

/** Whether the node is up; throws when it is, or may be, and its engine cannot be told to leave. */
async function mayGo(
  engine: Engine,
  name: string,
  { ID }: SeenNode,
  member: OwnEngine,
): Promise<boolean> {
  const state = await polled(
    async () => (await engine.nodes.inspect(ID))?.Status.State ?? "down",
    (seen) => member.is === "it" || !mayChange(seen, member),
    // A run that was killed let it leave, which the swarm takes a while to see. A new leader knows of no node at first.
    { timeoutMs: member.is === "outside" ? LEFT_TIMEOUT_MS : UNKNOWN_TIMEOUT_MS, everyMs: 500 },
  );
  if (state === "down" || member.is === "it") return state !== "down";
  if (member.is === "silent") throw member.error;
  if (member.is !== "unknown") throw notIt(name, member.address);
  if (state === "unknown") throw unknown(name);
  return true;
}

const mayChange = (state: string, { is }: OwnEngine): boolean =>
  state === "unknown" || (state !== "down" && is === "outside");

const unknown = (name: string): SwarmError =>
  new SwarmError(
    "NOT_CONVERGED",
    `Node "${name}": whether it is up is not known ${UNKNOWN_TIMEOUT_MS / 1000} s after the managers elected a leader. ` +
      "Nothing was changed. Run it again, or give its `connection`, over which it can be asked.",
  );

const notIt = (name: string, address: string): SwarmError =>
  new SwarmError(
    "WRONG_CLUSTER",
    `Node "${name}": it is up, and the engine at ${address} is not it. Nothing was changed. Mend \`connection\`.`,
  );

/** What finds no other node waits for one: who takes a node away has been told. */
async function drain(engine: Engine, id: string): Promise<void> {
  const before = await tasksToMove(engine, id);
  await setNode(engine, id, (spec) => ({ ...spec, Availability: "drain" }));
  const limits = { waitMs: CONVERGE_TIMEOUT_MS, hopelessMs: LEAVE_HOPELESS_MS };
  await untilMoved(engine, id, before, limits);
}

async function demote(engine: Engine, id: string, name: string): Promise<void> {
  await setNode(engine, id, (spec) => ({ ...spec, Role: "worker" }));
  await untilRole(engine, id, name, "worker");
}

/** Right after its demotion the swarm may still call it a manager; that it has left, it sees after 15 s. */
async function forget(engine: Engine, id: string, force: boolean): Promise<void> {
  const untilMs = Date.now() + ROLE_TIMEOUT_MS;
  for (;;) {
    try {
      return await engine.nodes.remove(id, force);
    } catch (error) {
      const isPassing = hasCode(error, "ENGINE_UNREACHABLE", "ENGINE_REFUSED");
      if (!isPassing || Date.now() > untilMs) throw error;
    }
    await delay(500);
  }
}
