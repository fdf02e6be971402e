// Which subnets of a declared network lie over those of others. Pure.

import type { NetworkSpec } from "../engine/types";
import { overlap, parseSubnet } from "../model/rules/subnets";
import { isUnknown, knownOf } from "../model/unknown";

/** The subnets of a network that are known, as they are written. */
export function subnetsIn({ IPAM }: Pick<NetworkSpec, "IPAM">): string[] {
  if (IPAM === null || isUnknown(IPAM)) return [];
  return knownOf(IPAM.Config).flatMap(({ Subnet }) =>
    Subnet && !isUnknown(Subnet) && parseSubnet(Subnet) ? [Subnet] : [],
  );
}

/** One engine's networks and the swarm's have address spaces of their own. */
const isLocal = ({ Scope, Driver, ConfigOnly }: NetworkSpec): boolean =>
  Scope === "local" || (Scope !== "swarm" && (ConfigOnly || LOCAL_DRIVERS.includes(Driver)));

const LOCAL_DRIVERS = ["bridge", "macvlan", "ipvlan"];

/** Whether its subnets are taken from the space that all others share. */
const shares = ({ ConfigOnly, IPAM }: NetworkSpec): boolean =>
  !ConfigOnly && ["", "default"].includes(IPAM?.Driver ?? "");

/** A sentence for each of its subnets that lies over another's. */
export function overlaps(spec: NetworkSpec, others: NetworkSpec[]): string[] {
  if (!shares(spec)) return [];
  const rivals = others.filter((one) => shares(one) && isLocal(one) === isLocal(spec));
  return subnetsIn(spec).flatMap((subnet) => {
    for (const rival of rivals) {
      const taken = subnetsIn(rival).find((one) => overlapping(one, subnet));
      if (taken !== undefined)
        return [`Its subnet ${subnet} overlaps with ${taken} of network "${rival.Name}".`];
    }
    return [];
  });
}

function overlapping(a: string, b: string): boolean {
  const [one, other] = [parseSubnet(a), parseSubnet(b)];
  return one !== undefined && other !== undefined && overlap(one, other);
}
