// The ports that services hold, and who has to go first for them. Pure.

import type { ServiceSpec } from "../engine/types";
import type { Live } from "../objects/object";
import type { Step } from "./plan";
import { portsOf, type Held } from "./preflight/ports";

/** Those that the spec publishes; none for other kinds of specs. */
export const published = (spec: object): Held[] =>
  portsOf((spec as Partial<ServiceSpec>).EndpointSpec?.Ports);

const numbers = (spec: object): string[] => published(spec).map(({ port }) => port);

/** What is no longer declared and holds ports that are wanted, and those ports. */
export function inTheWayOf(steps: Step[]): { live: Live; ports: string[] }[] {
  const wanted = new Set(
    steps.flatMap((step) => (step.action === "remove" ? [] : numbers(step.desired.spec))),
  );
  return steps.flatMap((step) => {
    if (step.action !== "remove") return [];
    const ports = numbers(step.live.spec).filter((port) => wanted.has(port));
    return ports.length > 0 ? [{ live: step.live, ports }] : [];
  });
}
