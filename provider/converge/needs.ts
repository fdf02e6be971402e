// What the tasks of a service ask of a node besides its placement, for those that find none: in numbers and names,
// where the engine only says how many nodes lack it. Pure.

import type { Node, ServiceSpec } from "../engine/types";

/** A line for each need that the engine's words blame. */
export function explainNeeds(spec: ServiceSpec, nodes: Node[], words: string[]): string[] {
  const blames = (pattern: RegExp): boolean => words.some((text) => pattern.test(text));
  return [
    ...(blames(/missing plugin/) ? plugins(spec, nodes) : []),
    ...(blames(/port already in use/) ? hostPorts(spec) : []),
    ...(blames(/insufficient resources/) ? amounts(spec, nodes) : []),
  ];
}

function plugins({ TaskTemplate }: ServiceSpec, nodes: Node[]): string[] {
  const { ContainerSpec, LogDriver } = TaskTemplate;
  const wanted = [
    ...(ContainerSpec.Mounts ?? []).map(({ VolumeOptions }) => ["Volume", VolumeOptions?.DriverConfig?.Name] as const),
    ["Log", LogDriver?.Name] as const,
  ]; // prettier-ignore
  const lines = wanted.flatMap(([type, name]) => {
    if (!name) return [];
    const having = nodes.filter(({ Description }) =>
      Description.Engine.Plugins?.some((one) => one.Type === type && one.Name === name),
    );
    if (having.length === nodes.length) return [];
    return [`${type.toLowerCase()} driver "${name}" is on ${having.length} of ${many(nodes)}`];
  });
  return [...new Set(lines)];
}

const hostPorts = ({ EndpointSpec }: ServiceSpec): string[] =>
  (EndpointSpec?.Ports ?? [])
    .filter(({ PublishMode, PublishedPort }) => PublishMode === "host" && PublishedPort)
    .map(
      ({ PublishedPort, Protocol }) =>
        `each task takes port ${PublishedPort}/${Protocol || "tcp"} of its node`,
    );

function amounts({ TaskTemplate }: ServiceSpec, nodes: Node[]): string[] {
  const { MemoryBytes = 0, NanoCPUs = 0 } = TaskTemplate.Resources?.Reservations ?? {};
  const most = (key: "MemoryBytes" | "NanoCPUs"): number =>
    Math.max(0, ...nodes.map(({ Description }) => Description.Resources[key] ?? 0));
  const line = (wanted: string, there: string): string =>
    `each task reserves ${wanted}; the biggest node has ${there}, for all its tasks`;
  return [
    ...(MemoryBytes > 0 ? [line(`${gib(MemoryBytes)} of memory`, gib(most("MemoryBytes")))] : []),
    ...(NanoCPUs > 0 ? [line(`${NanoCPUs / 1e9} CPUs`, String(most("NanoCPUs") / 1e9))] : []),
  ];
}

const gib = (bytes: number): string => `${Number((bytes / 2 ** 30).toFixed(2))} GiB`;
const many = ({ length }: Node[]): string => `${length} node${length === 1 ? "" : "s"}`;
