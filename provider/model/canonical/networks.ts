// What a service is attached to, by the network's key.

import { compact, sortedMap } from "../compact";
import { listAt, mapAt, within } from "../place";
import type { Place } from "../place";
import type { ServiceArgs, ServiceInputs } from "../service";
import { hasUnknown, known, unknownAs } from "../unknown";
import { textMap, texts } from "./values";

/** The networks of a service by key; the items of a list get no settings. */
export function canonicalAttachments(
  place: Place,
  networks: ServiceArgs["networks"] | null,
): ServiceInputs["networks"] {
  return known(networks, (given) => {
    if (!Array.isArray(given)) return mapAt(place, given, attachment);
    // Which network an unknown item names cannot be known, so the whole map is unknown.
    if (hasUnknown(given)) return unknownAs<ServiceInputs["networks"]>();
    return known(
      listAt(place, given, (key) => key),
      (keys) => sortedMap(keys.map((key) => [key, {}])),
    );
  });
}

const attachment = (
  network: Exclude<ServiceArgs["networks"], string[] | undefined>[string],
  place: Place,
): NonNullable<ServiceInputs["networks"]>[string] =>
  compact({
    aliases: texts(within(place, "aliases"), network?.aliases),
    driverOpts: textMap(within(place, "driverOpts"), network?.driverOpts),
  });
