// The networks that a service's tasks join.

import type { NetworkAttachment } from "../engine/types";
import type { ServiceInputs } from "../model/service";
import { byBytes, compact } from "../model/compact";
import { known } from "../model/unknown";
import type { ServiceScope } from "./scope";

type Attachments = NonNullable<ServiceInputs["networks"]>;

/** The attachments, ordered by the network's name: their order has no meaning, but a change of it restarts tasks. */
export function networkAttachments(
  inputs: ServiceInputs,
  scope: ServiceScope,
): NetworkAttachment[] | undefined {
  const implied: Attachments | undefined =
    scope.defaultNetwork === undefined ? undefined : { [scope.defaultNetwork]: {} };
  return known(inputs.networks ?? implied, (networks) =>
    Object.entries(networks)
      .map(([key, settings]) => attachment(scope.networkName(key), settings, scope.alias))
      .sort((a, b) => byBytes(a.Target, b.Target)),
  );
}

function attachment(
  target: string,
  settings: Attachments[string],
  alias: string | undefined,
): NetworkAttachment {
  // Networks such as "host" know no aliases.
  const own = alias !== undefined && isUserDefined(target) ? [alias] : [];
  const aliases = known(settings, (given) => {
    const all = known(given.aliases ?? [], (names) => [...names, ...own]);
    return all?.length === 0 ? undefined : all;
  });
  return compact({
    Target: target,
    Aliases: aliases,
    DriverOpts: known(settings, ({ driverOpts }) => driverOpts),
  });
}

/** Whether a name is that of a network which somebody made, and none that every engine has. */
export const isUserDefined = (name: string): boolean =>
  !/^(default|bridge|host|none|container:.*)$/.test(name);
