// Which nodes could run a service, and what is said when none can. Pure.

import type { Node, ServiceSpec } from "../../engine/types";
import { isUnknown } from "../../model/unknown";
import { taskCount } from "../restarts";
import { filtersOf, type Filter } from "./filters";
import type { Finding } from "./finding";

export const isAble = ({ Spec, Status }: Node): boolean =>
  Spec.Availability === "active" && Status.State === "ready";
/** It takes no tasks now, and may by itself a little later. */
const mayComeBack = ({ Spec, Status }: Node): boolean =>
  Spec.Availability === "active" && Status.State !== "ready";

export const nodeName = ({ Description }: Node): string => Description.Hostname;
export const isGlobal = ({ Mode }: ServiceSpec): boolean =>
  !isUnknown(Mode) && (Mode.Global !== undefined || Mode.GlobalJob !== undefined);

/** The nodes that take its tasks now, were they empty. */
export const fittingNodes = (spec: ServiceSpec, nodes: Node[]): Node[] =>
  fitting(spec, nodes.filter(isAble));

/** The nodes that may do so by themselves a little later. */
export const returningNodes = (spec: ServiceSpec, nodes: Node[]): Node[] =>
  fitting(spec, nodes.filter(mayComeBack));

function fitting(spec: ServiceSpec, nodes: Node[]): Node[] {
  const filters = filtersOf(spec);
  return nodes.filter((node) => filters.every(({ fits }) => fits(node)));
}

/** Says why no node can run a service that has tasks to run. */
export function noNodeFits(spec: ServiceSpec, nodes: Node[]): Finding[] {
  if (isUnknown(spec.Mode) || taskCount(spec, nodes.length) === 0) return [];
  if (fittingNodes(spec, nodes).length > 0) return [];
  const would = fitting(spec, nodes);
  const start = `Service "${spec.Name}": no node fits: `;
  if (would.length > 0) {
    const who = would.map((node) => `${nodeName(node)} (${stateOf(node)})`).join(", ");
    const reason = `${start}only ${who} would, and ${would.length === 1 ? "takes" : "take"} no tasks. ${ACTIVATE}`;
    return [{ reason, warning: would.some(mayComeBack) }];
  }
  const { matches, advice } = unmet(filtersOf(spec), nodes);
  return [{ reason: `${start}${matches}. ${advice}` }];
}

/** What of these no node has, or else no node has all of; and what to do. */
export function unmet(filters: Filter[], nodes: Node[]): { matches: string; advice: string } {
  const blocking = filters.filter((filter) => !nodes.some(filter.fits));
  const told = blocking.length > 0 ? blocking : filters;
  return {
    matches: told.map((filter) => matchInWords(filter, nodes)).join("; "),
    advice: [...new Set(told.map((filter) => filter.advice))].join(" "),
  };
}

const ACTIVATE = "Set a node's availability to active, or bring it up again.";

const stateOf = ({ Spec, Status }: Node): string =>
  Status.State === "ready" ? (Spec.Availability === "drain" ? "drained" : "paused") : Status.State;

const matchInWords = ({ inWords, fits }: Filter, nodes: Node[]): string =>
  inWords(nodes.filter(fits).length, nodes.length);

/** Nodes that get a task of a global service and cannot run it: that task would wait for ever. */
export function unfitForGlobal(spec: ServiceSpec, nodes: Node[]): Finding[] {
  if (!isGlobal(spec)) return [];
  const filters = filtersOf(spec);
  const chosen = nodes.filter(
    (node) => isAble(node) && filters.every(({ selects, fits }) => !selects || fits(node)),
  );
  return filters.flatMap((filter) => {
    const unfit = chosen.filter((node) => !filter.fits(node));
    // Where none fits, that is said already.
    if (unfit.length === 0 || unfit.length === chosen.length) return [];
    const reason =
      `Service "${spec.Name}": it is global, and ${unfit.map(nodeName).join(", ")} cannot run its task: ` +
      `${matchInWords(filter, chosen)}. ${filter.advice} Or keep it off by a constraint.`;
    return [{ reason }];
  });
}
