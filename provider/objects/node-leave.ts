// How a node goes: drained, demoted, left by its engine, and only then forgotten by the swarm. One that is dead is
// demoted and forgotten.

import { setTimeout as delay } from "node:timers/promises";
import { connect } from "../engine/connect";
import type { Engine } from "../engine/engine";
import { hasCode, SwarmError } from "../errors";
import { CONVERGE_TIMEOUT_MS, LEAVE_HOPELESS_MS, ROLE_TIMEOUT_MS } from "../limits";
import type { SeenNode } from "./node";
import { setNode, untilRole } from "./node-change";
import { tasksOn, untilMoved } from "./node-drain";
import { inTurn } from "./turns";

export async function leave(engine: Engine, name: string, live: SeenNode): Promise<void> {
  const node = await engine.nodes.inspect(live.ID);
  const isUp = node?.Status.State === "ready";
  const member = await reached(name, live, isUp);
  if (node && isUp) await drain(engine, live.ID);
  if (node?.Spec.Role === "manager") await inTurn(engine, () => demote(engine, live.ID, name));
  // Its part of the swarm is gone from the engine then, whatever it held.
  await member?.swarm.leave(true);
  await forget(engine, live.ID, isUp || member !== undefined);
}

/** The node's own engine; undefined when it is dead, or is another's by now. */
async function reached(
  name: string,
  { ID, Member }: SeenNode,
  isUp: boolean,
): Promise<Engine | undefined> {
  if (Member === undefined) return undefined;
  const member = connect(Member);
  try {
    const { Swarm } = await member.info();
    if (Swarm.NodeID === ID) return member;
  } catch (error) {
    if (isUp || !hasCode(error, "ENGINE_UNREACHABLE")) throw error;
    return undefined;
  }
  if (!isUp) return undefined;
  throw new SwarmError(
    "WRONG_CLUSTER",
    `Node "${name}": it is up, and the engine at ${member.address} is not it. Nothing was changed. Mend \`connection\`.`,
  );
}

/** What finds no other node waits for one: who takes a node away has been told. */
async function drain(engine: Engine, id: string): Promise<void> {
  const before = await tasksOn(engine, id);
  await setNode(engine, id, (spec) => ({ ...spec, Availability: "drain" }));
  const limits = { waitMs: CONVERGE_TIMEOUT_MS, hopelessMs: LEAVE_HOPELESS_MS };
  await untilMoved(engine, id, before, { isUp: true, ...limits });
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
