// Arithmetic of subnets in CIDR form. Pure.

import { BlockList, isIP } from "node:net";

/** A subnet, or an address as a subnet of one. */
export interface Subnet {
  address: string;
  prefix: number;
  family: "ipv4" | "ipv6";
}

/** Reads "10.0.0.0/24"; undefined when it is no subnet. */
export function parseSubnet(text: string): Subnet | undefined {
  const [, address = "", length = ""] = /^([^/]+)\/(\d{1,3})$/.exec(text) ?? [];
  const family = familyOf(address);
  if (!family || Number(length) > (family === "ipv4" ? 32 : 128)) return undefined;
  return { address, prefix: Number(length), family };
}

const familyOf = (address: string): Subnet["family"] | undefined =>
  ([undefined, undefined, undefined, undefined, "ipv4", undefined, "ipv6"] as const)[isIP(address)];

/** Whether an address, or all of another subnet, lies within a subnet. */
export function contains(outer: Subnet, inner: Subnet | string): boolean {
  const address = typeof inner === "string" ? inner : inner.address;
  if (familyOf(address) !== outer.family) return false;
  if (typeof inner !== "string" && inner.prefix < outer.prefix) return false;
  const block = new BlockList();
  block.addSubnet(outer.address, outer.prefix, outer.family);
  return block.check(address, outer.family);
}

export const overlap = (a: Subnet, b: Subnet): boolean => contains(a, b) || contains(b, a);
