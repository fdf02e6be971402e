// A network of its own. The engine cannot change one, so a change makes a successor under another name
// (front, front-2, …): services move over by a rolling update, and then the old one goes.

import { canonicalNetwork } from "../model/canonical";
import type { NetworkInputs } from "../model/objects";
import { networkRules } from "../model/rules";
import { shapeProblems } from "../model/schema";
import { owned } from "../owner";
import { networkSpec } from "../spec/network";
import { differing, named, splitCommon, without } from "./common";
import type { CommonInputs, ResourceType } from "./resource";

export type NetworkResourceInputs = CommonInputs & Omit<NetworkInputs, "name" | "external">;

const MODEL = [
  "driver",
  "driverOpts",
  "attachable",
  "internal",
  "enableIpv6",
  "ingress",
  "ipam",
  "labels",
];

export const network: ResourceType<NetworkResourceInputs> = {
  type: "Network",
  needsSwarm: true,
  canonical(args, problems) {
    const { common, own } = splitCommon(without(args, "clusterId", "scope"), problems);
    problems.push(...shapeProblems("network", own));
    return { ...common, ...canonicalNetwork(own, [], problems), name: common.name };
  },
  versions: "network",
  rules: (inputs) => networkRules(inputs, []),
  declare: (inputs, owner) => {
    const spec = networkSpec(inputs, { name: inputs.name, labels: {} });
    return [
      {
        kind: "network",
        key: inputs.name,
        name: inputs.name,
        spec: owned(spec, owner, inputs.name),
      },
    ];
  },
  observe: (engine, { name }) => named(engine, "network", [name]),
  adopts: ({ adopt }) => adopt === true,
  replaces: (olds, news) => differing(olds, news, ["name", ...MODEL]),
  deleteBeforeReplace: () => false,
  id: (_inputs, { objects }) => objects[0]?.id ?? "",
  outputs: (_inputs, { live }) => ({
    scope: (live[0]?.spec as { Scope?: string } | undefined)?.Scope,
  }),
  drift: (inputs, { live }) => (live.length > 0 ? inputs : undefined),
};
