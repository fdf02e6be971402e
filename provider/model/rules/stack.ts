// Rules of a whole stack: its parts one by one, the names they get, and what they say of each other.

import type { Problem } from "../common";
import { refuse, warn, within } from "../place";
import type { Place } from "../place";
import type { ServiceInputs } from "../service";
import type { StackInputs } from "../stack";
import type { VolumeInputs } from "../volume";
import { hasUnknown, knownEntries } from "../unknown";
import { check, oneOf } from "./check";
import { dependencyCycles, endlessDependencies } from "./dependencies";
import { isIngress, publishedKey } from "./endpoint";
import { subnetsOf } from "./ipam";
import { networkRules } from "./network";
import { configRules, secretRules } from "./secret";
import { serviceRules } from "./service";
import { stackNames } from "./stack-names";
import { overlap } from "./subnets";
import { undefinedParts } from "./undefined-parts";
import { volumeRules } from "./volume";

type Rules<I> = (inputs: I, at: string[]) => Problem[];

/** Everything that is wrong with a stack. */
export function stackRules(inputs: StackInputs, namespace: string): Problem[] {
  const parts = [
    ...each("services", inputs.services, serviceRules),
    ...each("networks", inputs.networks, networkRules),
    ...each("volumes", inputs.volumes, volumeRules),
    ...each("volumes", inputs.volumes, noClusterVolume),
    ...each("secrets", inputs.secrets, secretRules),
    ...each("configs", inputs.configs, configRules),
  ];
  const place: Place = { at: [], problems: parts };
  stackNames(inputs, namespace, place);
  undefinedParts(inputs, place);
  dependencyCycles(inputs, within(place, "services"));
  endlessDependencies(inputs, within(place, "services"));
  portsApart(inputs.services, within(place, "services"));
  subnetsApart(inputs, within(place, "networks"));
  return place.problems;
}

export function onFailureRules(onFailure: string | undefined): Problem[] {
  const problems: Problem[] = [];
  check({ at: ["onFailure"], problems }, onFailure, oneOf("keep", "rollback"));
  return problems;
}

function each<I>(section: keyof StackInputs, parts: Record<string, I>, rules: Rules<I>): Problem[] {
  return knownEntries(parts).flatMap(([key, part]) => rules(part, [section, key]));
}

/** The nodes make a stack's volumes, each its own. */
function noClusterVolume({ clusterSpec }: VolumeInputs, at: string[]): Problem[] {
  if (clusterSpec === undefined) return [];
  const reason =
    "is no part of a stack, whose volumes the nodes make. Declare a Volume of its own, and name it here as external.";
  return [{ path: [...at, "clusterSpec"], reason }];
}

/** A port that one service has on every node cannot be another's; two that hold it on nodes may be apart. */
function portsApart(services: Record<string, ServiceInputs>, place: Place): void {
  const owners = new Map<string, { service: string; ingress: boolean }>();
  for (const [service, { ports }] of knownEntries(services)) {
    if (hasUnknown(ports)) continue;
    for (const [index, port] of (ports ?? []).entries()) {
      const key = publishedKey(port);
      if (key === undefined) continue;
      const owner = owners.get(key);
      const ingress = isIngress(port);
      const at = within(place, service, "ports", index);
      if (owner && owner.service !== service && (owner.ingress || ingress)) {
        refuse(
          at,
          `${key} is published by service "${owner.service}", too. Publish one of them elsewhere.`,
        );
      } else if (owner && owner.service !== service) {
        warn(
          at,
          `${key} is held by service "${owner.service}", too: their tasks cannot share a node.`,
        );
      }
      owners.set(key, owner ?? { service, ingress });
    }
  }
}

function subnetsApart({ networks }: StackInputs, place: Place): void {
  const seen: { key: string; subnet: ReturnType<typeof subnetsOf>[number] }[] = [];
  for (const [key, network] of knownEntries(networks)) {
    if (network.external === true) continue;
    for (const subnet of subnetsOf(network)) {
      const other = seen.find(
        (one) => one.key !== key && overlap(one.subnet.subnet, subnet.subnet),
      );
      if (other) {
        refuse(
          within(place, key, "ipam", "config", subnet.index, "subnet"),
          `${subnet.text} overlaps ${other.subnet.text} of network "${other.key}".`,
        );
      }
      seen.push({ key, subnet });
    }
  }
}
