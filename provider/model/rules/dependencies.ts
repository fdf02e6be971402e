// Dependencies between the services of a stack must leave an order to start them in, and be able to come true.

import { own } from "../compact";
import { refuse, within } from "../place";
import type { Place } from "../place";
import type { ServiceInputs } from "../service";
import type { StackInputs } from "../stack";
import { hasUnknown, knownEntries } from "../unknown";

/** Refuses dependencies that lead back to where they began; each circle once. */
export function dependencyCycles({ services }: StackInputs, place: Place): void {
  const done = new Set<string>();
  const dependenciesOf = (key: string): string[] =>
    knownEntries(own(services, key)?.dependsOn).map(([dependency]) => dependency);
  for (const [key] of knownEntries(services)) follow(key);

  /** Without recursion, as a chain may be as long as a file. */
  function follow(start: string): void {
    const path = new Map([[start, dependenciesOf(start)]]);
    const trail = [start];
    for (let key = trail.at(-1); key !== undefined; key = trail.at(-1)) {
      const next = done.has(key) ? undefined : path.get(key)?.shift();
      if (next !== undefined && path.has(next)) refuseCircle(trail, next);
      else if (next !== undefined) trail.push(next);
      if (next !== undefined && !path.has(next)) path.set(next, dependenciesOf(next));
      if (next !== undefined) continue;
      done.add(key);
      path.delete(key);
      trail.pop();
    }
  }

  function refuseCircle(trail: string[], key: string): void {
    const circle = [...trail.slice(trail.indexOf(key)), key];
    refuse(
      within(place, key, "dependsOn"),
      `leads in a circle: ${circle.join(" → ")}. Remove one of these.`,
    );
  }
}

/** Refuses to wait for the end of what is started again whenever it ends. */
export function endlessDependencies({ services }: StackInputs, place: Place): void {
  for (const [key, { dependsOn }] of knownEntries(services))
    for (const [on, { condition }] of knownEntries(dependsOn)) {
      const dependency = own(services, on);
      if (condition !== "service_completed_successfully" || !runsForEver(dependency)) continue;
      refuse(
        within(place, key, "dependsOn", on, "condition"),
        `never comes true: the swarm starts the tasks of "${on}" again when they end. Set its ` +
          'restart condition to "on-failure" or "none", or its deploy.mode to "replicated-job".',
      );
    }
}

function runsForEver(service: ServiceInputs | undefined): boolean {
  const { deploy = {} } = service ?? {};
  if (service === undefined || hasUnknown(deploy)) return false;
  const { mode = "replicated", replicas, restartPolicy } = deploy;
  if (mode.endsWith("-job") || replicas === 0) return false;
  return (restartPolicy?.condition ?? "any") === "any";
}
