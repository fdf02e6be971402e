// What the resource types share: reading the inputs that all of them have, finding objects by name.

import type { Engine } from "../engine/engine";
import type { Labels, ServiceSpec } from "../engine/types";
import type { ConvergeOptions, Problem } from "../model/common";
import { shapeProblems } from "../model/schema";
import { hasUnknown, isUnknown } from "../model/unknown";
import { parseDuration } from "../model/units";
import { KINDS } from "../objects";
import { liveNetwork } from "../objects/network";
import type { Desired, Kind, Live } from "../objects/object";
import { owned, type Owner } from "../owner";
import type { Props } from "../state";
import type { CommonInputs, ResourceType } from "./resource";

const COMMON = [
  "name", "connection", "converge", "adopt", "drifted", "registryAuth", "resolveImage", "digests",
] as const; // prettier-ignore

/** The inputs that every resource may have, and the rest, which is the resource's own model. */
export function splitCommon(
  args: Props,
  problems: Problem[],
): { common: CommonInputs; own: Props } {
  const common = Object.fromEntries(
    COMMON.filter((key) => args[key] !== undefined).map((key) => [key, args[key]]),
  );
  const own = Object.fromEntries(
    Object.entries(args).filter(([key]) => !COMMON.includes(key as (typeof COMMON)[number])),
  );
  problems.push(...shapeProblems("common", common));
  return { common: common as unknown as CommonInputs, own };
}

/** An input resource's own outputs, which `olds` carry, are no args. */
export function without(props: Props, ...keys: string[]): Props {
  return Object.fromEntries(Object.entries(props).filter(([key]) => !keys.includes(key)));
}

export function convergeRules(converge: false | ConvergeOptions | undefined): Problem[] {
  if (!converge) return [];
  return (["timeout", "monitor"] as const).flatMap((key) => {
    const value = converge[key];
    if (value === undefined || isUnknown(value) || parseDuration(value) !== undefined) return [];
    const reason = `"${value}" is no duration. Write it with units, as in "10m" or "30s".`;
    return [{ path: ["converge", key], reason }];
  });
}

/** What the state says of these keys, where no engine tells. */
export const knownBefore = (olds: Props = {}, keys: readonly string[]): Props =>
  Object.fromEntries(keys.flatMap((key) => (key in olds ? [[key, olds[key]]] : [])));

/** What a resource of one object declares: its name is its key. */
export const single = (
  kind: Kind,
  spec: { Name: string; Labels?: Labels },
  owner: Owner,
): [Desired] => [{ kind, key: spec.Name, name: spec.Name, spec: owned(spec, owner, spec.Name) }];

/** Objects of these names; the engine's own filter also finds names that only begin so. */
export async function named(engine: Engine, kind: Kind, names: string[]): Promise<Live[]> {
  if (names.length === 0) return [];
  const wanted = new Set(names.map((name) => name.toLowerCase()));
  const found = await KINDS[kind].list(engine, names);
  return found.filter(({ name }) => wanted.has(name.toLowerCase()));
}

/** The swarm's own networks among those that services name: what they are attached to, though no list shows it. */
export async function predefinedNetworks(engine: Engine, names: string[]): Promise<Live[]> {
  const wanted = ["host", "bridge"].filter((name) => names.includes(name));
  const found = await Promise.all(wanted.map((name) => engine.networks.predefined(name)));
  return found.flatMap((one) => (one ? [liveNetwork(one)] : []));
}

/** The kinds of objects that a service's spec names. */
export function referredKinds({ TaskTemplate }: ServiceSpec): ("network" | "secret" | "config")[] {
  const { Networks = [], ContainerSpec } = TaskTemplate;
  const counts = {
    network: Networks.length,
    secret: ContainerSpec.Secrets?.length ?? 0,
    config: ContainerSpec.Configs?.length ?? 0,
  };
  return (["network", "secret", "config"] as const).filter((kind) => counts[kind] > 0);
}

/** Which of the keys differ between two canonical inputs; what is not known yet may turn out the same. */
export function differing(olds: object, news: object, keys: readonly string[]): string[] {
  const at = (inputs: object, key: string) => JSON.stringify((inputs as Props)[key]) ?? "";
  const mayDiffer = keys.filter((key) => !hasUnknown((news as Props)[key]));
  return mayDiffer.filter((key) => at(olds, key) !== at(news, key));
}

/** What the engine has to be for these inputs. */
export const needs = <Inputs extends CommonInputs>(
  { needsSwarm, onOneEngine }: ResourceType<Inputs>,
  inputs: Inputs,
): { needsSwarm: boolean; onOneEngine: boolean } => {
  const isLocal = onOneEngine?.(inputs) === true;
  return { needsSwarm: needsSwarm && !isLocal, onOneEngine: isLocal };
};
