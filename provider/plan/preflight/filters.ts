// Why a node cannot run a task of a service, were it empty: the scheduler's filters, one by one, with words for
// people. Source: moby/swarmkit, manager/scheduler/filter.go. Pure; what is not known yet keeps nobody off.

import { fits, fitsPlatform } from "../../converge/constraints";
import { placementOf } from "../../converge/eligible";
import type { Node, ServiceSpec } from "../../engine/types";
import { isUnknown, knownOf } from "../../model/unknown";
import { reservationsOf } from "./amounts";
import { hasPlugin, pluginsOf } from "./plugins";

export interface Filter {
  /** What is asked for, and how many have it: "node.labels.disk==ssd matches 1 of 3 nodes". */
  inWords: (matching: number, all: number) => string;
  fits: (node: Node) => boolean;
  advice: string;
  /** true: the nodes that do not fit get no task of a global service. */
  selects?: true;
}

/** All that the spec asks of a node. */
export const filtersOf = (spec: ServiceSpec): Filter[] => [
  ...constraints(spec),
  ...platforms(spec),
  ...amounts(spec),
  ...plugins(spec),
];

export const nodeCount = (count: number): string => (count === 1 ? "1 node" : `${count} nodes`);

const matches = (what: string) => (matching: number, all: number) =>
  `${what} matches ${matching} of ${nodeCount(all)}`;
const has = (what: string) => (matching: number, all: number) =>
  `${what}, which ${matching} of ${nodeCount(all)} ${matching === 1 ? "has" : "have"}`;

function constraints(spec: ServiceSpec): Filter[] {
  const Placement = placementOf(spec);
  if (isUnknown(Placement)) return [];
  return knownOf(Placement.Constraints).map((text) => ({
    inWords: matches(text),
    fits: (node) => fits(node, [text]),
    advice: "Label a node, or change the constraint.",
    selects: true,
  }));
}

function platforms(spec: ServiceSpec): Filter[] {
  const Placement = placementOf(spec);
  const all = isUnknown(Placement) ? [] : knownOf(Placement.Platforms);
  if (all.length === 0) return [];
  const names = new Set(all.map(({ OS, Architecture }) => `${OS}/${Architecture}`));
  return [
    {
      inWords: matches(`platform ${[...names].join(", ")}`),
      fits: (node) => fitsPlatform(node, all),
      advice: "Use an image built for the nodes' platform.",
      selects: true,
    },
  ];
}

const amounts = (spec: ServiceSpec): Filter[] =>
  reservationsOf(spec).map(({ what, amount, of }) => ({
    inWords: has(`${what} a task`),
    fits: (node) => of(node) >= amount,
    advice: "Lower deploy.resources.reservations, or add a node.",
  }));

const plugins = (spec: ServiceSpec): Filter[] =>
  pluginsOf(spec).map((plugin) => ({
    inWords: has(`${plugin.type.toLowerCase()} driver "${plugin.name}"`),
    fits: (node) => hasPlugin(node, plugin),
    advice: "Install the driver on the nodes, or use another.",
  }));
