// A whole stack: each of its parts in the canonical form, in the order of their keys.

import type { Problem } from "../common";
import { isMap, mapAt } from "../place";
import type { StackInputs, StackModel } from "../stack";
import { canonicalNetwork } from "./network";
import { canonicalConfig, canonicalSecret } from "./objects";
import { canonicalService } from "./service";
import { canonicalVolume } from "./volume";

type Canonical<A, I> = (args: A, at: string[], problems: Problem[]) => I;

/** The canonical form of a stack; what cannot be read is left out and noted among the problems. */
export function canonicalStack(model: StackModel, problems: Problem[]): StackInputs {
  function section<A, I>(
    key: keyof StackModel,
    map: Record<string, A> | undefined,
    canonical: Canonical<A, I>,
  ): Record<string, I> {
    const parts = mapAt({ at: [key], problems }, map, (args, place) =>
      // The schema says what a part of another type should have been.
      canonical(isMap(args) ? args : ({} as A), [...place.at], problems),
    );
    return parts ?? {};
  }
  return {
    services: section("services", model.services, canonicalService),
    networks: section("networks", model.networks, canonicalNetwork),
    volumes: section("volumes", model.volumes, canonicalVolume),
    secrets: section("secrets", model.secrets, canonicalSecret),
    configs: section("configs", model.configs, canonicalConfig),
  };
}
