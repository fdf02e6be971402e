// Placement constraints and platforms, evaluated as the engine's scheduler does it. Pure.
// Source: moby/swarmkit v2.1.1, manager/constraint/constraint.go and manager/scheduler/filter.go.

import { BlockList, isIP } from "node:net";
import type { Node, Placement } from "../engine/types";

export interface Constraint {
  key: string;
  operator: "==" | "!=";
  value: string;
}

const KEY = /^[a-z_][a-z0-9\-_.]+$/i;
const VALUE = /^[a-z0-9:\-_\s.*()?+[\]\\^$|/]+$/i;

/** Reads one constraint; undefined where the engine refuses it. */
export function parseConstraint(text: string): Constraint | undefined {
  const operator = text.includes("==") ? "==" : "!=";
  const at = text.indexOf(operator);
  if (at < 0) return undefined;
  const key = text.slice(0, at).trim();
  const value = text.slice(at + operator.length).trim();
  return KEY.test(key) && VALUE.test(value) ? { key, operator, value } : undefined;
}

/** Whether the node satisfies every constraint; one that cannot be read matches nothing. */
export function fits(node: Node, constraints: string[] = []): boolean {
  return constraints.every((text) => {
    const constraint = parseConstraint(text);
    return constraint !== undefined && meets(constraint, node);
  });
}

/** Whether the image's platforms, as far as they are known, include the node's. */
export function fitsPlatform(node: Node, platforms: Placement["Platforms"] = []): boolean {
  if (platforms.length === 0) return true;
  const { Architecture, OS } = node.Description.Platform;
  return platforms.some(
    (one) =>
      (!one.Architecture || sameArchitecture(one.Architecture, Architecture)) &&
      (!one.OS || one.OS === OS),
  );
}

function meets({ key, operator, value }: Constraint, node: Node): boolean {
  const wanted = operator === "==";
  const name = key.toLowerCase();
  if (name === "node.ip") return addressMatch(value, node.Status.Addr ?? "") === wanted;
  const actual = attribute(name, key, node);
  return actual !== undefined && (actual.toLowerCase() === value.toLowerCase()) === wanted;
}

/** undefined for a key that Swarm does not know: such a constraint matches no node, whatever its operator. */
function attribute(name: string, key: string, node: Node): string | undefined {
  switch (name) {
    case "node.id":
      return node.ID;
    case "node.hostname":
      return node.Description.Hostname;
    case "node.role":
      return node.Spec.Role;
    case "node.platform.os":
      return node.Description.Platform.OS;
    case "node.platform.arch":
      return node.Description.Platform.Architecture;
  }
  const sources = {
    "node.labels.": node.Spec.Labels,
    "engine.labels.": node.Description.Engine.Labels,
  };
  for (const [prefix, labels] of Object.entries(sources)) {
    if (!name.startsWith(prefix) || name === prefix) continue;
    const label = key.slice(prefix.length); // unlike the rest of the key, compared case by case
    return labels && Object.hasOwn(labels, label) ? labels[label] : "";
  }
  return undefined;
}

/** Compares with one address or a CIDR; undefined, which equals nothing, when the value is neither. */
function addressMatch(value: string, address: string): boolean | undefined {
  const [base = "", bits, ...rest] = value.split("/");
  const version = isIP(base);
  const widest = version === 6 ? 128 : 32;
  if (version === 0 || rest.length > 0) return undefined;
  if (bits !== undefined && !(/^\d{1,3}$/.test(bits) && Number(bits) <= widest)) return undefined;
  const family = version === 6 ? "ipv6" : "ipv4";
  if (isIP(address) !== version) return false;
  const range = new BlockList();
  range.addSubnet(base, bits === undefined ? widest : Number(bits), family);
  return range.check(address, family);
}

/** The engine reports the kernel's names, images carry Go's. */
const GO_NAMES: Record<string, string> = { x86_64: "amd64", aarch64: "arm64" };
const sameArchitecture = (a: string, b: string): boolean =>
  (GO_NAMES[a] ?? a) === (GO_NAMES[b] ?? b);
