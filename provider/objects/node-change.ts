// A change of a node's spec: sent, and waited for until it is true.

import { setTimeout as delay } from "node:timers/promises";
import { isDeepStrictEqual } from "node:util";
import type { Engine } from "../engine/engine";
import type { Node, NodeSpec, Task } from "../engine/types";
import { hasCode, SwarmError } from "../errors";
import { LEADER_TIMEOUT_MS, ROLE_TIMEOUT_MS } from "../limits";
import type { NodeDeclaration } from "./node";
import { tasksToMove, untilMoved, type Homeless } from "./node-drain";
import { marked, merged, nodeChanges } from "./node-spec";
import { isReached } from "../plan/quorum";
import { polled } from "../polled";
import { inTurn } from "./turns";

/** In the version that the caller saw: somebody else's change in between is refused. */
export async function changeNode(
  engine: Engine,
  live: Node,
  declared: NodeDeclaration,
): Promise<void> {
  const wanted = (spec: NodeSpec) => marked(merged(declared, spec), live, declared);
  const next = wanted(live.Spec);
  const before = await owedBy(engine, live.ID, declared);
  const send = async (): Promise<void> => {
    await engine.nodes.update(live.ID, live.Version.Index, next).catch(async (error: unknown) => {
      if (!hasCode(error, "ENGINE_UNREACHABLE")) throw error;
      await setNode(engine, live.ID, wanted);
    });
    if (next.Role !== live.Spec.Role) await untilRole(engine, live.ID, declared.Name, next.Role);
  };
  await (next.Role === live.Spec.Role ? send() : inTurn(engine, send));
  await untilGone(engine, live.ID, declared, before);
}

const TRIES = 8;

/** One that joined has no labels yet, and takes no task; the swarm itself writes to it meanwhile. */
export async function labelNode(
  engine: Engine,
  id: string,
  declared: NodeDeclaration,
): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    const there = await engine.nodes.inspect(id);
    if (there === undefined || nodeChanges(declared, there.Spec).length === 0) return;
    try {
      return await changeNode(engine, there, declared);
    } catch (error) {
      if (!hasCode(error, "OUT_OF_SEQUENCE") || attempt === TRIES) throw error;
    }
  }
}

/** Waits for what a run before this one did not see the end of. */
export async function finish(engine: Engine, node: Node, declared: NodeDeclaration): Promise<void> {
  const { ID, Status } = node;
  // Of one that is down it is no promotion that has not ended.
  if (declared.Spec.Role === "manager" && !isReached(node) && Status.State !== "down")
    await untilRole(engine, ID, declared.Name, "manager");
  await untilGone(engine, ID, declared, await owedBy(engine, ID, declared));
}

/** What a drain that is declared has to move. */
const owedBy = async (
  engine: Engine,
  id: string,
  { Spec, WaitMs }: NodeDeclaration,
): Promise<Task[]> => (Spec.Availability === "drain" && WaitMs > 0 ? tasksToMove(engine, id) : []);

async function untilGone(
  engine: Engine,
  id: string,
  { Name, WaitMs }: NodeDeclaration,
  before: Task[],
): Promise<void> {
  const left = await untilMoved(engine, id, before, { waitMs: WaitMs });
  if (left.length > 0) throw await homeless(engine, Name, left);
}

/** Whatever version it has by now; goes on while the swarm looks for a leader. */
export async function setNode(
  engine: Engine,
  id: string,
  change: (spec: NodeSpec) => NodeSpec,
): Promise<void> {
  const untilMs = Date.now() + LEADER_TIMEOUT_MS;
  for (;;) {
    const there = await engine.nodes.inspect(id);
    if (there === undefined) return;
    const next = change(there.Spec);
    if (isDeepStrictEqual(next, there.Spec)) return;
    try {
      return await engine.nodes.update(id, there.Version.Index, next);
    } catch (error) {
      const isPassing = hasCode(error, "OUT_OF_SEQUENCE", "ENGINE_UNREACHABLE");
      if (!isPassing || Date.now() > untilMs) throw error;
    }
    await delay(250);
  }
}

/** A manager is one when the others reach it, and none any more when they have forgotten it. */
export async function untilRole(
  engine: Engine,
  id: string,
  name: string,
  role: NodeSpec["Role"],
): Promise<void> {
  const isTaken = (there: Node | undefined): boolean => {
    if (there === undefined) return true;
    return role === "manager" ? isReached(there) : !there.ManagerStatus?.Reachability;
  };
  const look = () => engine.nodes.inspect(id);
  if (isTaken(await polled(look, isTaken, { timeoutMs: ROLE_TIMEOUT_MS }))) return;
  const seconds = ROLE_TIMEOUT_MS / 1000;
  throw new SwarmError(
    "NOT_CONVERGED",
    role === "manager"
      ? `Node "${name}": the other managers do not reach it ${seconds} s after it became a manager. ` +
          "Open TCP port 2377 between the managers, and run it again."
      : `Node "${name}": still a manager ${seconds} s after its demotion. See that most of the managers are up, and run it again.`,
  );
}

async function homeless(engine: Engine, name: string, left: Homeless[]): Promise<SwarmError> {
  const services = await engine.services.list();
  const lines = left.map(({ serviceId, count, why }) => {
    const title = services.find(({ ID }) => ID === serviceId)?.Spec.Name ?? serviceId;
    return `${title}: ${count} ${count === 1 ? "task" : "tasks"}, ${why}`;
  });
  return new SwarmError(
    "NOT_CONVERGED",
    `Node "${name}": it is drained, and not all of its tasks run elsewhere yet.\n${lines.join("\n")}\n` +
      "Add a node that fits, or change what they ask for. It stays drained, and the next `pulumi up` waits again.",
  );
}
