// What the resources of one program declare, held against each other without asking an engine: there may be none
// yet. One provider process serves one run, and checks each resource.

import type { NetworkSpec, ServiceSpec } from "../engine/types";
import { hasUnknown, isUnknown } from "../model/unknown";
import type { Desired, Kind } from "../objects/object";
import { declaredBy } from "../plan/preflight/volumes";
import { overlaps } from "../plan/subnets";
import type { CommonInputs, Reached } from "../resources/resource";
import * as state from "../state";
import type { Props } from "../state";

interface Declared {
  /** How the engine is reached; another engine may be that of another swarm. */
  place: string;
  networks: NetworkSpec[];
  /** Names of its objects of these kinds; only asked for where the swarm has not all of what services refer to. */
  names: (kinds: Kind[]) => string[];
}

/** By URN, for all types that share a way to their engines. */
const declared = new WeakMap<object, Map<string, Declared>>();

/** The subnets that lie over those of another resource, in sentences. */
export function subnetClashes<Inputs extends CommonInputs>(
  type: Reached<Inputs>,
  inputs: Inputs,
  news: Props,
): string[] {
  if (hasUnknown(inputs.connection ?? {})) return [];
  const own = { place: placeOf(inputs), networks: type.networks?.(inputs) ?? [] };
  const others = othersOf(type, inputs, news).flatMap(({ networks }) => networks);
  const all = declared.get(type.open) ?? new Map<string, Declared>();
  const names = (kinds: Kind[]): string[] =>
    namesIn(type.declare(inputs, state.owner(news)), kinds);
  declared.set(type.open, all.set(urnOf(news), { ...own, names }));
  return own.networks.flatMap((network) =>
    overlaps(network, others).map(
      (sentence) => `Network "${network.Name}": ${sentence} Choose another subnet.`,
    ),
  );
}

const REFERRED_TO: Kind[] = ["network", "secret", "config"];

/** Names of objects of these kinds that resources before this one make in this run, or have made. */
export const madeByOthers = <Inputs extends CommonInputs>(
  type: Reached<Inputs>,
  inputs: Inputs,
  news: Props,
  kinds = REFERRED_TO,
): string[] => othersOf(type, inputs, news).flatMap(({ names }) => names(kinds));

function othersOf<Inputs extends CommonInputs>(
  type: Reached<Inputs>,
  inputs: Inputs,
  news: Props,
): Declared[] {
  const place = placeOf(inputs);
  return [...(declared.get(type.open) ?? [])]
    .filter(([urn, other]) => urn !== urnOf(news) && other.place === place)
    .map(([, other]) => other);
}

const namesIn = (desired: Desired[], kinds: Kind[]): string[] =>
  desired.flatMap(({ kind, name, spec }) => [
    ...(kinds.includes(kind) ? [name] : []),
    // a stack's volumes are made with the tasks of its services
    ...(kinds.includes("volume") && kind === "service" ? volumesOf(spec as ServiceSpec) : []),
  ]);

/** Of a service that is not known yet, none is. */
const volumesOf = (spec: ServiceSpec): string[] =>
  isUnknown(spec) ? [] : declaredBy(spec).map(({ Name }) => Name);

const placeOf = ({ connection = {} }: CommonInputs): string => JSON.stringify(connection);

const urnOf = (news: Props): string => state.hidden(news).__urn ?? "";
