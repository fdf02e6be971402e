// What a resource declares of a service's image beyond its spec: who pulls it, when its registry is asked, and
// the digest that the registry told, where that is a part of the declaration. Pure.

import type { ServiceSpec } from "../engine/types";
import { isByTag, loginFor } from "../model/registry";
import { own } from "../model/compact";
import type { Desired } from "../objects/object";
import type { CommonInputs } from "./resource";

export function withRegistry(
  desired: Desired,
  { registryAuth, resolveImage = "changed", digests = {} }: CommonInputs,
): Desired {
  const spec = desired.spec as ServiceSpec;
  const Image = imageOf(spec);
  if (Image === undefined) return desired;
  const login = loginFor(registryAuth, Image);
  // Empty where a refresh found the image without one.
  const digest = resolveImage === "always" && own(digests, Image);
  return {
    ...desired,
    resolveImage,
    ...(login !== undefined && { login }),
    ...(digest && { spec: withImage(spec, `${Image}@${digest}`) }),
  };
}

/** The image of a service's spec, as far as that is known. */
export const imageOf = (spec: object): string | undefined =>
  (spec as Partial<ServiceSpec>).TaskTemplate?.ContainerSpec?.Image;

/** The same service of another image. */
export const withImage = (spec: ServiceSpec, Image: string): ServiceSpec => {
  const { TaskTemplate } = spec;
  const ContainerSpec = { ...TaskTemplate.ContainerSpec, Image };
  return { ...spec, TaskTemplate: { ...TaskTemplate, ContainerSpec } };
};

/** Images of declared services whose digest the registry can tell. */
export function imagesByTag(desired: Desired[]): string[] {
  const images = desired
    .filter(({ kind, left }) => kind === "service" && !left?.includes("image"))
    .flatMap(({ spec }) => imageOf(spec) ?? [])
    .filter(isByTag);
  return [...new Set(images)];
}
