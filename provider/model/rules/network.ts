// Rules of a network.

import { isIP } from "node:net";
import type { Problem } from "../common";
import type { IpamPoolArgs, NetworkInputs } from "../objects";
import { listAt, mapAt, refuse, warn, within } from "../place";
import type { Place } from "../place";
import { hasUnknown, isUnknown } from "../unknown";
import { check } from "./check";
import { networkName } from "./names";
import { contains, overlap, parseSubnet } from "./subnets";
import type { Subnet } from "./subnets";

/** Everything that is wrong with a network by itself. */
export function networkRules(inputs: NetworkInputs, at: string[]): Problem[] {
  const place: Place = { at, problems: [] };
  if (inputs.external === true) {
    externalSaysNoMore(inputs, place);
    return place.problems;
  }
  check(within(place, "name"), inputs.name, networkName);
  if (inputs.ingress === true && inputs.attachable === true) {
    refuse(within(place, "attachable"), "is not possible for the ingress network. Remove it.");
  }
  mapAt(within(place, "labels"), inputs.labels, (_, where, name) => {
    if (name === "com.docker.swarm.predefined")
      refuse(where, "is kept for the engine's own networks.");
  });
  listAt(within(place, "ipam", "config"), inputs.ipam?.config, poolRules);
  poolsApart(inputs, within(place, "ipam", "config"));
  return place.problems;
}

/** Warns of what is said of an object that is somebody else's. */
export function externalSaysNoMore(inputs: object, place: Place): void {
  for (const key of Object.keys(inputs).filter((name) => name !== "external" && name !== "name")) {
    warn(
      within(place, key),
      "is ignored, as external means that it exists already and is not ours.",
    );
  }
}

function poolRules(pool: IpamPoolArgs, place: Place): void {
  const { subnet, gateway, ipRange, auxAddresses } = pool;
  if (subnet === undefined)
    refuse(within(place, "subnet"), "is missing. Write one such as 10.20.0.0/24.");
  const outer = subnet === undefined || isUnknown(subnet) ? undefined : parseSubnet(subnet);
  check(within(place, "subnet"), subnet, notCidr);
  check(within(place, "ipRange"), ipRange, notCidr);
  if (!outer) return;

  const range = ipRange === undefined ? undefined : parseSubnet(ipRange);
  if (range && !contains(outer, range)) {
    refuse(within(place, "ipRange"), `${ipRange} does not lie within the subnet ${subnet}.`);
  }
  check(within(place, "gateway"), gateway, inside(outer, subnet));
  mapAt(within(place, "auxAddresses"), auxAddresses, (address, at) =>
    check(at, address, inside(outer, subnet)),
  );
}

const notCidr = (text: string): string | undefined =>
  parseSubnet(text)
    ? undefined
    : `"${text}" is no subnet. Write an address and a length: 10.20.0.0/24.`;

const inside =
  (subnet: Subnet, text = "") =>
  (address: string): string | undefined => {
    // Docker takes a gateway with a length, too.
    const bare = address.replace(/\/\d+$/, "");
    if (isIP(bare) === 0) return `"${address}" is no IP address.`;
    return contains(subnet, bare)
      ? undefined
      : `${address} does not lie within the subnet ${text}.`;
  };

/** The subnets of a network that are known and right. */
export function subnetsOf(
  inputs: NetworkInputs,
): { text: string; subnet: Subnet; index: number }[] {
  if (hasUnknown(inputs.ipam)) return [];
  return (inputs.ipam?.config ?? []).flatMap(({ subnet: text = "" }, index) => {
    const subnet = parseSubnet(text);
    return subnet ? [{ text, subnet, index }] : [];
  });
}

function poolsApart(inputs: NetworkInputs, place: Place): void {
  const subnets = subnetsOf(inputs);
  for (const later of subnets) {
    const earlier = subnets.find(
      (one) => one.index < later.index && overlap(one.subnet, later.subnet),
    );
    if (earlier) {
      refuse(
        within(place, later.index, "subnet"),
        `${later.text} overlaps ${earlier.text} of the same network.`,
      );
    }
  }
}
