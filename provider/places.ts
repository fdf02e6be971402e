// Which nodes have the images that no registry told of: what is asked of the engine for it, and what is said.

import { isHeld } from "./converge/holders";
import type { Engine } from "./engine/engine";
import type { Node, Task } from "./engine/types";
import { asksTasks, placesOfImages, type Untold } from "./plan/preflight/images";

export interface Known {
  /** The node of the engine. */
  nodeId?: string;
  /** Where they are known already. */
  nodes?: Node[];
}

export interface Looked {
  warnings: string[];
  /** All tasks of the swarm, where they had to be listed. */
  tasks?: Task[];
}

/** One request for each image, and one for all tasks where it is about other nodes. */
export async function lookForImages(
  engine: Engine,
  untold: Untold[],
  known: Known,
): Promise<Looked> {
  if (untold.length === 0) return { warnings: [] };
  const images = [...new Set(untold.map(({ image }) => image))];
  const [nodes, ...answers] = await Promise.all([
    known.nodes ?? engine.nodes.list(),
    ...images.map((image) => isHeld(engine, image)),
  ]);
  const held = new Map(images.map((image, index) => [image, answers[index]]));
  const places = { nodes, nodeId: known.nodeId, held };
  const tasks = asksTasks(untold, places) ? await engine.tasks.list() : undefined;
  return { warnings: placesOfImages(untold, { ...places, tasks: tasks ?? [] }), tasks };
}
