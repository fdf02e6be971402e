// Rules of a service that is a resource of its own: its name, and the names that it gives as they are. In a
// stack these are keys, and stack-names.ts looks at what becomes of them.

import type { Problem } from "../common";
import { listAt, within } from "../place";
import type { Place } from "../place";
import type { ServiceInputs } from "../service";
import { check } from "./check";
import { imageIdRules } from "./image-id";
import { serviceName, volumeName } from "./names";
import { serviceRules } from "./service";

/** Everything that is wrong with a service of its own. */
export function singleServiceRules(inputs: ServiceInputs & { name: string }): Problem[] {
  const problems = [...serviceRules(inputs, []), ...imageIdRules(inputs, [])];
  const place: Place = { at: [], problems };
  check(within(place, "name"), inputs.name, serviceName);
  listAt(within(place, "volumes"), inputs.volumes, ({ type, source, volume }, at) => {
    const driver = volume?.driver ?? "local";
    // A path is told as one already, and what other drivers call their volumes is theirs.
    if (type !== "volume" || driver !== "local" || !source || source.startsWith("/")) return;
    check(within(at, "source"), source, volumeName);
  });
  return place.problems;
}
