// Where tasks run, and how many of them.

import type { Placement, ServiceMode } from "../engine/types";
import type { DeployInputs } from "../model/service";
import { compact } from "../model/compact";
import { isUnknown, known, knownItems, unknownAs } from "../model/unknown";
import { unlessZero } from "./amounts";

/**
 * The placement, at least `{}`: an update that leaves it out can crash the leader of engines before 29.7
 * (moby/moby#37883).
 */
export const placement = (given: DeployInputs["placement"]): Placement =>
  known(given ?? {}, ({ constraints, preferences, maxReplicasPerNode }) =>
    compact({
      Constraints: constraints,
      Preferences: knownItems(preferences, ({ spread }) => ({
        Spread: { SpreadDescriptor: spread },
      })),
      MaxReplicas: unlessZero(maxReplicasPerNode),
    }),
  ) ?? unknownAs<Placement>();

/** The mode of a service, replicated unless said otherwise. */
export function serviceMode(deploy: DeployInputs = {}): ServiceMode {
  const { mode, replicas, maxConcurrent } = deploy;
  if (isUnknown(deploy) || isUnknown(mode)) return unknownAs<ServiceMode>();
  switch (mode) {
    case "global":
      return { Global: {} };
    case "global-job":
      return { GlobalJob: {} };
    case "replicated-job":
      return {
        ReplicatedJob: compact({
          MaxConcurrent: maxConcurrent ?? replicas,
          TotalCompletions: replicas,
        }),
      };
    default:
      return { Replicated: compact({ Replicas: replicas }) };
  }
}
