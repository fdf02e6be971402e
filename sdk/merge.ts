// The typed part of a stack over what the files say. Outputs are never waited for, so that a preview knows everything
// around them: what comes later is laid over the files' part when it is there.

import * as pulumi from "@pulumi/pulumi";
import { hasLater, isLater } from "./lazy";

type Tree = Record<string, unknown>;

/** Maps are merged key by key, in whichever form they are written; every other value, lists included, takes the place. */
export function mergeTyped(base: object, typed: object): Tree {
  const merged: Tree = { ...base };
  for (const [key, value] of Object.entries(typed))
    if (value !== undefined) merged[key] = laidOver(key, merged[key], value);
  return merged;
}

function laidOver(key: string, below: unknown, value: unknown): unknown {
  if (!isMap(below)) return value;
  // which keys a list sets is known when its items are
  const comesLater = isLater(value) || (Array.isArray(value) && hasLater(value));
  if (!comesLater) return overMap(key, below, value);
  const late = pulumi.output(value) as pulumi.Output<unknown>;
  return late.apply((there) => laidOver(key, below, there));
}

function overMap(key: string, below: Tree, value: unknown): unknown {
  const over = Array.isArray(value) ? asMap(key, value) : value;
  return isMap(over) ? mergeTyped(below, over) : value;
}

/** Named in a list, they have no settings. */
const NAMED = ["networks", "dependsOn"];

/** `["A=1"]` and `["front"]` are short forms of maps. */
const asMap = (key: string, list: unknown[]): Tree =>
  Object.fromEntries(
    list.map((item): [string, unknown] => {
      if (NAMED.includes(key)) return [String(item), {}];
      const [name = "", value = null] = String(item).split(/=(.*)/s);
      return [name, value];
    }),
  );

const isMap = (value: unknown): value is Tree =>
  typeof value === "object" && value !== null && !Array.isArray(value) && !isLater(value);
