// What the change of a node moves: how many tasks of which services leave it, whether what is left has a place for
// them, and what they leave behind. From what a manager tells; the words for it are in moves/words.ts. Pure.

import type { Node } from "../engine/types";
import { dataLeftBehind } from "./moves/data";
import { gains, type Gains } from "./moves/gains";
import { leaving, type Fate, type Leaving, type NodeChange, type Seen } from "./moves/leaving";
import { place, type Placeless } from "./moves/places";
import { nodeName } from "./preflight/nodes";

export type { NodeChange, Seen } from "./moves/leaving";

/** The tasks of one service that leave the node. */
export interface Moved {
  service: string;
  fate: Fate;
  tasks: number;
  /** Where the next task does not find it: "volume data", "/srv/pg". */
  data?: string[];
  placeless?: Placeless;
}

export interface Moves extends Gains {
  /** Its hostname. */
  node: string;
  /** What is done with it. */
  done: "drained" | "removed" | "changed";
  services: Moved[];
}

/**
 * `earlier` are changes of other nodes in the same run: their tasks take room, and those nodes give none. Tasks that
 * they move onto this node are not counted.
 */
export function movesOf(seen: Seen, change: NodeChange, earlier: NodeChange[] = []): Moves {
  const before = earlier.reduce(
    (left, one) => settle(leaving(one, seen), without(left, one)).left,
    seen,
  );
  const all = leaving(change, seen);
  const { placeless } = settle(all, without(before, change));
  const node = seen.nodes.find(({ ID }) => ID === change.id);
  return {
    node: node === undefined ? change.id : nodeName(node),
    done: doneTo(change.after),
    services: all.map((one) => moved(one, placeless.get(one.service.ID))),
    ...gains(change, seen),
  };
}

/** The swarm after a change, before anything has found a place elsewhere. */
function without(seen: Seen, change: NodeChange): Seen {
  const gone = new Set(leaving(change, seen).flatMap(({ tasks }) => tasks));
  const nodes = seen.nodes.flatMap((node): Node[] => {
    if (node.ID !== change.id) return [node];
    return change.after ? [{ ...node, Spec: change.after }] : [];
  });
  return { ...seen, nodes, tasks: seen.tasks.filter((task) => !gone.has(task)) };
}

function settle(all: Leaving[], start: Seen): { left: Seen; placeless: Map<string, Placeless> } {
  const placeless = new Map<string, Placeless>();
  const left = all
    .filter(({ fate }) => startsElsewhere(fate))
    .reduce((seen, one) => {
      const placed = place(one, seen);
      if (placed.placeless) placeless.set(one.service.ID, placed.placeless);
      return placed.left;
    }, start);
  return { left, placeless };
}

const startsElsewhere = (fate: Fate): boolean => fate === "moves" || fate === "again";

function moved({ service, fate, tasks }: Leaving, placeless: Placeless | undefined): Moved {
  const data = startsElsewhere(fate) ? dataLeftBehind(service) : [];
  return {
    ...{ service: service.Spec.Name, fate, tasks: tasks.length },
    ...(data.length > 0 && { data }),
    ...(placeless && { placeless }),
  };
}

const doneTo = (after: Node["Spec"] | undefined): Moves["done"] =>
  after === undefined ? "removed" : after.Availability === "drain" ? "drained" : "changed";
