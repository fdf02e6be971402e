// The order of services: each after those it depends on, and after those that give away a port it wants. Pure.

import type { Desired, Live } from "../objects/object";
import { publishedPorts } from "../plan/ports";

interface Build {
  desired: Desired;
  /** What is there of it. */
  live?: Live;
}

/** Groups that may be built at once; a circle ends up in one group. */
export function tiers<Step extends Build>(steps: Step[]): Step[][] {
  const earlier = predecessors(steps);
  const waiting = new Set(steps);
  const groups: Step[][] = [];
  while (waiting.size > 0) {
    const open = new Set([...waiting].map(({ desired }) => desired.key));
    const free = [...waiting].filter((step) => !earlier.get(step)?.some((key) => open.has(key)));
    const group = free.length > 0 ? free : [...waiting];
    group.forEach((step) => waiting.delete(step));
    groups.push(group);
  }
  return groups;
}

/** The keys of those that each step comes after. */
function predecessors<Step extends Build>(steps: Step[]): Map<Step, string[]> {
  const givers = new Map(
    steps.flatMap(({ desired, live }) => {
      const kept = publishedPorts(desired.spec);
      const given = live ? publishedPorts(live.spec).filter((port) => !kept.includes(port)) : [];
      return given.map((port) => [port, desired.key] as const);
    }),
  );
  return new Map(
    steps.map((step) => {
      const { after = [], spec } = step.desired;
      return [step, [...after, ...publishedPorts(spec).flatMap((port) => givers.get(port) ?? [])]];
    }),
  );
}
