// What was found of services whose profile is not active: they are no part of the stack, so what a swarm cannot do of
// them does not matter. What is not well-formed does.

import type { Finding, Findings } from "./findings";
import type { Merged } from "./merge";

/** Drops what was found only of services that the active ones do not need. */
export function forgetInactive(found: Findings, merged: Merged, active: string[]): void {
  const files = new Set(merged.parts.map(({ file }) => file));
  const needed = withBases(merged, active);
  const isMoot = ({ place }: Finding): boolean => {
    const named = files.has(place.file) ? servicesIn(place.key, merged) : [];
    return named.length > 0 && !named.some((service) => needed.has(service));
  };
  found.problems = found.problems.filter((one) => !one.unsupported || !isMoot(one));
  found.warnings = found.warnings.filter((one) => one.once || !isMoot(one));
}

/** What a service extends is part of it. */
function withBases({ parts }: Merged, services: string[]): Set<string> {
  const all = new Set(services);
  // the loop comes to what it adds, too
  for (const service of all)
    for (const { later } of parts) {
      const base = later[service]?.extends?.service;
      if (base !== undefined) all.add(base);
    }
  return all;
}

/** No service has more dots in its name. */
const mostDots = 10;

/** The services that a key may speak of: "services.a.b.image" speaks of "a", or of "a.b". */
function servicesIn(key: string, { model }: Merged): string[] {
  const [section, ...keys] = key.split(".", mostDots);
  const names = keys.map((_, i) => keys.slice(0, i + 1).join("."));
  return section === "services" ? names.filter((name) => Object.hasOwn(model.services, name)) : [];
}
