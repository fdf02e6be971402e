// The names that a stack's objects get in the swarm, where all stacks share them.

import { refuse, within } from "../place";
import type { Place } from "../place";
import type { StackInputs } from "../stack";
import { isUnknown, knownEntries } from "../unknown";
import { check } from "./check";
import type { Reason } from "./check";
import { networkName, secretName, serviceName, volumeName } from "./names";

const KINDS: Record<keyof StackInputs, Reason<string>> = {
  services: serviceName,
  networks: networkName,
  volumes: volumeName,
  secrets: secretName,
  configs: secretName,
};

interface Named {
  name?: string;
  external?: boolean;
}

/** Checks the names, as they will be, of all objects that the stack makes. */
export function stackNames(inputs: StackInputs, namespace: string, place: Place): void {
  if (namespace.trim() === "")
    return refuse(within(place, "name"), "is empty. Give the stack a name.");
  for (const [kind, reason] of Object.entries(KINDS)) {
    const parts = inputs[kind as keyof StackInputs] as Record<string, Named>;
    const keys = new Map<string, string>();
    for (const [key, part] of knownEntries(parts)) {
      const at = within(place, kind, key);
      if (part.external === true) continue;
      // A name of its own was checked with the object itself.
      if (part.name === undefined) check(at, `${namespace}_${key}`, reason);
      // The nodes make volumes, not the swarm: capitals count there, and one name is one volume.
      if (kind === "volumes") continue;
      const name = part.name ?? `${namespace}_${key}`;
      const other = keys.get(name.toLowerCase());
      if (other !== undefined && !isUnknown(name)) {
        refuse(
          at,
          `gets the name "${name}", which "${other}" has already; the swarm does not tell capitals apart.`,
        );
      }
      keys.set(name.toLowerCase(), key);
    }
  }
}
