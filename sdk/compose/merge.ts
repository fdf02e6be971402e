// Phase: the parts of all files to one stack, left to right. A later file's top-level definitions replace earlier ones
// of the same key; services are merged field by field (merge-service.ts).

import type { StackInputs } from "../../provider/model/stack";
import type { ContentSource, Part } from "./file-model";
import { mergeService } from "./merge-service";

/** What all files say together. */
export interface Merged {
  parts: Part[];
  model: StackInputs;
  profiles: Record<string, string[]>;
  restart: Record<string, string>;
  sources: { secrets: Record<string, Sourced>; configs: Record<string, Sourced> };
}
/** Where a secret's or config's content comes from, and the file that says so. */
export interface Sourced extends ContentSource {
  part: Part;
}

/** Merges the parts of the files in their order. */
export function mergeParts(parts: Part[]): Merged {
  const models = parts.map((part) => part.model);
  const later = parts.map((part) => Object.entries(part.later));
  const pick = <T>(value: (one: Part["later"][string]) => T | undefined) =>
    Object.fromEntries(
      later.flat().flatMap(([key, one]) => {
        const found = value(one);
        return found === undefined ? [] : [[key, found]];
      }),
    ) as Record<string, T>;
  return {
    parts,
    model: models.reduce(mergeStacks),
    profiles: pick((one) => one.profiles),
    restart: pick((one) => one.restart || undefined),
    sources: { secrets: sourced(parts, "secrets"), configs: sourced(parts, "configs") },
  };
}

function sourced(parts: Part[], kind: "secrets" | "configs"): Record<string, Sourced> {
  const entries = parts.flatMap((part) =>
    Object.entries(part.sources[kind]).map(([key, source]) => [key, { ...source, part }]),
  );
  return Object.fromEntries(entries) as Record<string, Sourced>;
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
