// A stack's inputs to the specs of all its objects, as `docker stack deploy` sends them. Pure.

import type { ConfigSpec, NetworkSpec, SecretSpec, ServiceSpec } from "../engine/types";
import type { ServiceInputs } from "../model/service";
import type { StackInputs } from "../model/stack";
import type { NetworkInputs } from "../model/objects";
import { byBytes, own } from "../model/compact";
import { isUnknown, known, unknownAs } from "../model/unknown";
import { configSpec } from "./config";
import { networkSpec } from "./network";
import type { ObjectScope } from "./scope";
import { stackObject, stackService } from "./scope";
import { secretSpec } from "./secret";
import { serviceSpec } from "./service";

/** The specs of a stack's objects, by key. Volumes have none: nodes create them from the mounts. */
export interface StackSpecs {
  networks: Record<string, NetworkSpec>;
  secrets: Record<string, SecretSpec>;
  configs: Record<string, ConfigSpec>;
  services: Record<string, ServiceSpec>;
}

/** Every spec of a stack: external objects and networks that no service uses are left out. */
export function stackSpecs(inputs: StackInputs, namespace: string): StackSpecs {
  function owned<I extends { name?: string; external?: boolean }, S>(
    objects: Record<string, I>,
    spec: (inputs: I, scope: ObjectScope) => S,
  ): Record<string, S> {
    return mapValues(objects, (object, key) =>
      object.external ? undefined : spec(object, stackObject(namespace, key, object)),
    );
  }
  return {
    networks: owned(usedNetworks(inputs), networkSpec),
    secrets: owned(inputs.secrets, secretSpec),
    configs: owned(inputs.configs, configSpec),
    services: mapValues(inputs.services, (service, key) =>
      serviceSpec(service, stackService(inputs, namespace, key)),
    ),
  };
}

/**
 * The same with the declared networks that no service uses: `docker stack deploy` leaves those out, so that
 * a stack of networks, for others to join, cannot be deployed with it.
 */
export function declaredSpecs(inputs: StackInputs, namespace: string): StackSpecs {
  const specs = stackSpecs(inputs, namespace);
  if (isUnknown(inputs.networks)) return specs;
  const networks = mapValues(inputs.networks, (network, key) =>
    network.external ? undefined : networkSpec(network, stackObject(namespace, key, network)),
  );
  return { ...specs, networks: { ...networks, ...specs.networks } };
}

function usedNetworks(inputs: StackInputs): Record<string, NetworkInputs> {
  const used = new Set<string>();
  if (isUnknown(inputs.networks) || isUnknown(inputs.services)) return inputs.networks;
  for (const service of Object.values(inputs.services)) {
    // Which networks these are is not known yet: none that is declared may be missing.
    const networks = isUnknown(service) ? unknownAs<ServiceInputs["networks"]>() : service.networks;
    const named = isUnknown(networks) ? inputs.networks : (networks ?? { default: {} });
    for (const key of Object.keys(named)) used.add(key);
  }
  const keys = [...used].sort(byBytes);
  return Object.fromEntries(keys.map((key) => [key, own(inputs.networks, key) ?? {}]));
}

function mapValues<T, U>(
  map: Record<string, T>,
  convert: (value: T, key: string) => U | undefined,
): Record<string, U> {
  if (isUnknown(map)) return unknownAs<Record<string, U>>();
  const entries = Object.entries(map).map(
    ([key, value]) => [key, known(value, (it) => convert(it, key))] as const,
  );
  return Object.fromEntries(
    entries.filter((entry): entry is [string, U] => entry[1] !== undefined),
  );
}
