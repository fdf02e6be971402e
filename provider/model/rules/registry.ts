// Rules of what a resource says of registries: a login is whole, and stands under the name of a registry.

import { mapAt, refuse, within } from "../place";
import type { Place } from "../place";
import type { Problem } from "../common";
import { parseImage } from "../image";
import { registryName, RESOLVE_IMAGE, type RegistryArgs, type RegistryLogin } from "../registry";
import { isUnknown } from "../unknown";
import { check, oneOf } from "./check";

export function registryRules({ registryAuth, resolveImage }: RegistryArgs): Problem[] {
  const place: Place = { at: [], problems: [] };
  check(within(place, "resolveImage"), resolveImage, oneOf(...RESOLVE_IMAGE));
  if (typeof registryAuth === "object")
    mapAt(within(place, "registryAuth"), registryAuth, (login, at, key) => {
      if (!isRegistry(key))
        refuse(
          at,
          'is no registry. Write its host alone: "docker.io", "registry.example.com:5000".',
        );
      else if (!isWhole(login))
        refuse(at, "needs `username` and `password`, or an `identityToken` instead.");
    });
  return place.problems;
}

/** A host, as docker writes it in its own files: with a scheme, and "/v1/" behind it. */
const ADDRESS = /^(?:https?:\/\/)?[^/]+(?:\/(?:v[12]\/?)?)?$/;

function isRegistry(key: string): boolean {
  const host = registryName(key);
  const image = parseImage(`${host}/image`);
  return ADDRESS.test(key) && !("error" in image) && image.domain === host;
}

/** A part that is not known yet may be there. */
function isWhole({ username, password, identityToken }: RegistryLogin): boolean {
  const has = (value: string | undefined) => isUnknown(value) || Boolean(value);
  if (has(identityToken)) return !has(username) && !has(password);
  return has(username) && has(password);
}
