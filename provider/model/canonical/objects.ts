// Secrets and configs in the canonical form.

import type { Problem } from "../common";
import { compact } from "../compact";
import type { ConfigArgs, ConfigInputs, SecretArgs, SecretInputs } from "../objects";
import type { Place } from "../place";
import { textMap } from "./values";

import { within } from "../place";

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
