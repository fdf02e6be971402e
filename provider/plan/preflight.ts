// What a live swarm tells before a rollout: ports that others hold, networks, secrets and configs that do
// not exist, services that no node can run.

import { publishedPorts } from "./ports";
import { fits } from "../converge/constraints";
import type { Engine } from "../engine/engine";
import type { Node, Service, ServiceSpec } from "../engine/types";
import { isUnknown, knownOf } from "../model/unknown";
import { fieldsNewerThan } from "../spec/api-versions";
import type { Plan } from "./plan";

export async function rolloutProblems(
  engine: Engine,
  plan: Plan,
  nodes: Node[],
): Promise<string[]> {
  const specs = serviceSpecs(plan);
  const publishes = specs.some((spec) => publishedPorts(spec).length > 0);
  const others = publishes ? await othersOf(engine, plan) : [];
  return specs.flatMap((spec) => [
    ...portProblems(spec, others),
    ...placementProblems(spec, nodes),
  ]);
}

/**
 * Networks, secrets and configs that services name and that are not there. In a preview they may still be
 * made by another resource of the same run (`made`); when it comes to writing they have to exist.
 */
export function missingReferences(plan: Plan, made: string[] = []): string[] {
  return serviceSpecs(plan).flatMap((spec) => missing(spec, plan, made));
}

/** Fields that this engine would drop without a word. */
export function newerFields(plan: Plan, apiVersion: string): string[] {
  return serviceSpecs(plan).flatMap((spec) =>
    fieldsNewerThan(spec, apiVersion).map(
      ({ field, needs }) =>
        `Service "${spec.Name}": ${field} needs engine API ${needs}, and this engine speaks ${apiVersion}. ` +
        "Upgrade the engine, or leave the field out.",
    ),
  );
}

const serviceSpecs = ({ steps }: Plan): ServiceSpec[] =>
  steps.flatMap((step) =>
    step.action !== "remove" && step.desired.kind === "service"
      ? [step.desired.spec as ServiceSpec]
      : [],
  );

/** Services that this plan neither declares nor removes. */
async function othersOf(engine: Engine, { steps }: Plan): Promise<Service[]> {
  const planned = new Set(steps.flatMap((step) => ("live" in step ? [step.live.id] : [])));
  return (await engine.services.list()).filter(({ ID }) => !planned.has(ID));
}

function portProblems(spec: ServiceSpec, others: Service[]): string[] {
  return publishedPorts(spec).flatMap((port) => {
    const holder = others.find((other) => publishedPorts(other.Spec).includes(port));
    if (holder === undefined) return [];
    return [
      `Service "${spec.Name}": port ${port} is already published by service "${holder.Spec.Name}". ` +
        "Publish another port, or remove that service first.",
    ];
  });
}

function missing({ Name, TaskTemplate }: ServiceSpec, { refs }: Plan, made: string[]): string[] {
  const { Secrets, Configs } = TaskTemplate.ContainerSpec;
  const wanted = [
    ...knownOf(TaskTemplate.Networks).map(({ Target }) => ["network", Target] as const),
    ...knownOf(Secrets).map(({ SecretName }) => ["secret", SecretName] as const),
    ...knownOf(Configs).map(({ ConfigName }) => ["config", ConfigName] as const),
  ];
  return wanted
    .filter(([kind, name]) => refs[kind]?.[name] === undefined && !isId(kind, name, refs))
    .filter(([, name]) => !made.includes(name) && !isUnknown(name))
    .map(([kind, name]) => `Service "${Name}": ${kind} "${name}" does not exist. Create it first.`);
}

const isId = (kind: "network" | "secret" | "config", name: string, refs: Plan["refs"]): boolean =>
  Object.values(refs[kind] ?? {}).some(({ id }) => id === name);

function placementProblems({ Name, TaskTemplate }: ServiceSpec, nodes: Node[]): string[] {
  const constraints = knownOf(TaskTemplate.Placement.Constraints);
  if (constraints.length === 0 || nodes.some((node) => fits(node, constraints))) return [];
  return [
    `Service "${Name}": no node fits: ${constraints.join(" and ")} matches 0 of ${nodes.length} nodes. ` +
      "Label a node, or change the constraint.",
  ];
}
