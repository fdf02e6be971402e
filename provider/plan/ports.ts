// The ports that a service holds in the whole swarm. Pure.

import type { ServiceSpec } from "../engine/types";
import { isUnknown, knownOf } from "../model/unknown";

/** "4000/tcp" for each published port; empty for other kinds of specs. */
export function publishedPorts(spec: object): string[] {
  const ports = knownOf((spec as Partial<ServiceSpec>).EndpointSpec?.Ports);
  return ports.flatMap(({ PublishedPort, Protocol }) =>
    PublishedPort && !isUnknown(PublishedPort) ? [`${PublishedPort}/${Protocol || "tcp"}`] : [],
  );
}
