// What somebody changed by hand, as inputs: a refresh shows it property by property, and the next `up`
// mends it. Fields without a way back from the spec are named in `drifted`. Pure.

import type { ServiceSpec } from "../engine/types";
import type { ServiceInputs } from "../model/service";
import { withoutDigest } from "../model/registry";
import { KINDS } from "../objects";
import { isOwnerLabel } from "../owner";
import { isUnder, type Change } from "../plan/changes";

export interface DriftedInputs {
  image?: string;
  deploy?: ServiceInputs["deploy"];
  /** Of the image that runs, where another one of its tag is declared. */
  digests?: Record<string, string>;
  /** Paths of the engine's spec that differ from what is declared; never set by a program. */
  drifted?: string[];
}

const REPLICAS = ["Mode", "Replicated", "Replicas"];
const IMAGE = ["TaskTemplate", "ContainerSpec", "Image"];

/** The part of the inputs that differs; empty when nothing was changed. */
export function serviceDrift(
  inputs: ServiceInputs,
  declared: ServiceSpec,
  live: ServiceSpec,
): DriftedInputs {
  const changes = KINDS.service.changes(declared, live);
  const replicas = changes.find((change) => isUnder(change, ...REPLICAS));
  const image = changes.find((change) => isUnder(change, ...IMAGE));
  const rest = changes.filter((change) => change !== replicas && change !== image);
  return {
    ...(replicas && {
      deploy: { ...inputs.deploy, replicas: live.Mode.Replicated?.Replicas ?? 1 },
    }),
    ...(image && imageDrift(declared, live)),
    ...(rest.length > 0 && { drifted: pathsOf(rest) }),
  };
}

/** Another image of the same tag is another digest, which stands for itself: `image` keeps its tag. */
function imageDrift(declared: ServiceSpec, live: ServiceSpec): DriftedInputs {
  const running = live.TaskTemplate.ContainerSpec.Image;
  const [tag = "", digest = ""] = running.split("@");
  const isSameTag = tag === withoutDigest(declared.TaskTemplate.ContainerSpec.Image);
  return isSameTag ? { digests: { [tag]: digest } } : { image: running };
}

/** What differs, by its place; our own labels count as one. */
export const pathsOf = (changes: Change[]): string[] => [...new Set(changes.map(pathOf))];

const pathOf = ({ path }: Change): string =>
  path[0] === "Labels" && isOwnerLabel(path[1] ?? "") ? "Labels.pulumi-swarm.*" : path.join(".");
