// docker sends the id of an image on as it is, and `render` with it; the engine refuses it, and so does a preview.

import type { Problem } from "../common";
import { isImageId } from "../image";
import type { ServiceInputs } from "../service";
import { knownEntries } from "../unknown";

/** Refuses an id in place of an image's name. */
export function imageIdRules({ image }: ServiceInputs, at: string[]): Problem[] {
  if (image === undefined || !isImageId(image)) return [];
  const reason =
    "is the id of an image, by which no node finds it. Write its name, with the digest if need be.";
  return [{ path: [...at, "image"], reason }];
}

/** The same for each service of a stack. */
export const imageIdsRules = (services: Record<string, ServiceInputs>): Problem[] =>
  knownEntries(services).flatMap(([key, one]) => imageIdRules(one, ["services", key]));
