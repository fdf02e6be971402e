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
export const placement = (
  given: DeployInputs["placement"],
  platform: string | undefined,
): Placement =>
  known(given ?? {}, ({ constraints, preferences, platforms, maxReplicasPerNode }) =>
    compact({
      Constraints: constraints,
      Preferences: knownItems(preferences, ({ spread }) => ({
        Spread: { SpreadDescriptor: spread },
      })),
      MaxReplicas: unlessZero(maxReplicasPerNode),
      Platforms: knownItems(platforms ?? (platform ? [platform] : undefined), nodePlatform),
    }),
  ) ?? unknownAs<Placement>();

/** Where nodes call their architecture by another name than images do; the engine knows of amd64 and arm64. */
const NODE_NAMES = new Map([
  ["arm", "armv7l"],
  ["arm/v5", "armv5l"],
  ["arm/v6", "armv6l"],
  ["arm/v7", "armv7l"],
  ["386", "i686"],
]);

function nodePlatform(text: string): NonNullable<Placement["Platforms"]>[number] {
  const [OS, ...rest] = text.split("/");
  const name = rest.join("/");
  return compact({ Architecture: NODE_NAMES.get(name) ?? unlessZero(name), OS });
}

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
