// Which nodes have an image, asked of the engine: whether it has it itself, and what the tasks at hand tell of the
// others.

import type { Engine } from "../engine/engine";
import type { Node, Task } from "../engine/types";
import { SwarmError } from "../errors";
import { hostnameOf, nodesByTasks } from "./images";

/** undefined where the engine, or who stands before it, does not let its images be seen. */
export const isHeld = (engine: Engine, image: string): Promise<boolean | undefined> =>
  orUnknown(async () => (await engine.images.inspect(image)) !== undefined);

export interface Holders {
  image: string;
  /** Names of nodes. */
  has: string[];
  lacks: string[];
}

/** Of these nodes; those that nobody knows of are in neither list. */
export async function holdersOf(
  image: string,
  { engine, nodes, tasks }: { engine: Engine; nodes: Node[]; tasks: Task[] },
): Promise<Holders> {
  const [held, nodeId] = await Promise.all([
    isHeld(engine, image),
    orUnknown(async () => (await engine.info()).Swarm.NodeID),
  ]);
  const told = nodesByTasks(image, tasks);
  if (held !== undefined && nodeId) told.set(nodeId, held);
  const named = (has: boolean): string[] =>
    nodes
      .filter(({ ID }) => told.get(ID) === has)
      .map(hostnameOf)
      .sort();
  return { image, has: named(true), lacks: named(false) };
}

async function orUnknown<T>(ask: () => Promise<T>): Promise<T | undefined> {
  try {
    return await ask();
  } catch (error) {
    if (!(error instanceof SwarmError)) throw error;
    return undefined;
  }
}
