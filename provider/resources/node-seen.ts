// Which node of the swarm a Node means: the recorded one while it is ready, else the one that its own engine says it is,
// or the member of that hostname or id.

import { setTimeout as delay } from "node:timers/promises";
import { connect } from "../engine/connect";
import type { Engine } from "../engine/engine";
import type { Node } from "../engine/types";
import { hasCode, SwarmError } from "../errors";
import { inList } from "../in-list";
import { UNLOCK_TIMEOUT_MS } from "../limits";
import { hasUnknown } from "../model/unknown";
import { liveNode, type SeenNode } from "../objects/node";
import { placeOf } from "../objects/node-place";
import type { Live } from "../objects/object";
import type { NodeInputs } from "./node";

/** The node that is meant, under the declaration's name; where that cannot be told, all of them under their ids. */
export async function observe(
  engine: Engine,
  inputs: NodeInputs,
  recordedId: string | undefined,
): Promise<Live[]> {
  const { name, nodeConnection } = inputs;
  const nodes = await engine.nodes.list();
  const known = nodes.find(({ ID }) => ID === recordedId);
  const found = isReady(known) ? known.ID : await idOf(engine, inputs, nodes);
  return nodes
    .filter(({ ID }) => found === undefined || ID === found)
    .map((one) =>
      liveNode(one, { Member: nodeConnection, Around: nodes }, one.ID === found ? name : one.ID),
    );
}

const isReady = (node: Node | undefined): node is Node => node?.Status.State === "ready";

/** Undefined where nobody tells: our labels may, then. Empty where there is none. */
async function idOf(
  engine: Engine,
  { name, nodeConnection }: NodeInputs,
  nodes: Node[],
): Promise<string | undefined> {
  if (nodeConnection === undefined) return memberOf(name, nodes);
  if (hasUnknown(nodeConnection)) return undefined;
  try {
    const place = await placeOf(engine, connect(nodeConnection), { name, nodes });
    if (place.is === "locked") return undefined;
    return place.is === "member" ? place.id : "";
  } catch (error) {
    if (!hasCode(error, "ENGINE_UNREACHABLE")) throw error;
    return undefined;
  }
}

/** A node that joined anew has its old entry beside it, which is down. */
function memberOf(name: string, nodes: Node[]): string {
  const named = nodes.filter(({ ID, Description }) => ID === name || Description.Hostname === name);
  const up = named.filter(({ Status }) => Status.State !== "down");
  const meant = up.length > 0 ? up : named;
  if (meant.length <= 1) return meant[0]?.ID ?? "";
  const ids = meant.map(({ ID, Status }) => `${ID} (${Status.State})`);
  throw new SwarmError(
    "INVALID_INPUT",
    `Node "${name}": ${ids.length} nodes of the swarm have this hostname: ${inList(ids, 5)}. ` +
      "Write the id of the one that is meant as `name`.",
  );
}

/** A manager of a locked swarm that was restarted gets the key, which the other managers know. */
export async function unlock(engine: Engine, { ID, Member }: SeenNode): Promise<boolean> {
  if (Member === undefined) return false;
  const member = connect(Member);
  const info = await member.info().catch((error: unknown) => {
    if (!hasCode(error, "ENGINE_UNREACHABLE")) throw error;
    return undefined;
  });
  const key = info?.Swarm.LocalNodeState === "locked" ? await engine.swarm.unlockKey() : "";
  if (key === "") return false;
  await member.swarm.unlock(key);
  const untilMs = Date.now() + UNLOCK_TIMEOUT_MS;
  while (!isReady(await engine.nodes.inspect(ID)) && Date.now() < untilMs) await delay(250);
  return true;
}
