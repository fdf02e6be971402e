// A single service. Everything is updated in place but its name and its kind of mode.

import type { ServiceSpec } from "../engine/types";
import { canonicalService } from "../model/canonical";
import { registryRules, singleServiceRules } from "../model/rules";
import { shapeProblems } from "../model/schema";
import type { ServiceInputs } from "../model/service";
import { isUnknown, knownOf, UNKNOWN } from "../model/unknown";
import { KINDS } from "../objects";
import { resolveService, type LiveService } from "../objects/service";
import type { Live } from "../objects/object";
import { refsOf } from "../plan/plan";
import { serviceSpec } from "../spec/service";
import { singleService } from "../spec/scope";
import {
  convergeRules,
  differing,
  named,
  predefinedNetworks,
  referredKinds,
  single,
  splitCommon,
  without,
} from "./common";
import { serviceDrift } from "./drift";
import { withRegistry } from "./images";
import { meaningOf } from "./meaning";
import type { CommonInputs, ResourceType } from "./resource";
import { networkIds, observeKnown } from "./service-known";

export type ServiceResourceInputs = CommonInputs & ServiceInputs;

const OUTPUTS = ["clusterId", "runningImage", "publishedPorts"];

export const service: ResourceType<ServiceResourceInputs> = {
  type: "Service",
  needsSwarm: true,
  canonical(args, problems) {
    const { common, own } = splitCommon(without(args, ...OUTPUTS), problems);
    problems.push(...shapeProblems("service", own));
    return { ...common, ...canonicalService(own, [], problems) };
  },
  meaning: meaningOf,
  rules: (inputs) => [
    ...singleServiceRules(inputs),
    ...convergeRules(inputs.converge),
    ...registryRules(inputs),
  ],
  declare(inputs, owner) {
    const spec = serviceSpec(inputs, singleService({ name: inputs.name }));
    const [one] = single("service", spec, owner);
    return [withRegistry({ ...one, args: [] }, inputs)];
  },
  async observe(engine, inputs) {
    const spec = serviceSpec(inputs, singleService({ name: inputs.name }));
    const referred = referredKinds(spec).map((kind) => KINDS[kind].list(engine));
    const networks = knownOf(spec.TaskTemplate.Networks).map(({ Target }) => Target);
    const found = await Promise.all([
      named(engine, "service", [inputs.name]),
      ...referred,
      predefinedNetworks(engine, networks),
    ]);
    return found.flat();
  },
  observeKnown: (engine, { name }, outs) => observeKnown(engine, name, outs.__networks),
  adopts: ({ adopt }, live) => adopt === true && live.kind === "service",
  replaces: (olds, news) => [
    ...differing(olds, news, ["name"]),
    ...(mode(olds) === mode(news) || isUnknown(mode(news)) ? [] : ["deploy"]),
  ],
  // Two services cannot have one name, nor publish one port.
  deleteBeforeReplace: (olds, news) => olds.name === news.name || (olds.ports ?? []).length > 0,
  id: (_inputs, { objects }) => objects[0]?.id ?? "",
  outputs(inputs, { live }) {
    const there = serviceNamed(live, inputs.name);
    if (there === undefined) return {};
    const { Image } = there.spec.TaskTemplate.ContainerSpec;
    const declared = serviceSpec(inputs, singleService({ name: inputs.name }));
    return {
      runningImage: Image,
      publishedPorts: there.ports ?? [],
      __networks: networkIds(declared, refsOf(live)),
    };
  },
  drift(inputs, { live, owner }) {
    const there = serviceNamed(live, inputs.name);
    if (there === undefined) return undefined;
    const declared = service.declare(inputs, owner).map(({ spec }) => spec as ServiceSpec);
    return declared.reduce(
      (actual, spec) => ({
        ...actual,
        ...serviceDrift(inputs, resolveService(spec, refsOf(live)), there.spec),
      }),
      inputs,
    );
  },
};

const mode = ({ deploy }: ServiceInputs): string =>
  isUnknown(deploy) ? UNKNOWN : (deploy?.mode ?? "replicated");

const serviceNamed = (live: Live[], name: string): LiveService | undefined =>
  live.find((one): one is LiveService => one.kind === "service" && one.name === name);
