// A service seen through what the last run resolved, so that a refresh asks for the service alone: its spec gives
// the names of secrets and configs beside their ids, and the state remembers the ids of networks.

import type { Engine } from "../engine/engine";
import type { ServiceSpec } from "../engine/types";
import { knownOf } from "../model/unknown";
import type { Kind, Live, Refs } from "../objects/object";
import type { LiveService } from "../objects/service";
import type { Props } from "../state";
import { named } from "./common";

/** The networks that a declared spec names, by id, as the state keeps them. */
export function networkIds(declared: ServiceSpec, refs: Refs): Record<string, string> {
  const names = knownOf(declared.TaskTemplate.Networks).map(({ Target }) => Target);
  return Object.fromEntries(
    names.flatMap((name) => {
      const network = refs.network?.[name];
      return network ? [[name, network.id]] : [];
    }),
  );
}

/** The service and what it refers to; undefined where it joins a network that the state does not know. */
export async function observeKnown(
  engine: Engine,
  name: string,
  networks: Props[string],
): Promise<Live[] | undefined> {
  const [service] = (await named(engine, "service", [name])) as LiveService[];
  if (service === undefined) return [];
  const { ContainerSpec, Networks = [] } = service.spec.TaskTemplate;
  const known = Object.entries((networks ?? {}) as Record<string, string>);
  const ids = known.map(([, id]) => id);
  // A credential spec's config stands there by its id alone.
  const isKnown = Networks.every(({ Target }) => ids.includes(Target));
  if (!isKnown || ContainerSpec.Privileges?.CredentialSpec?.Config) return undefined;
  const { Secrets = [], Configs = [] } = ContainerSpec;
  return [
    service,
    ...known.map(([network, id]) => referred("network", network, id)),
    ...Secrets.map((one) => referred("secret", one.SecretName, one.SecretID)),
    ...Configs.map((one) => referred("config", one.ConfigName, one.ConfigID)),
  ];
}

const referred = (kind: Kind, name: string, id: string): Live => ({
  ...{ kind, id, name },
  version: 0,
  spec: {},
  labels: {},
});
