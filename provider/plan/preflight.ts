// What a live swarm tells before a rollout: ports that others hold, networks, secrets and configs that do not
// exist, services that no node can run. One file for each subject is in preflight/; docs/preflight.md lists them.

import type { Engine } from "../engine/engine";
import type { NetworkSpec, Node, Service, ServiceSpec, Task, VolumeSpec } from "../engine/types";
import { isUnknown } from "../model/unknown";
import { KINDS } from "../objects";
import type { Kind, Live } from "../objects/object";
import { ownership, type Owner } from "../owner";
import {
  fieldsNewerThan,
  networkFieldsNewerThan,
  volumeFieldsNewerThan,
  type NewerField,
} from "../spec/api-versions";
import type { Plan } from "./plan";
import { reservationsOf } from "./preflight/amounts";
import type { Finding, Swarm, Wanted } from "./preflight/finding";
import { noNodeFits, unfitForGlobal } from "./preflight/nodes";
import { portsOf, takenPorts } from "./preflight/ports";
import { missing, unjoinable } from "./preflight/references";
import { noRoom } from "./preflight/room";
import {
  externalVolumes,
  externalVolumesMissing,
  mountedVolumes,
  volumesWithOtherOptions,
} from "./preflight/volumes";

export { namesDrivers, unknownDrivers } from "./preflight/drivers";
export type { Finding } from "./preflight/finding";
export { isAble } from "./preflight/nodes";

/** What the preview knows besides the plan. */
export interface Known {
  nodes: Node[];
  /** That of the engine. */
  nodeId?: string;
  live: Live[];
  owner: Owner;
  nodesMayChange: boolean;
  /** All tasks, where somebody listed them already. */
  tasks?: Task[];
  /** Names of volumes that this run makes before. */
  madeVolumes?: () => string[];
}

export async function rolloutFindings(
  engine: Engine,
  plan: Plan,
  known: Known,
): Promise<Finding[]> {
  const wanted = wantedServices(plan);
  const swarm = {
    plan,
    ...known,
    ...(await running(engine, { plan, known, wanted })),
  };
  return [
    ...wanted.flatMap((one) => findings(one, swarm)),
    ...(await onVolumes(engine, plan, known)),
  ];
}

/** What the engine has of the volumes that tasks are to mount; it tells of its own node alone. */
async function onVolumes(engine: Engine, plan: Plan, known: Known): Promise<Finding[]> {
  const mounted = mountedVolumes(plan);
  const made = known.madeVolumes?.() ?? [];
  const external = externalVolumes(plan).filter(({ name }) => !made.includes(name));
  const names = [...new Set([...mounted, ...external].map(({ name }) => name))];
  if (names.length === 0) return [];
  const there = { ...known, volumes: await KINDS.volume.list(engine, names) };
  const said = [
    ...volumesWithOtherOptions(mounted, there),
    ...externalVolumesMissing(external, there),
  ];
  return said.map((reason) => ({ reason, warning: true }));
}

/** All that is found about one service; pure. */
export function findings(wanted: Wanted, swarm: Swarm): Finding[] {
  const { spec } = wanted;
  const ofNodes = [
    ...noNodeFits(spec, swarm.nodes),
    ...unfitForGlobal(spec, swarm.nodes),
    ...noRoom(wanted, swarm),
  ].map((one) => ({ ...one, warning: one.warning === true || swarm.nodesMayChange }));
  return [...takenPorts(spec, swarm), ...unjoinable(spec, swarm), ...ofNodes];
}

/**
 * Networks, secrets and configs that services name and that are not there. In a preview they may still be
 * made by another resource of the same run (`made`); when it comes to writing they have to exist.
 */
export function missingReferences(plan: Plan, made?: string[]): string[] {
  return wantedServices(plan).flatMap(({ spec }) => missing(spec, plan, made));
}

/** Fields that this engine would drop without a word. */
export function newerFields(plan: Plan, apiVersion: string): string[] {
  const tooNew = (subject: string, newer: NewerField[]): string[] =>
    newer.map(
      ({ field, needs }) =>
        `${subject}: ${field} needs engine API ${needs}, and this engine speaks ${apiVersion}. ` +
        "Upgrade the engine, or leave the field out.",
    );
  const services = wantedServices(plan).map(({ spec }) => spec);
  return [
    ...services.flatMap((spec) =>
      tooNew(`Service "${spec.Name}"`, fieldsNewerThan(spec, apiVersion)),
    ),
    ...specsOf<VolumeSpec>(plan, "volume").flatMap((spec) =>
      tooNew(`Volume "${spec.Name}"`, volumeFieldsNewerThan(spec, apiVersion)),
    ),
    ...specsOf<NetworkSpec>(plan, "network").flatMap((spec) =>
      tooNew(`Network "${spec.Name}"`, networkFieldsNewerThan(spec, apiVersion)),
    ),
  ];
}

const specsOf = <Spec extends object>({ steps }: Plan, kind: Kind): Spec[] =>
  steps.flatMap((step) =>
    step.action !== "remove" && step.desired.kind === kind ? [step.desired.spec as Spec] : [],
  );

const wantedServices = ({ steps }: Plan): Wanted[] =>
  steps.flatMap((step) =>
    step.action !== "remove" && step.desired.kind === "service" && !isUnknown(step.desired.spec)
      ? [{ spec: step.desired.spec as ServiceSpec, runs: step.action === "update" }]
      : [],
  );

/** Asked for only where something depends on it. */
async function running(
  engine: Engine,
  { plan: { steps }, known, wanted }: { plan: Plan; known: Known; wanted: Wanted[] },
): Promise<{ others: Service[]; tasks: Task[] }> {
  const ports = wanted.flatMap(({ spec }) => portsOf(spec.EndpointSpec?.Ports));
  const takesRoom = wanted.some(({ spec }) => reservationsOf(spec).length > 0);
  const asksTasks = takesRoom || ports.some(({ onNodes }) => onNodes);
  const [services, tasks] = await Promise.all([
    ports.length > 0 ? engine.services.list() : [],
    asksTasks ? (known.tasks ?? engine.tasks.list({ "desired-state": ["running"] })) : [],
  ]);
  const planned = new Set(steps.flatMap((step) => ("live" in step ? [step.live.id] : [])));
  // Under another name it may still be this very resource, before it is replaced.
  const isOther = ({ ID, Spec }: Service): boolean =>
    !planned.has(ID) && ownership(Spec.Labels ?? {}, known.owner) !== "ours";
  const meantToRun = tasks.filter(({ DesiredState }) => DesiredState === "running");
  return { others: services.filter(isOther), tasks: meantToRun };
}
