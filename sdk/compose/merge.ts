// Phase: the parts of all files to one stack, left to right. A later file's top-level definitions replace earlier ones
// of the same key; services are merged field by field (merge-service.ts).

import type { StackInputs } from "../../provider/model/stack";
import { blended, withoutPaths } from "./drop-paths";
import type { ContentSource, Later, Part } from "./file-model";
import type { Findings } from "./findings";
import { mapValues } from "./maps";
import { mergeService } from "./merge-service";
import { locate } from "./places";

/** Where a secret's or config's content comes from, and the file that says so. */
export interface Sourced extends ContentSource {
  part: Part;
}
/** What all files say together. */
export interface Merged {
  parts: Part[];
  model: StackInputs;
  later: Record<string, Later>;
  sources: { secrets: Record<string, Sourced>; configs: Record<string, Sourced> };
}

const nothing: Merged = {
  parts: [],
  model: { services: {}, networks: {}, volumes: {}, secrets: {}, configs: {} },
  later: {},
  sources: { secrets: {}, configs: {} },
};

/** Merges the parts of the files in their order. */
export function mergeParts(parts: Part[], found: Findings): Merged {
  for (const part of parts.slice(1)) refuseBlended(part, found);
  return parts.reduce(addPart, nothing);
}

function addPart(base: Merged, part: Part): Merged {
  const model = withoutPaths(base.model, part.dropped);
  // `services: !override` leaves none of what stood there
  const { services: later = {} } = withoutPaths({ services: base.later }, part.dropped);
  const sourced = (kind: "secrets" | "configs"): Record<string, Sourced> => ({
    ...base.sources[kind],
    ...mapValues(part.sources[kind], (source) => ({ ...source, part })),
  });
  return {
    parts: [...base.parts, part],
    model: mergeStacks(model, part.model),
    later: { ...later, ...mapValues(part.later, (one, key) => ({ ...later[key], ...one })) },
    sources: { secrets: sourced("secrets"), configs: sourced("configs") },
  };
}

/** Two stacks in the canonical form as one. */
export function mergeStacks(base: StackInputs, over: StackInputs): StackInputs {
  const services = { ...base.services };
  for (const [key, service] of Object.entries(over.services))
    services[key] = services[key] ? mergeService(services[key], service) : service;
  return {
    services,
    networks: { ...base.networks, ...over.networks },
    volumes: { ...base.volumes, ...over.volumes },
    secrets: { ...base.secrets, ...over.secrets },
    configs: { ...base.configs, ...over.configs },
  };
}

function refuseBlended(part: Part, { problems }: Findings): void {
  const paths = part.dropped.filter(
    ([kind, , key = ""]) => kind === "services" && blended.has(key),
  );
  for (const path of paths)
    problems.push({
      place: locate(part, path),
      reason: "!reset and !override cannot tell apart what earlier files say here. Change those.",
    });
}
