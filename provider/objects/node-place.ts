// Where the engine behind a node's own connection stands: in this swarm, in none, half in one, or in another, which is
// left alone.

import type { Engine } from "../engine/engine";
import type { Info, Node } from "../engine/types";
import { SwarmError } from "../errors";
import { inList } from "../in-list";
import { managerAddresses } from "../manager-addresses";

export type Place =
  | { is: "member"; id: string }
  | { is: "outside" }
  /** A join that did not end, or a member that the swarm has forgotten. */
  | { is: "stuck" }
  /** A manager that was restarted tells nothing before it has the key. */
  | { is: "locked" };

export async function placeOf(
  member: Engine,
  { name, nodes }: { name: string; nodes: Node[] },
): Promise<Place> {
  const { Swarm } = await member.info();
  const { NodeID, LocalNodeState, ControlAvailable } = Swarm;
  if (nodes.some(({ ID }) => ID === NodeID)) return { is: "member", id: NodeID };
  if (LocalNodeState === "locked") return { is: "locked" };
  if (LocalNodeState === "inactive" || LocalNodeState === "") return { is: "outside" };
  if (!ControlAvailable && isOnItsOwn(Swarm, nodes)) return { is: "stuck" };
  throw inAnotherSwarm(member.address, name, Swarm);
}

/** Whether no swarm would miss it: it never got into one, or knows only managers of this one, which has forgotten it. */
function isOnItsOwn({ NodeID, LocalNodeState, RemoteManagers }: Info["Swarm"], nodes: Node[]) {
  const known = (RemoteManagers ?? []).flatMap((one) => one.NodeID || []);
  if (known.length === 0) return NodeID === "" && LocalNodeState !== "active";
  return known.every((id) => nodes.some(({ ID }) => ID === id));
}

function inAnotherSwarm(address: string, name: string, swarm: Info["Swarm"]): SwarmError {
  const managers = managerAddresses(swarm);
  const said = swarm.Error ? ` (its engine says: ${swarm.Error})` : "";
  const where = managers.length > 0 ? `, whose managers are at ${inList(managers, 5)}` : "";
  return new SwarmError(
    "WRONG_CLUSTER",
    `Node "${name}": the engine at ${address} is a ${swarm.ControlAvailable ? "manager" : "worker"} of another ` +
      `swarm${where}${said}. Nothing was changed. Mend \`connection\`, or take it out of that swarm first with ` +
      "`docker swarm leave`.",
  );
}
