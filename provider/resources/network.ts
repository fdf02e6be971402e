// A network of its own. The engine cannot change one, so a change makes a successor under another name
// (front, front-2, …): services move over by a rolling update, and then the old one goes.

import { canonicalNetwork } from "../model/canonical";
import type { NetworkInputs } from "../model/objects";
import { networkRules } from "../model/rules";
import { shapeProblems } from "../model/schema";
import { KINDS } from "../objects";
import type { Live } from "../objects/object";
import { owned, ownership, type Owner } from "../owner";
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
  canonical(args, olds, problems) {
    const { common, own } = splitCommon(without(args, "clusterId", "scope"), problems);
    problems.push(...shapeProblems("network", own));
    const inputs = { ...common, ...canonicalNetwork(own, [], problems), name: common.name };
    return olds && isVersionOf(olds.name, inputs.name) ? { ...inputs, name: olds.name } : inputs;
  },
  freeName,
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

/** The version that is there already, else the declared name, else the next one that is free. */
function freeName(inputs: NetworkResourceInputs, owner: Owner, live: Live[]): string {
  const ours = live.filter(
    (one) => ownership(one.labels, owner) === "ours" && isVersionOf(one.name, inputs.name),
  );
  const same = ours.find(({ name, spec }) => {
    const declared = networkSpec(inputs, { name, labels: {} });
    return KINDS.network.changes(declared, spec).length === 0;
  });
  if (same) return same.name;
  const taken = new Set(ours.map(({ name }) => name));
  let name = inputs.name;
  for (let version = 2; taken.has(name); version++) name = `${inputs.name}-${version}`;
  return name;
}

/** "front" itself, "front-2" and so on. */
const isVersionOf = (name: string, base: string): boolean =>
  name === base || (name.startsWith(`${base}-`) && /^\d+$/.test(name.slice(base.length + 1)));
