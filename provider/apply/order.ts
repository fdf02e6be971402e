// The order of services: each after those it depends on, and after those that give away a port it wants. Pure.

import type { Dependency, Desired, Live } from "../objects/object";
import { publishedPorts } from "../plan/ports";

interface Build {
  desired: Desired;
  /** What is there of it. */
  live?: Live;
}

/** What each step comes after. Nothing waits for itself, not even by way of others: ports may change hands in a circle. */
export function predecessors<Step extends Build>(steps: Step[]): Map<Step, Dependency[]> {
  const earlier = new Map(steps.map((step) => [step.desired.key, [] as Dependency[]]));
  const leadsTo = (from: string, to: string, seen = new Set<string>()): boolean => {
    if (seen.has(from)) return false;
    seen.add(from);
    return from === to || (earlier.get(from) ?? []).some(({ key }) => leadsTo(key, to, seen));
  };
  const wanted = [
    ...steps.flatMap(({ desired: { key, after = [] } }) => after.map((one) => [key, one] as const)),
    ...portEdges(steps),
  ];
  for (const [key, dependency] of wanted)
    if (earlier.has(dependency.key) && !leadsTo(dependency.key, key))
      earlier.get(key)?.push(dependency);
  return new Map(steps.map((step) => [step, earlier.get(step.desired.key) ?? []]));
}

function portEdges<Step extends Build>(steps: Step[]): (readonly [string, Dependency])[] {
  const givers = new Map(
    steps.flatMap(({ desired, live }) => {
      const kept = publishedPorts(desired.spec);
      const given = live ? publishedPorts(live.spec).filter((port) => !kept.includes(port)) : [];
      return given.map((port) => [port, desired.key] as const);
    }),
  );
  return steps.flatMap(({ desired: { key, spec } }) =>
    publishedPorts(spec).flatMap((port) => {
      const giver = givers.get(port);
      return giver === undefined ? [] : [[key, { key: giver, until: "service_started" }] as const];
    }),
  );
}
