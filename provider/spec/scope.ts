// What surrounds a spec: the final names, and the labels of whoever owns it.

import type { Driver, Labels } from "../engine/types";
import type { VolumeInputs } from "../model/volume";
import type { StackInputs } from "../model/stack";
import { compact, compactOrAbsent, own } from "../model/compact";
import { isUnknown, unknownAs } from "../model/unknown";
import { withLabels } from "./labels";
import { IMAGE_LABEL, NAMESPACE_LABEL, scope } from "./namespace";

/** The surroundings of a network, volume, secret or config. */
export interface ObjectScope {
  /** Its name in the swarm; wins over the inputs' own. */
  name: string;
  /** Labels set over its own. */
  labels: Labels;
}

/** A volume as a mount names it; a node that lacks it creates it with these labels and this driver. */
export interface MountedVolume {
  name: string;
  labels?: Labels;
  driver?: Driver;
}

/** The surroundings of a service. */
export interface ServiceScope {
  /** The service's name in the swarm. */
  name: string;
  /** Labels set over the service's own (`deploy.labels`). */
  labels: Labels;
  /** Labels set over the containers' own (`labels`). */
  containerLabels: Labels;
  /** The key of the network that a service without networks joins; without one it joins none. */
  defaultNetwork?: string;
  /** A name that the service answers to in each network besides its aliases. */
  alias?: string;
  networkName: (key: string) => string;
  volume: (key: string) => MountedVolume;
  secretName: (key: string) => string;
  configName: (key: string) => string;
}

interface Named {
  name?: string;
  external?: boolean;
}

/** An object's name in the swarm: its own, else its key with the namespace before it. */
export function stackName(namespace: string, key: string, object: Named | undefined): string {
  if (isUnknown(object) || isUnknown(object?.external)) return object?.name ?? unknownAs<string>();
  return object?.name ?? (object?.external ? key : scope(namespace, key));
}

/** The surroundings of a stack's network, secret or config. */
export const stackObject = (namespace: string, key: string, object: Named): ObjectScope => ({
  name: stackName(namespace, key, object),
  labels: { [NAMESPACE_LABEL]: namespace },
});

/** The surroundings of a stack's service, as `docker stack deploy` gives them. */
export function stackService(inputs: StackInputs, namespace: string, key: string): ServiceScope {
  const label = { [NAMESPACE_LABEL]: namespace };
  const { networks, volumes, secrets, configs } = inputs;
  return {
    name: scope(namespace, key),
    labels: { ...label, [IMAGE_LABEL]: own(inputs.services, key)?.image ?? "" },
    containerLabels: label,
    defaultNetwork: "default",
    alias: key,
    networkName: (name) => stackName(namespace, name, own(networks, name)),
    volume: (name) =>
      mountedVolume(stackName(namespace, name, own(volumes, name)), own(volumes, name), label),
    secretName: (name) => stackName(namespace, name, own(secrets, name)),
    configName: (name) => stackName(namespace, name, own(configs, name)),
  };
}

/** The surroundings of a single service: every name is meant as it is written. */
export function singleService(options: {
  name: string;
  labels?: Labels;
  containerLabels?: Labels;
}): ServiceScope {
  const asWritten = (name: string): string => name;
  return {
    name: options.name,
    labels: options.labels ?? {},
    containerLabels: options.containerLabels ?? {},
    networkName: asWritten,
    volume: (name) => ({ name }),
    secretName: asWritten,
    configName: asWritten,
  };
}

function mountedVolume(
  name: string,
  volume: VolumeInputs | undefined,
  labels: Labels,
): MountedVolume {
  // An external volume exists, or its node's operator sees to it: nothing is said of its making.
  if (volume?.external === true) return { name };
  return compact({
    name,
    labels: withLabels(volume?.labels, labels),
    driver: compactOrAbsent({ Name: volume?.driver, Options: volume?.driverOpts }),
  });
}
