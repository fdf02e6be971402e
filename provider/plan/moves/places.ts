// Whether what is left of the swarm has a place for tasks that leave a node: each is given to the node that the
// scheduler would take, one after the other. Source: moby/swarmkit, manager/scheduler (filter.go, nodeset.go). Pure.

import { placementOf } from "../../converge/eligible";
import type { Node, Service, Task } from "../../engine/types";
import { reservationsOf } from "../preflight/amounts";
import { filtersOf } from "../preflight/filters";
import { fittingNodes, isAble, unmet } from "../preflight/nodes";
import { holdersOnNodes, portsOf } from "../preflight/ports";
import { isLive, type Leaving, type Seen } from "./leaving";

/** What finds no place, and why. */
export interface Placeless {
  count: number;
  why: string;
  advice: string;
}

interface Room {
  node: Node;
  /** What runs there, and what was given to it. */
  tasks: Task[];
}

/** One thing of which a node has only so much. */
interface Limit {
  allows: (room: Room) => boolean;
  /** "1 GiB of memory a task, which 0 of 2 nodes that fit have left". */
  inWords: (free: number, all: number) => string;
  advice: string;
}

/** `left` is the swarm without what leaves; gives it with those that found a place, and those that did not. */
export function place(
  { service, tasks }: Leaving,
  left: Seen,
): { left: Seen; placeless?: Placeless } {
  const fitting = fittingNodes(service.Spec, left.nodes);
  const rooms = fitting.map((node): Room => ({ node, tasks: tasksOn(node, left) }));
  const limits = limitsOf(service, left.services);
  const placed = tasks.flatMap((task) => give(task, service, rooms, limits));
  const count = tasks.length - placed.length;
  const settled = { ...left, tasks: [...left.tasks, ...placed] };
  if (count === 0) return { left: settled };
  return { left: settled, placeless: { count, ...whyNot(service, left.nodes, rooms, limits) } };
}

const tasksOn = ({ ID }: Node, { tasks }: Seen): Task[] =>
  tasks.filter((task) => task.NodeID === ID && isLive(task));

/** The task as it starts on the node with the fewest of its service, then the fewest of all; none when all are full. */
function give(task: Task, { ID, Spec }: Service, rooms: Room[], limits: Limit[]): Task[] {
  const own = ({ tasks }: Room): number => tasks.filter(({ ServiceID }) => ServiceID === ID).length;
  const [best] = rooms
    .filter((room) => limits.every(({ allows }) => allows(room)))
    .sort((a, b) => own(a) - own(b) || a.tasks.length - b.tasks.length);
  if (best === undefined) return [];
  const moved = { ...task, NodeID: best.node.ID, Spec: Spec.TaskTemplate };
  best.tasks.push(moved);
  return [moved];
}

const limitsOf = (service: Service, services: Service[]): Limit[] => [
  ...mostANode(service),
  ...portsOfNodes(service, services),
  ...amounts(service),
];

const nodesThatFit = (count: number): string =>
  count === 1 ? "1 node that fits" : `${count} nodes that fit`;

function mostANode({ ID, Spec }: Service): Limit[] {
  const { MaxReplicas: most = 0 } = placementOf(Spec);
  if (most === 0) return [];
  return [
    {
      allows: ({ tasks }) => tasks.filter(({ ServiceID }) => ServiceID === ID).length < most,
      inWords: (free, all) =>
        `${most} a node at most, and ${free} of ${nodesThatFit(all)} may have another`,
      advice: "Raise deploy.placement.maxReplicasPerNode, or add a node.",
    },
  ];
}

function portsOfNodes({ Spec }: Service, services: Service[]): Limit[] {
  const [first] = portsOf(Spec.EndpointSpec?.Ports).filter(({ onNodes }) => onNodes);
  if (first === undefined) return [];
  const holders = new Set(holdersOnNodes(Spec, services).map(({ ID }) => ID));
  return [
    {
      allows: ({ tasks }) => !tasks.some(({ ServiceID }) => holders.has(ServiceID)),
      inWords: (free, all) =>
        `port ${first.port}, which is free on ${free} of ${nodesThatFit(all)}`,
      advice: 'Add a node, or publish with mode "ingress".',
    },
  ];
}

const amounts = ({ Spec }: Service): Limit[] =>
  reservationsOf(Spec).map(({ what, amount, of, kept }) => ({
    allows: ({ node, tasks }) =>
      of(node) - tasks.reduce((sum, task) => sum + kept(task), 0) >= amount,
    inWords: (free, all) =>
      `${what} a task, which ${free} of ${nodesThatFit(all)} ${free === 1 ? "has" : "have"} left`,
    advice: "Lower deploy.resources.reservations, or add a node.",
  }));

function whyNot(
  { Spec }: Service,
  nodes: Node[],
  rooms: Room[],
  limits: Limit[],
): Pick<Placeless, "why" | "advice"> {
  const able = nodes.filter(isAble);
  if (able.length === 0)
    return { why: "no other node takes tasks", advice: "Activate a node, or add one." };
  if (rooms.length === 0) {
    const { matches, advice } = unmet(filtersOf(Spec), able);
    return { why: matches, advice };
  }
  const freeOf = ({ allows }: Limit): number => rooms.filter(allows).length;
  const full = limits.filter((limit) => freeOf(limit) < rooms.length);
  return {
    why: full.map((limit) => limit.inWords(freeOf(limit), rooms.length)).join("; "),
    advice: [...new Set(full.map(({ advice }) => advice))].join(" "),
  };
}
