// What steps of nodes move, asked of a live engine before anything is done: which tasks, whether the rest of the swarm
// has a place for them, and whether a manager may go at all. Where no step moves anything, nothing is asked.

import type { Engine } from "./engine/engine";
import type { Service, Task } from "./engine/types";
import { movesOf, type Moves, type NodeChange } from "./plan/moves";
import { lossesInWords, movesInWords } from "./plan/moves/words";
import { mayMove, nodesAround, nodeSteps, quorumRefusals, type NodeStep } from "./plan/node-steps";
import type { Step } from "./plan/plan";
import type { CommonInputs } from "./resources/resource";
import type { Session } from "./session";

export interface NodeNews {
  /** What a step moves, by the id of its node: "3 tasks move: web 2, api 1". */
  effects: Map<string, string>;
  warnings: string[];
  refusals: string[];
}

interface Running {
  services: Service[];
  tasks: Task[];
}

/** The node that the connection reaches; undefined where it names other managers, too. */
export const throughOf = (
  { nodeId }: Session,
  { connection }: Pick<CommonInputs, "connection">,
): string | undefined =>
  Array.isArray(connection?.host) && connection.host.length > 1 ? undefined : nodeId;

/** For one that is about to be done. */
export const newsOfNodes = (
  engine: Engine,
  steps: Step[],
  through: string | undefined,
): Promise<NodeNews> => tell(steps, through, () => listRunning(engine), []);

/** The same for a preview, which serves one run: all its nodes share the lists, and those before it take room. */
export async function previewOfNodes(
  engine: Engine,
  steps: Step[],
  through: string | undefined,
): Promise<NodeNews> {
  const earlier = planned.get(engine) ?? new Map<string, NodeChange>();
  planned.set(engine, earlier);
  const own = nodeSteps(steps).map(({ change }) => change);
  const others = [...earlier.values()].filter(({ id }) => own.every((one) => one.id !== id));
  for (const change of own) earlier.set(change.id, change);
  const list = (): Promise<Running> => {
    const listed = lists.get(engine) ?? listRunning(engine);
    lists.set(engine, listed);
    return listed;
  };
  return tell(steps, through, list, others);
}

const planned = new WeakMap<Engine, Map<string, NodeChange>>();
const lists = new WeakMap<Engine, Promise<Running>>();

async function tell(
  steps: Step[],
  through: string | undefined,
  list: () => Promise<Running>,
  earlier: NodeChange[],
): Promise<NodeNews> {
  const refusals = quorumRefusals(steps, through);
  const moving = nodeSteps(steps).filter(mayMove);
  if (moving.length === 0) return { effects: new Map(), warnings: [], refusals };
  const running = await list();
  const told = moving.map((one) => [one.node.ID, movesOfStep(one, running, earlier)] as const);
  return {
    effects: new Map(told.map(([id, moves]) => [id, movesInWords(moves)])),
    warnings: told.flatMap(([, moves]) => lossesInWords(moves)),
    refusals,
  };
}

const movesOfStep = ({ node, change }: NodeStep, running: Running, earlier: NodeChange[]): Moves =>
  movesOf({ ...running, nodes: nodesAround(node) }, change, earlier);

async function listRunning(engine: Engine): Promise<Running> {
  const [services, tasks] = await Promise.all([
    engine.services.list(),
    // Jobs want their tasks to complete, and what is started again waits in "ready".
    engine.tasks.list({ "desired-state": ["running", "ready", "complete"] }),
  ]);
  // Plug-ins are services, too, and say nothing of what they need.
  return { services: services.filter(({ Spec }) => Spec.TaskTemplate.Runtime !== "plugin"), tasks };
}
