// Dependencies between the services of a stack must leave an order to start them in.

import { own } from "../compact";
import { refuse, within } from "../place";
import type { Place } from "../place";
import type { StackInputs } from "../stack";
import { knownEntries } from "../unknown";

/** Refuses dependencies that lead back to where they began; each circle once. */
export function dependencyCycles({ services }: StackInputs, place: Place): void {
  const done = new Set<string>();

  function follow(key: string, path: string[]): void {
    if (path.includes(key)) {
      const circle = [...path.slice(path.indexOf(key)), key];
      refuse(
        within(place, key, "dependsOn"),
        `leads in a circle: ${circle.join(" → ")}. Remove one of these.`,
      );
      return;
    }
    if (done.has(key)) return;
    const next = knownEntries(own(services, key)?.dependsOn);
    for (const [dependency] of next) follow(dependency, [...path, key]);
    done.add(key);
  }

  for (const [key] of knownEntries(services)) follow(key, []);
}
