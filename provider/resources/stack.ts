// A whole stack as one resource over many objects: one plan, one wait, one entry in the state.

import { canonicalStack } from "../model/canonical";
import { imageIdsRules, onFailureRules, registryRules, stackRules } from "../model/rules";
import { shapeProblems } from "../model/schema";
import type { StackInputs, StackModel } from "../model/stack";
import { UNKNOWN, isUnknown, knownEntries, unknownAs } from "../model/unknown";
import { KINDS } from "../objects";
import type { Condition, Dependency, Desired, Live } from "../objects/object";
import type { LiveService } from "../objects/service";
import { NAMESPACE, owned, type Owner } from "../owner";
import { stackName } from "../spec/scope";
import { networkSpec } from "../spec/network";
import { stackObject } from "../spec/scope";
import { declaredSpecs, type StackSpecs } from "../spec/stack";
import { convergeRules, differing, predefinedNetworks, splitCommon, without } from "./common";
import { withRegistry } from "./images";
import { meaningOf } from "./meaning";
import type { CommonInputs, Observed, ResourceType } from "./resource";
import { stackDrift } from "./stack-drift";

export type StackResourceInputs = CommonInputs & StackInputs & { onFailure?: "keep" | "rollback" };

const KIND_OF = {
  networks: "network",
  secrets: "secret",
  configs: "config",
  services: "service",
} as const;
const SECTIONS = Object.keys(KIND_OF) as (keyof StackSpecs)[];

export const stack: ResourceType<StackResourceInputs> = {
  type: "Stack",
  needsSwarm: true,
  canonical(args, problems) {
    const { onFailure, ...rest } = without(args, "clusterId", "deployed");
    const { common, own } = splitCommon(rest, problems);
    problems.push(...shapeProblems("stack", own));
    const chosen = onFailure as StackResourceInputs["onFailure"];
    return {
      ...common,
      ...canonicalStack(own as StackModel, problems),
      ...(chosen !== undefined && { onFailure: chosen }),
    };
  },
  // Docker keeps the image as it is written in a label of the service.
  meaning: (inputs) => ({
    ...inputs,
    services: isUnknown(inputs.services)
      ? inputs.services
      : Object.entries(inputs.services).map(([key, one]) => [key, meaningOf(one, "image")]),
  }),
  rules: (inputs) => [
    ...stackRules(inputs, inputs.name),
    ...imageIdsRules(inputs.services),
    ...convergeRules(inputs.converge),
    ...onFailureRules(inputs.onFailure),
    ...registryRules(inputs),
  ],
  declare(inputs, owner) {
    const specs = declaredSpecs(inputs, inputs.name);
    const all = SECTIONS.flatMap((section) =>
      entriesOf(specs[section]).map(([key, spec]) =>
        desired(section, { key, spec, after: dependencies(inputs, section, key) }, owner),
      ),
    );
    return all.map((one) => (one.kind === "service" ? withRegistry(one, inputs) : one));
  },
  networks: ({ name, networks }) =>
    knownEntries(networks)
      .filter(([, network]) => network.external !== true)
      .map(([key, network]) => networkSpec(network, stackObject(name, key, network))),
  // All kinds, whatever is declared: of what a killed run left, or somebody added, only the labels tell.
  async observe(engine, inputs) {
    const networks = knownEntries(inputs.networks).map(([key, one]) =>
      stackName(inputs.name, key, one),
    );
    const lists = await Promise.all([
      ...Object.values(KIND_OF).map((kind) => KINDS[kind].list(engine)),
      predefinedNetworks(engine, networks),
    ]);
    return lists.flat();
  },
  rollsBack: ({ onFailure }) => onFailure === "rollback",
  // As `docker stack deploy` does: what carries the stack's label belongs to it.
  adopts: ({ adopt, name }, live) =>
    adopt === true ||
    (live.labels[NAMESPACE] === name && live.labels["pulumi-swarm.name"] === undefined),
  surrounds: ({ name }, { labels }) => labels[NAMESPACE] === name,
  replaces: (olds, news) => differing(olds, news, ["name"]),
  // Under another name nothing clashes but the ports, and those would in most stacks.
  deleteBeforeReplace: () => true,
  id: ({ name }) => name,
  outputs: (_inputs, observed) => ({ deployed: deployed(observed) }),
  drift: (inputs, observed) => stackDrift(inputs, observed, stack.declare(inputs, observed.owner)),
};

type AnySpec = StackSpecs[keyof StackSpecs][string];

/** A section that is not known yet stands for one object of which nothing is known. */
const entriesOf = (section: Record<string, AnySpec>): [string, AnySpec][] =>
  isUnknown(section) ? [[UNKNOWN, unknownAs<AnySpec>()]] : Object.entries(section);

function desired(
  section: keyof StackSpecs,
  { key, spec, after }: { key: string; spec: AnySpec; after?: Dependency[] },
  owner: Owner,
): Desired {
  if (isUnknown(spec)) return { kind: KIND_OF[section], key, name: key, spec };
  const args = section === "services" ? [section, key] : undefined;
  return {
    kind: KIND_OF[section],
    key,
    name: spec.Name,
    spec: owned(spec, owner, key),
    after,
    args,
  };
}

/** The rules know no other conditions, and let nothing be missing but what is not required. */
function dependencies({ services }: StackInputs, section: string, key: string): Dependency[] {
  if (section !== "services") return [];
  return knownEntries(services[key]?.dependsOn)
    .filter(([on]) => Object.hasOwn(services, on))
    .map(([on, { condition, required }]) => ({
      key: on,
      until: condition as Condition,
      ...(required === false && { isOptional: true as const }),
    }));
}

/** Maps by key of what was made; keys that are external have no entry. */
function deployed({ objects, live }: Observed): Record<string, object> {
  return Object.fromEntries(
    SECTIONS.map((section) => [
      section,
      Object.fromEntries(
        objects
          .filter(({ kind, key }) => kind === KIND_OF[section] && key !== "")
          .flatMap(({ key, id }) => {
            const there = live.find((one) => one.kind === KIND_OF[section] && one.id === id);
            return there ? [[key, describe(there)]] : [];
          }),
      ),
    ]),
  );
}

function describe(live: Live): object {
  const { id, name } = live;
  if (live.kind !== "service") return { id, name };
  const { spec, ports } = live as LiveService;
  return {
    id,
    name,
    image: spec.TaskTemplate.ContainerSpec.Image,
    replicas: spec.Mode.Replicated && (spec.Mode.Replicated.Replicas ?? 1),
    publishedPorts: ports.map(({ published }) => published),
  };
}
