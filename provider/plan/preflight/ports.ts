// Published ports that another service has, as the engine itself compares them. Pure.
// Source: moby/swarmkit, manager/controlapi/service.go, checkPortConflicts.

import type { PortConfig, Service, ServiceSpec } from "../../engine/types";
import { isUnknown, knownOf } from "../../model/unknown";
import { isSameProgram } from "../../owner";
import type { Finding, Swarm } from "./finding";

export interface Held {
  /** "8080/tcp". */
  port: string;
  onNodes: boolean;
}

/** Ports that are published under a number of their own, and how. */
export function portsOf(ports: PortConfig[] | undefined): Held[] {
  return knownOf(ports).flatMap(({ PublishedPort, Protocol, PublishMode }) =>
    PublishedPort && ![PublishedPort, Protocol, PublishMode].some(isUnknown)
      ? [{ port: `${PublishedPort}/${Protocol || "tcp"}`, onNodes: PublishMode === "host" }]
      : [],
  );
}

/** What a service publishes, the ports included that the engine chose for it. */
const heldBy = ({ Spec, Endpoint }: Service): Held[] => [
  ...portsOf(Spec.EndpointSpec?.Ports),
  ...portsOf(Endpoint?.Ports),
];

/** Two services may have one port on different nodes; the routing mesh has it on all. */
export const clash = (a: Held, b: Held): boolean => a.port === b.port && !(a.onNodes && b.onNodes);

export function takenPorts(spec: ServiceSpec, { others, owner }: Swarm): Finding[] {
  return portsOf(spec.EndpointSpec?.Ports).flatMap((wanted) => {
    const holder = others.find((other) => heldBy(other).some((held) => clash(held, wanted)));
    if (holder === undefined) return [];
    const said = `Service "${spec.Name}": port ${wanted.port} is already published by service "${holder.Spec.Name}". `;
    // What the same program declares may give the port up in this very run.
    if (isSameProgram(holder.Spec.Labels ?? {}, owner))
      return [{ reason: `${said}It has to give it up before this one is made.`, warning: true }];
    return [{ reason: `${said}Publish another port, or remove that service first.` }];
  });
}

/** The services, by name, that hold one of these ports on nodes of their own. */
export function holdersOnNodes(spec: ServiceSpec, others: Service[]): Service[] {
  const wanted = portsOf(spec.EndpointSpec?.Ports).filter(({ onNodes }) => onNodes);
  return others.filter((other) =>
    heldBy(other).some((held) => held.onNodes && wanted.some(({ port }) => port === held.port)),
  );
}
