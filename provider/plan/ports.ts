// The ports that services hold, and who has to go first for them. Pure.

import type { ServiceSpec } from "../engine/types";
import { isUnknown, knownOf } from "../model/unknown";
import type { Live } from "../objects/object";
import type { Step } from "./plan";

/** "4000/tcp" for each published port; empty for other kinds of specs. */
function publishedPorts(spec: object): string[] {
  const ports = knownOf((spec as Partial<ServiceSpec>).EndpointSpec?.Ports);
  return ports.flatMap(({ PublishedPort, Protocol }) =>
    PublishedPort && !isUnknown(PublishedPort) ? [`${PublishedPort}/${Protocol || "tcp"}`] : [],
  );
}

/** What is no longer declared and holds ports that are wanted, and those ports. */
export function inTheWayOf(steps: Step[]): { live: Live; ports: string[] }[] {
  const wanted = new Set(
    steps.flatMap((step) => (step.action === "remove" ? [] : publishedPorts(step.desired.spec))),
  );
  return steps.flatMap((step) => {
    if (step.action !== "remove") return [];
    const ports = publishedPorts(step.live.spec).filter((port) => wanted.has(port));
    return ports.length > 0 ? [{ live: step.live, ports }] : [];
  });
}
