// Rules of a network's subnets.

import { isIP } from "node:net";
import type { IpamPoolArgs, NetworkInputs } from "../network";
import { listAt, mapAt, refuse, warn, within } from "../place";
import type { Place } from "../place";
import { hasUnknown, isUnknown, knownOf } from "../unknown";
import { check } from "./check";
import { contains, oneSpelling, overlap, parseSubnet, withoutHostBits } from "./subnets";
import type { Subnet } from "./subnets";

/** What is wrong with the addresses; `place` is the network's. */
export function ipamRules(inputs: NetworkInputs, place: Place): void {
  const config = within(place, "ipam", "config");
  listAt(config, inputs.ipam?.config, poolRules);
  poolsApart(inputs, config);
  ipv6Rules(inputs, place);
}

function poolRules(pool: IpamPoolArgs, place: Place): void {
  const { subnet, gateway, ipRange, auxAddresses } = pool;
  if (subnet === undefined)
    refuse(within(place, "subnet"), "is missing. Write one such as 10.20.0.0/24.");
  const outer = subnet === undefined || isUnknown(subnet) ? undefined : parseSubnet(subnet);
  check(within(place, "subnet"), subnet, notASubnet);
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

/** Old engines keep the bits of a host, new ones refuse them. */
function notASubnet(text: string): string | undefined {
  const subnet = parseSubnet(text);
  if (!subnet) return notCidr(text);
  const outer = withoutHostBits(subnet);
  return oneSpelling(text) === outer
    ? undefined
    : `${text} is an address in a subnet. Write the subnet: ${outer}.`;
}

const inside =
  (subnet: Subnet, text = "") =>
  (address: string): string | undefined => {
    if (isIP(address) === 0) return `"${address}" is no IP address.`;
    return contains(subnet, address)
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

/** The engine takes both halves without a word, and gives no IPv6 addresses. */
function ipv6Rules(inputs: NetworkInputs, place: Place): void {
  const { enableIpv4, enableIpv6, ipam, configFrom, scope, driver } = inputs;
  if (hasUnknown([enableIpv4, enableIpv6, ipam, scope, driver])) return;
  const asked = knownOf(ipam?.config).some(({ subnet = "" }) => subnet.includes(":"));
  if (asked && enableIpv6 !== true)
    warn(within(place, "enableIpv6"), "is not true, so the IPv6 subnet of ipam is without effect.");
  if (!asked && enableIpv6 === true && configFrom === undefined && scope !== "local")
    warn(
      within(place, "enableIpv6"),
      "gives no addresses without an IPv6 subnet: a swarm has no pool of them. Add one to ipam.config.",
    );
  if (enableIpv4 === false && enableIpv6 !== true)
    refuse(within(place, "enableIpv4"), "is false, and IPv6 is off, too. Turn one of them on.");
}
