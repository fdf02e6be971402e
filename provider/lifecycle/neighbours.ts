// What the resources of one program declare, held against each other without asking an engine: there may be none
// yet. One provider process serves one run, and checks each resource.

import type { NetworkSpec } from "../engine/types";
import { hasUnknown } from "../model/unknown";
import { overlaps } from "../plan/subnets";
import type { CommonInputs, Reached } from "../resources/resource";
import * as state from "../state";
import type { Props } from "../state";

interface Declared {
  /** How the engine is reached; another engine may be that of another swarm. */
  place: string;
  networks: NetworkSpec[];
}

/** By URN, for all types that share a way to their engines. */
const declared = new WeakMap<object, Map<string, Declared>>();

/** The subnets that lie over those of another resource, in sentences. */
export function subnetClashes<Inputs extends CommonInputs>(
  type: Reached<Inputs>,
  inputs: Inputs,
  news: Props,
): string[] {
  const { __urn = "" } = state.hidden(news);
  const { connection = {} } = inputs;
  if (type.networks === undefined || hasUnknown(connection)) return [];
  const own = { place: JSON.stringify(connection), networks: type.networks(inputs) };
  const all = declared.get(type.open) ?? new Map<string, Declared>();
  const others = [...all]
    .filter(([urn, { place }]) => urn !== __urn && place === own.place)
    .flatMap(([, { networks }]) => networks);
  declared.set(type.open, all.set(__urn, own));
  return own.networks.flatMap((network) =>
    overlaps(network, others).map(
      (sentence) => `Network "${network.Name}": ${sentence} Choose another subnet.`,
    ),
  );
}
