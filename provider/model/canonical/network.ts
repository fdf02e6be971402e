// A network in the canonical form.

import type { Problem } from "../common";
import { compact, sortedMap } from "../compact";
import type { IpamPoolArgs, NetworkArgs, NetworkInputs } from "../network";
import { listAt, refuse, within } from "../place";
import type { Place } from "../place";
import { isUnknown, known, unknownAs } from "../unknown";
import { textMap } from "./values";

/** The canonical form of a network; null is a network with nothing said of it. */
export function canonicalNetwork(
  args: NetworkArgs | null,
  at: string[],
  problems: Problem[],
): NetworkInputs {
  const place: Place = { at, problems };
  const { ipam, encrypted, ...network } = args ?? {};
  const driverOpts = textMap(within(place, "driverOpts"), network.driverOpts);
  return compact({
    ...network,
    driverOpts: withEncrypted(within(place, "encrypted"), encrypted, driverOpts),
    labels: textMap(within(place, "labels"), network.labels),
    ipam: known(ipam, (given) =>
      compact({
        driver: given.driver,
        options: textMap(within(place, "ipam", "options"), given.options),
        config: listAt(within(place, "ipam", "config"), given.config, pool),
      }),
    ),
  });
}

type Options = NetworkInputs["driverOpts"];

/** As `docker network create --opt encrypted` writes it. */
function withEncrypted(place: Place, encrypted: boolean | undefined, options: Options): Options {
  if (isUnknown(encrypted) || isUnknown(options)) return unknownAs<Options>();
  if (encrypted === undefined || (encrypted && options?.encrypted === "")) return options;
  if (options && "encrypted" in options) {
    refuse(place, "is said in driverOpts, too. Keep one of them.");
    return options;
  }
  return encrypted ? sortedMap([...Object.entries(options ?? {}), ["encrypted", ""]]) : options;
}

const pool = (args: IpamPoolArgs, place: Place): IpamPoolArgs =>
  compact({
    ...args,
    auxAddresses: textMap(within(place, "auxAddresses"), args.auxAddresses),
  });
