// `forceNewCluster` of a swarm: when it is asked for, what a preview says of it, and what an `up` does.

import type { Engine } from "../engine/engine";
import type { ClusterInputs } from "../model/cluster";
import { goOnAlone, refuse, sameSwarm, survivor } from "../objects/swarm-rescue";
import * as state from "../state";
import type { CommonInputs, Rescue } from "./resource";

type Inputs = CommonInputs & ClusterInputs;

/** Each value of `confirm` asks once. */
export const asksForRescue = (before: Inputs | undefined, { forceNewCluster }: Inputs): boolean =>
  forceNewCluster !== undefined && forceNewCluster.confirm !== before?.forceNewCluster?.confirm;

/** undefined where the last run did it, and failed later. */
export async function rescueOf(
  engine: Engine,
  inputs: Inputs,
  outs: state.Props,
): Promise<Rescue | undefined> {
  const managers = outs[state.OUTPUTS.managers];
  const known = {
    clusterId: outs.clusterId as string | undefined,
    managers: Array.isArray(managers) ? (managers as string[]) : [],
    isLocking: outs.unlockKey !== undefined,
  };
  sameSwarm(inputs, known);
  if (Array.isArray(inputs.connection?.host) && inputs.connection.host.length > 1)
    refuse("INVALID_INPUT", "`connection.host` lists several managers. Name the one that goes on.");
  const info = await engine.info();
  const isDone = info.Swarm.Cluster?.ID === known.clusterId;
  if (isDone && outs[state.OUTPUTS.unfinished] === true) return undefined;
  const left = survivor(info, engine.address, known);
  return {
    words:
      `~ swarm  goes on with ${left.address} as its only manager; dropped: ${left.dropped.join(", ") || "none"}; ` +
      "services, networks, secrets, configs, tokens and workers stay",
    warning:
      "The managers that are dropped must be off, and never start again with what they hold: together they would be a " +
      "second swarm of the same id. Before one comes back, run `docker swarm leave --force` on it (or empty " +
      "/var/lib/docker/swarm), then let it join anew.",
    carryOut: () => goOnAlone(engine, left, inputs),
  };
}
