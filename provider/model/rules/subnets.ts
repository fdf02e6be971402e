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

/** The subnet as it is written without host bits: "10.0.0.5/24" is 10.0.0.0/24. */
export function withoutHostBits({ address, prefix, family }: Subnet): string {
  const width = family === "ipv4" ? 32 : 128;
  const hostBits = BigInt(width - prefix);
  const bits = (toBits(address, family) >> hostBits) << hostBits;
  return `${toText(bits, family)}/${prefix}`;
}

/** One spelling for an address or a subnet: "2001:DB8:0::/64" is 2001:db8::/64. */
export function oneSpelling(text: string): string {
  const [, address = "", length = ""] = /^([^/]+)(\/\d+)?$/.exec(text) ?? [];
  const family = familyOf(address);
  return family ? toText(toBits(address, family), family) + length : text;
}

/** WHATWG's URL parser knows every spelling of an IPv6 address, and gives the shortest. */
const shortest = (address: string): string => new URL(`http://[${address}]`).hostname.slice(1, -1);

function toBits(address: string, family: Subnet["family"]): bigint {
  if (family === "ipv4")
    return address.split(".").reduce((bits, part) => bits * 256n + BigInt(part), 0n);
  const [head = "", tail] = shortest(address).split("::");
  const [left, right] = [head, tail ?? ""].map((half) => half.split(":").filter(Boolean));
  const missing = Array<string>(8 - (left?.length ?? 0) - (right?.length ?? 0)).fill("0");
  const groups = [...(left ?? []), ...missing, ...(right ?? [])];
  return groups.reduce((bits, group) => bits * 65536n + BigInt(`0x${group}`), 0n);
}

function toText(bits: bigint, family: Subnet["family"]): string {
  const [count, size, radix] = family === "ipv4" ? [4, 8n, 10] : [8, 16n, 16];
  const parts = Array.from({ length: count }, (_, index) =>
    BigInt.asUintN(Number(size), bits >> (size * BigInt(count - 1 - index))).toString(radix),
  );
  return family === "ipv4" ? parts.join(".") : shortest(parts.join(":"));
}

export const overlap = (a: Subnet, b: Subnet): boolean => contains(a, b) || contains(b, a);
