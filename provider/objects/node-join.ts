// How an engine becomes a node: it joins drained, so that no task lands on it before its labels are there. One that is a
// member already stays one, and one of another swarm is left alone.

import { connect } from "../engine/connect";
import type { Engine } from "../engine/engine";
import type { Node } from "../engine/types";
import { hasCode, SwarmError } from "../errors";
import { inList } from "../in-list";
import { JOIN_TIMEOUT_MS } from "../limits";
import { managerAddresses } from "../manager-addresses";
import { isOwnerLabel } from "../owner";
import { isReached } from "../plan/quorum";
import { polled } from "../polled";
import { leave } from "./node-leave";
import type { NodeDeclaration } from "./node";
import { placeOf } from "./node-place";
import { inTurn } from "./turns";

/** Gives the id of the node, when it is a ready one. */
export async function join(engine: Engine, declared: NodeDeclaration): Promise<string> {
  const { Member, Name, Spec } = declared;
  if (Member === undefined) throw await noMember(engine, Name);
  const member = connect(Member);
  const nodes = await engine.nodes.list();
  const place = await placeOf(member, { name: Name, nodes });
  if (place.is === "member") return place.id;
  if (place.is === "locked") throw locked(Name, member.address);
  // Else the engine would go on with its old join by itself.
  if (place.is === "stuck") await member.swarm.leave(true);
  await removeDead(engine, nodes, declared);
  const joins = (): Promise<string> => joinOnce(engine, member, declared);
  return Spec.Role === "manager" ? inTurn(engine, joins) : joins();
}

const locked = (name: string, address: string): SwarmError =>
  new SwarmError(
    "NOT_A_MANAGER",
    `Node "${name}": the engine at ${address} is a locked manager of a swarm. Unlock it there with ` +
      "`docker swarm unlock`, or let it leave with `docker swarm leave --force`.",
  );

/** What this node was before its engine was lost. */
async function removeDead(engine: Engine, known: Node[], { Name, Spec }: NodeDeclaration) {
  const marks = Object.entries(Spec.Labels ?? {}).filter(([key]) => isOwnerLabel(key));
  const isOurs = ({ Spec: { Labels = {} } }: Node): boolean =>
    marks.length > 0 && marks.every(([key, value]) => Labels?.[key] === value);
  for (const dead of known.filter((one) => one.Status.State === "down" && isOurs(one)))
    await leave(engine, Name, dead);
}

async function joinOnce(
  engine: Engine,
  member: Engine,
  { Name, Spec, Join }: NodeDeclaration,
): Promise<string> {
  const [info, swarm] = await Promise.all([engine.info(), engine.swarm.inspect()]);
  const RemoteAddrs = managerAddresses(info.Swarm);
  if (swarm === undefined)
    throw new SwarmError(
      "NOT_A_MANAGER",
      `Node "${Name}": ${engine.address} is in no swarm any more.`,
    );
  const { Manager, Worker } = swarm.JoinTokens;
  const JoinToken = Spec.Role === "manager" ? Manager : Worker;
  try {
    await member.swarm.join({ ...Join, RemoteAddrs, JoinToken, Availability: "drain" });
    return await untilThere(engine, member, Name);
  } catch (error) {
    await withdraw(engine, member).catch(() => undefined);
    throw hasCode(error, "ENGINE_REFUSED") ? notJoined(error, Name, RemoteAddrs) : error;
  }
}

/** Else the engine would go on trying by itself, with a token that may be an old one, and leave an entry behind. */
async function withdraw(engine: Engine, member: Engine): Promise<void> {
  const { LocalNodeState, NodeID } = (await member.info()).Swarm;
  if (LocalNodeState !== "pending" && LocalNodeState !== "error") return;
  await member.swarm.leave(true);
  if (NodeID !== "") await engine.nodes.remove(NodeID, true);
}

const notJoined = (error: SwarmError, name: string, managers: string[]): SwarmError =>
  new SwarmError(
    "ENGINE_REFUSED",
    `Node "${name}": it could not join the swarm. ${error.message} See that it reaches the managers at ` +
      `${inList(managers, 5)} (TCP), and that its clock is right.`,
    { cause: error },
  );

/** A node is ready when the managers say so, and a manager when they reach it. */
async function untilThere(engine: Engine, member: Engine, name: string): Promise<string> {
  const look = async () => {
    const { Swarm } = await member.info();
    const node = Swarm.NodeID === "" ? undefined : await engine.nodes.inspect(Swarm.NodeID);
    return { Swarm, node };
  };
  const isThere = ({ node }: { node?: Node }): boolean =>
    node?.Status.State === "ready" && (node.Spec.Role !== "manager" || isReached(node));
  const seen = await polled(look, isThere, { timeoutMs: JOIN_TIMEOUT_MS });
  const { NodeID, LocalNodeState, Error: words } = seen.Swarm;
  if (isThere(seen)) return NodeID;
  throw new SwarmError(
    "NOT_CONVERGED",
    `Node "${name}": it joined, and is ${seen.node?.Status.State ?? LocalNodeState} after ${JOIN_TIMEOUT_MS / 1000} s. ` +
      `${words ? `${words}. ` : ""}Open TCP port 2377 and TCP and UDP port 7946 between the nodes, and run it again.`,
  );
}

async function noMember(engine: Engine, name: string): Promise<SwarmError> {
  const names = (await engine.nodes.list()).map(({ Description }) => Description.Hostname);
  return new SwarmError(
    "NOT_FOUND",
    `Node "${name}": no node of the swarm has this hostname or id. There are ${inList(names.sort(), 10)}. ` +
      "Mend `name`, or give `connection`, over which its engine can join.",
  );
}
