// A network of its own. The engine cannot change one, so a change makes a successor under another name
// (front, front-2, …): services move over by a rolling update, and then the old one goes.

import { isDeepStrictEqual } from "node:util";
import type { NetworkSpec } from "../engine/types";
import { canonicalNetwork } from "../model/canonical";
import { byBytes, compact } from "../model/compact";
import type { NetworkInputs } from "../model/network";
import { isOfOneEngine, networkRules } from "../model/rules";
import { oneSpelling } from "../model/rules/subnets";
import { shapeProblems } from "../model/schema";
import { hasUnknown } from "../model/unknown";
import { KINDS } from "../objects";
import { isIngress } from "../plan/ingress";
import { overlaps, subnetsIn } from "../plan/subnets";
import { networkSpec } from "../spec/network";
import { named, single, splitCommon, without } from "./common";
import type { CommonInputs, ResourceType } from "./resource";

export type NetworkResourceInputs = CommonInputs & Omit<NetworkInputs, "name" | "external">;

const MODEL = [
  "driver",
  "scope",
  "configOnly",
  "configFrom",
  "driverOpts",
  "attachable",
  "internal",
  "enableIpv4",
  "enableIpv6",
  "ingress",
  "ipam",
  "labels",
] as const satisfies (keyof NetworkResourceInputs)[];

export const network: ResourceType<NetworkResourceInputs> = {
  type: "Network",
  needsSwarm: true,
  onOneEngine: isOfOneEngine,
  canonical(args, problems) {
    const { common, own } = splitCommon(without(args, "clusterId"), problems);
    const misshapen = shapeProblems("network", own);
    problems.push(...misshapen);
    const declared = canonicalNetwork(own, [], problems);
    const model = misshapen.length > 0 ? declared : withoutPlainScope(inOrder(declared));
    return compact({ ...common, ...model, name: common.name });
  },
  versions: "network",
  rules(inputs) {
    const problems = networkRules(inputs, []);
    const { driver, scope, configOnly } = inputs;
    if (scope === undefined && configOnly !== true && isOfOneEngine(inputs))
      problems.push({
        path: ["scope"],
        reason:
          `is missing, for a ${driver} network ends at each node. Write "swarm" if services join it, ` +
          'and "local" if it is for containers of one engine.',
      });
    return problems;
  },
  declare: (inputs, owner) => single("network", specOf(inputs), owner),
  networks: (inputs) => [specOf(inputs)],
  async observe(engine, { name, ingress }) {
    if (ingress !== true) return named(engine, "network", [name]);
    const all = await KINDS.network.list(engine);
    return all.filter(
      (one) => isIngress(one.spec) || one.name.toLowerCase() === name.toLowerCase(),
    );
  },
  adopts: ({ adopt }) => adopt === true,
  replaces(olds, news) {
    const renamed = !hasUnknown(news.name) && olds.name !== news.name ? ["name"] : [];
    return meansTheSame(olds, news) ? renamed : [...renamed, ...differing(olds, news)];
  },
  // There is one ingress network, and no subnet twice.
  deleteBeforeReplace: (olds, news) =>
    (olds.ingress === true && news.ingress === true) ||
    overlaps(specOf(news), [specOf(olds)]).length > 0,
  id: (_inputs, { objects }) => objects[0]?.id ?? "",
  outputs: () => ({}),
  drift: (inputs, { live }) => (live.length > 0 ? inputs : undefined),
  async mayRemove(_engine, outs, reporter) {
    if (outs.ingress === true)
      await reporter.warn(
        `Network "${String(outs.name)}" was the swarm's ingress network. Until there is another, no service can ` +
          "publish ports in ingress mode; docker network create --driver overlay --ingress ingress makes the usual one.",
      );
    return true;
  },
};

/** The order of pools has no meaning. */
function inOrder(inputs: NetworkInputs): NetworkInputs {
  const { ipam } = inputs;
  if (ipam?.config === undefined || hasUnknown(ipam)) return inputs;
  const config = [...ipam.config].sort((a, b) => byBytes(a.subnet ?? "", b.subnet ?? ""));
  return { ...inputs, ipam: { ...ipam, config } };
}

/** The scope that a driver has anyway; a state may name it. */
function withoutPlainScope(inputs: NetworkInputs): NetworkInputs {
  const { driver = "overlay", configOnly, scope } = inputs;
  const plain = configOnly === true ? "local" : driver === "overlay" ? "swarm" : undefined;
  return scope === plain ? { ...inputs, scope: undefined } : inputs;
}

const specOf = (inputs: NetworkResourceInputs): NetworkSpec =>
  networkSpec(inputs, { name: inputs.name, labels: {} });

/** What is left out keeps its value, but for whole subnets. */
function meansTheSame(olds: NetworkResourceInputs, news: NetworkResourceInputs): boolean {
  const [before, after] = [specOf(olds), { ...specOf(news), Name: olds.name }];
  const changes = KINDS.network.changes(after, before).filter(({ to }) => !hasUnknown(to));
  if (changes.length > 0) return false;
  const kept = subnetsIn(after).map(oneSpelling);
  return (
    hasUnknown(news.ipam) || subnetsIn(before).every((subnet) => kept.includes(oneSpelling(subnet)))
  );
}

const differing = (olds: NetworkResourceInputs, news: NetworkResourceInputs): string[] =>
  MODEL.filter((key) => !hasUnknown(news[key]) && !isDeepStrictEqual(olds[key], news[key]));
