// Networks, secrets and configs in the canonical form.

import type { Problem } from "../common";
import { compact } from "../compact";
import type {
  ConfigArgs,
  ConfigInputs,
  IpamPoolArgs,
  NetworkArgs,
  NetworkInputs,
  SecretArgs,
  SecretInputs,
} from "../objects";
import { listAt, within } from "../place";
import type { Place } from "../place";
import { known } from "../unknown";
import { textMap } from "./values";

/** The canonical form of a network; null is a network with nothing said of it. */
export function canonicalNetwork(
  args: NetworkArgs | null,
  at: string[],
  problems: Problem[],
): NetworkInputs {
  const place: Place = { at, problems };
  const { ipam, ...network } = args ?? {};
  return compact({
    ...network,
    driverOpts: textMap(within(place, "driverOpts"), network.driverOpts),
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

const pool = (args: IpamPoolArgs, place: Place): IpamPoolArgs =>
  compact({
    ...args,
    auxAddresses: textMap(within(place, "auxAddresses"), args.auxAddresses),
  });

/** The canonical form of a secret. */
export function canonicalSecret(args: SecretArgs, at: string[], problems: Problem[]): SecretInputs {
  const place: Place = { at, problems };
  return compact({
    ...args,
    driverOpts: textMap(within(place, "driverOpts"), args.driverOpts),
    labels: textMap(within(place, "labels"), args.labels),
  });
}

/** The canonical form of a config. */
export const canonicalConfig = (
  args: ConfigArgs,
  at: string[],
  problems: Problem[],
): ConfigInputs =>
  compact({ ...args, labels: textMap({ at: [...at, "labels"], problems }, args.labels) });
