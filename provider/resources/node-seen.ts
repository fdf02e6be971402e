// Which node of the swarm a Node means: the recorded one while it is ready, else the one that its own engine says it is,
// or the member of that hostname or id.

import { connect } from "../engine/connect";
import type { Engine } from "../engine/engine";
import type { Node } from "../engine/types";
import { hasCode, SwarmError } from "../errors";
import { inList } from "../in-list";
import { UNLOCK_TIMEOUT_MS } from "../limits";
import { hasUnknown } from "../model/unknown";
import { liveNode, type SeenNode } from "../objects/node";
import { placeOf } from "../objects/node-place";
import { settledNodes } from "../objects/nodes-settled";
import type { Live } from "../objects/object";
import { keyOf } from "../owner";
import { polled } from "../polled";
import type { NodeInputs } from "./node";

/** The node that is meant, under the declaration's name; where that cannot be told, all of them under their ids. */
export async function observe(
  engine: Engine,
  inputs: NodeInputs,
  recordedId: string | undefined,
): Promise<Live[]> {
  const { name, nodeConnection } = inputs;
  const nodes = await settledNodes(engine);
  const known = nodes.find(({ ID }) => ID === recordedId);
  const isKnown = known && (isReady(known) || nodeConnection === undefined);
  const found = isKnown ? known.ID : await idOf(inputs, nodes);
  return nodes
    .filter(({ ID }) => found === undefined || ID === found)
    .map((one) =>
      liveNode(one, { Member: nodeConnection, Around: nodes }, one.ID === found ? name : one.ID),
    );
}

/** The recorded one, whatever its engine is by now. */
export async function recordedNode(
  engine: Engine,
  { name, nodeConnection: Member }: NodeInputs,
  id: string | undefined,
): Promise<Live[]> {
  const Around = await settledNodes(engine);
  return Around.filter(({ ID }) => ID === id).map((one) => liveNode(one, { Member, Around }, name));
}

const isReady = (node: Node | undefined): node is Node => node?.Status.State === "ready";

/** Undefined where nobody tells: our labels may, then. Empty where there is none. */
async function idOf(
  { name, nodeConnection }: NodeInputs,
  nodes: Node[],
): Promise<string | undefined> {
  if (nodeConnection === undefined) return memberOf(name, nodes);
  if (hasUnknown(nodeConnection)) return undefined;
  try {
    const place = await placeOf(connect(nodeConnection), { name, nodes });
    if (place.is === "locked") return undefined;
    return place.is === "member" ? place.id : "";
  } catch (error) {
    if (!hasCode(error, "ENGINE_UNREACHABLE")) throw error;
    return undefined;
  }
}

/** The one that has our label, else the one that is up: a node that joined anew has its old entry beside it. */
function memberOf(name: string, nodes: Node[]): string {
  const all = nodes.filter(({ ID, Description }) => ID === name || Description.Hostname === name);
  const ours = all.filter(({ Spec }) => keyOf(Spec.Labels ?? {}) === name);
  const named = ours.length > 0 ? ours : all;
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

/** A manager of a locked swarm that was restarted gets the key, which the other managers know; `tell` says why it stays down. */
export async function unlock(
  engine: Engine,
  { ID, Member }: SeenNode,
  tell: (words: string) => Promise<void>,
): Promise<boolean> {
  // Over plain tcp nobody has checked whose engine it is, and it gets no key.
  if (Member === undefined || Member.insecure === true) return false;
  const member = connect(Member);
  const info = await member.info().catch((error: unknown) => {
    if (!hasCode(error, "ENGINE_UNREACHABLE")) throw error;
    return undefined;
  });
  const key = info?.Swarm.LocalNodeState === "locked" ? await engine.swarm.unlockKey() : "";
  if (key === "") return false;
  try {
    await member.swarm.unlock(key);
  } catch (error) {
    // A locked manager of another swarm, or one that does not get back to the others: it stays down.
    if (!hasCode(error, "ENGINE_REFUSED", "ENGINE_UNREACHABLE")) throw error;
    await tell(notUnlocked(error));
    return false;
  }
  await polled(() => engine.nodes.inspect(ID), isReady, { timeoutMs: UNLOCK_TIMEOUT_MS });
  return true;
}

const notUnlocked = ({ message }: SwarmError): string =>
  `The engine of this node is locked, and could not be unlocked with the key of the swarm. ${message} It stays as it is. One that ` +
  "has just become a manager may hang: restart it, and run `pulumi refresh` again.";
