// Networks: the engine has no update for them, labels included; every change is a new network.

import type { Network, NetworkSpec } from "../engine/types";
import { isGhost } from "../ghost";
import { createNetwork, untilAllocated } from "./network-allocation";
import { isAllocation, networkChanges } from "./network-form";
import { holdersOf } from "./network-holders";
import { defineKind, type Live } from "./object";

export const network = defineKind<NetworkSpec>({
  kind: "network",
  async list(engine, names) {
    const networks = await engine.networks.list(names && { name: names });
    return networks.map(liveNetwork);
  },
  create: createNetwork,
  ready: untilAllocated,
  // What the engine has not allocated yet needs nothing but to be waited for.
  update: () => Promise.resolve(),
  remove: (engine, live) => engine.networks.remove(live.id),
  heldBy: (engine, live) => holdersOf(engine, live.spec as Network),
  changes: networkChanges,
  remedy(changes) {
    if (changes.length === 0) return "keep";
    return isAllocation(changes) ? "update" : "replace";
  },
});

export const liveNetwork = (network: Network): Live => ({
  kind: "network",
  id: network.Id,
  name: network.Name,
  version: 0,
  spec: network,
  labels: network.Labels ?? {},
  ...(isGhost(network) && { ghost: true }),
});
