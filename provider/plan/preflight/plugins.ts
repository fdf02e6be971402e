// Drivers of volumes, networks and logs that a node must have. Source: moby/swarmkit,
// manager/scheduler/filter.go, PluginFilter. Pure.

import type { Node, ServiceSpec } from "../../engine/types";
import { isUnknown, knownOf } from "../../model/unknown";

export interface Plugin {
  type: "Volume" | "Network" | "Log";
  name: string;
}

/** The drivers that the spec itself names; those of networks are the networks' own. */
export function pluginsOf({ TaskTemplate }: ServiceSpec): Plugin[] {
  const { ContainerSpec, LogDriver } = TaskTemplate;
  const volumes = knownOf(ContainerSpec.Mounts).flatMap(({ Type, VolumeOptions }) =>
    Type === "volume" ? [VolumeOptions?.DriverConfig?.Name] : [],
  );
  const log = isUnknown(LogDriver) ? undefined : LogDriver?.Name;
  return [
    ...named("Volume", volumes, ["local"]),
    // "none" is no plugin, but every engine can do it.
    ...named("Log", [log], ["none"]),
  ];
}

function named(
  type: Plugin["type"],
  names: (string | undefined)[],
  everywhere: string[],
): Plugin[] {
  const given = names.filter((name) => name && !isUnknown(name) && !everywhere.includes(name));
  return [...new Set(given as string[])].map((name) => ({ type, name }));
}

/** A node that tells of no driver of a kind is too old to tell. */
export function hasPlugin({ Description }: Node, { type, name }: Plugin): boolean {
  const ofType = (Description.Engine.Plugins ?? []).filter(({ Type }) => Type === type);
  const names = [name, name.includes(":") ? name : `${name}:latest`];
  return ofType.length === 0 || ofType.some(({ Name }) => names.includes(Name));
}
