// Volumes that a stack declares and that are there with other options, and external ones that are not there. A volume
// belongs to its node, and is made there by the first task that mounts it; whoever comes later gets it as it is, whatever
// he asks for. Pure.

import type { Mount, Node, ServiceSpec, VolumeSpec } from "../../engine/types";
import { inList } from "../../in-list";
import { hasUnknown, knownOf } from "../../model/unknown";
import { KINDS } from "../../objects";
import type { Live } from "../../objects/object";
import { NAMESPACE } from "../../owner";
import { isUnder, type Change } from "../changes";
import { differences } from "../differences";
import type { Plan, Step } from "../plan";
import { fittingNodes, nodeName } from "./nodes";

/** A declared volume, as the tasks of one service ask for it. */
export interface Mounted {
  name: string;
  /** The key of the service, and its spec. */
  key: string;
  service: ServiceSpec;
  spec: VolumeSpec;
  /** As its tasks asked for it up to now. */
  before?: VolumeSpec;
}

interface There {
  /** The volumes of the engine that was asked, and its node. */
  volumes: Live[];
  nodeId?: string;
  nodes: Node[];
}

/** The volumes of services that are made, or whose mounts change. */
export const mountedVolumes = ({ steps }: Plan): Mounted[] =>
  steps.flatMap((step) => {
    if (!changesMounts(step)) return [];
    const [key, service] = [step.desired.key, step.desired.spec as ServiceSpec];
    const old = "live" in step ? declaredBy(step.live.spec as ServiceSpec) : [];
    return declaredBy(service).map((spec) => {
      const before = old.find(({ Name }) => Name === spec.Name);
      return { name: spec.Name, key, service, spec, ...(before && { before }) };
    });
  });

/** An external volume, and who mounts it. */
export interface External {
  name: string;
  service: ServiceSpec;
}

/** The external volumes of a stack's services that are made, or whose mounts change. */
export const externalVolumes = ({ steps }: Plan): External[] =>
  steps.flatMap((step) => {
    if (!changesMounts(step)) return [];
    const service = step.desired.spec as ServiceSpec;
    // Of a service of its own, a volume that is not declared is the node's to make.
    if (hasUnknown(service.Labels) || service.Labels?.[NAMESPACE] === undefined) return [];
    const mounts = knownOf(service.TaskTemplate.ContainerSpec.Mounts);
    return mounts.flatMap((mount) =>
      !hasUnknown(mount) && mount.Type === "volume" && mount.Source && !isDeclared(mount)
        ? [{ name: mount.Source, service }]
        : [],
    );
  });

const changesMounts = (step: Step): step is Exclude<Step, { action: "remove" | "keep" }> => {
  if (step.action === "remove" || step.action === "keep" || step.desired.kind !== "service")
    return false;
  return (
    step.action === "create" ||
    step.changes.some((one) => isUnder(one, "TaskTemplate", "ContainerSpec", "Mounts"))
  );
};

/** The volumes that tasks of a stack's service make where there are none. */
export const declaredBy = ({ TaskTemplate }: ServiceSpec): VolumeSpec[] =>
  knownOf(TaskTemplate.ContainerSpec.Mounts).flatMap((mount) =>
    !hasUnknown(mount) && isDeclared(mount) ? [asked(mount)] : [],
  );

/** Not external: what is said of its making, if only whose stack it belongs to. */
const isDeclared = ({ Type, Source, VolumeOptions }: Mount): boolean =>
  Type === "volume" &&
  Boolean(Source) &&
  (VolumeOptions?.DriverConfig !== undefined || VolumeOptions?.Labels?.[NAMESPACE] !== undefined);

const asked = ({ Source = "", VolumeOptions }: Mount): VolumeSpec => ({
  Name: Source,
  Driver: VolumeOptions?.DriverConfig?.Name || "local",
  DriverOpts: VolumeOptions?.DriverConfig?.Options ?? {},
  Labels: {},
});

/** A sentence for each volume that tasks will get otherwise than declared. */
export function volumesWithOtherOptions(mounted: Mounted[], there: There): string[] {
  const names = [...new Set(mounted.map(({ name }) => name))].sort();
  return names.flatMap((name) => {
    const users = mounted.filter((one) => one.name === name);
    const moved = users.filter(({ spec, before }) => before && between(spec, before).length > 0);
    const found = there.volumes.find((one) => one.name === name);
    const node = there.nodes.find(({ ID }) => ID === there.nodeId);
    const seen = users.find(
      ({ spec, service }) =>
        node &&
        found &&
        between(spec, found.spec as VolumeSpec).length > 0 &&
        fittingNodes(service, [node]).length > 0,
    );
    const places = [
      ...(seen && node ? [`on ${nodeName(node)}`] : []),
      ...(moved.length > 0
        ? [`where tasks of ${inList(moved.map(({ key }) => key))} have run`]
        : []),
    ];
    const changes = seen
      ? between(seen.spec, found?.spec as VolumeSpec)
      : moved.slice(0, 1).flatMap(({ spec, before }) => (before ? between(spec, before) : []));
    return places.length > 0 ? [sentence(name, places, changes)] : [];
  });
}

/** A sentence for each external volume that a task would get empty, where it may start on the engine's own node. */
export function externalVolumesMissing(external: External[], there: There): string[] {
  const node = there.nodes.find(({ ID }) => ID === there.nodeId);
  if (node === undefined) return [];
  const lacking = external.filter(
    ({ name, service }) =>
      // a template names another one for each task
      !name.includes("{{") &&
      !there.volumes.some((one) => one.name === name) &&
      fittingNodes(service, [node]).length > 0,
  );
  return [...new Set(lacking.map(({ name }) => name))]
    .sort()
    .map(
      (name) =>
        `Volume "${name}": it is external, and ${nodeName(node)} has none of that name, so a task there gets a new, empty one. ` +
        `Make it first (docker volume create ${name}), or bind the service to nodes that have it. Each node has its own; ` +
        "those of other nodes are not known here.",
    );
}

/** Labels make it no other volume. */
const between = (spec: VolumeSpec, there: VolumeSpec): Change[] =>
  KINDS.volume.changes(spec, { ...there, Labels: {} });

const sentence = (name: string, places: string[], changes: Change[]): string =>
  `Volume "${name}": it exists with other options ${inList(places)}: ${differences(changes)}. ` +
  "A volume cannot change, so tasks there get it as it is. For another one give it another name, or remove it there " +
  `with what it holds (docker volume rm ${name}). Each node has its own; those of other nodes are not known here.`;
