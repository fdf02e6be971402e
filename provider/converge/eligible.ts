// Which nodes a service may run on. Pure.

import type { Node, Placement, ServiceSpec } from "../engine/types";
import { fits, fitsPlatform } from "./constraints";

/**
 * Nodes that get a task of a global service: active, fit for its placement, and not down. As long as a new leader has not
 * heard of a node, that one keeps its task and may be about to run it. One that only got its certificate has no name, and
 * stays "unknown" for ever if it never comes.
 */
export function eligibleNodes(spec: ServiceSpec, nodes: Node[]): Node[] {
  const { Constraints, Platforms } = placementOf(spec);
  return nodes.filter(
    (node) =>
      node.Status.State !== "down" &&
      Boolean(node.Description.Hostname) &&
      node.Spec.Availability === "active" &&
      fits(node, Constraints) &&
      fitsPlatform(node, Platforms),
  );
}

/** How many nodes each constraint matches: "node.labels.disk == ssd matches 0 of 3 nodes". */
export function explainPlacement(spec: ServiceSpec, nodes: Node[]): string[] {
  const { Constraints = [], Platforms = [] } = placementOf(spec);
  const count = (fits: (node: Node) => boolean): string =>
    `matches ${nodes.filter(fits).length} of ${nodes.length} ${nodes.length === 1 ? "node" : "nodes"}`;
  const lines = Constraints.map((text) => `${text} ${count((node) => fits(node, [text]))}`);
  if (Platforms.length > 0) {
    const names = [...new Set(Platforms.map(({ OS, Architecture }) => `${OS}/${Architecture}`))];
    lines.push(`platform ${names.join(", ")} ${count((node) => fitsPlatform(node, Platforms))}`);
  }
  return lines;
}

/** Services that others made may lack what we always send. */
export const placementOf = (spec: ServiceSpec): Placement => spec.TaskTemplate.Placement ?? {};
