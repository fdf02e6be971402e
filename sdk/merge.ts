// The typed part of a stack over what the files say. Outputs are never waited for, so that a preview knows everything
// around them: what comes later is laid over the files' part when it is there.

import * as pulumi from "@pulumi/pulumi";
import { filterValues, mapValues } from "./compose/maps";
import { leftOf, putOutAt } from "./compose/put-out";
import { hasLater, isLater } from "./lazy";

type Tree = Record<string, unknown>;

/** Maps are merged key by key, in whichever form they are written; every other value, lists included, takes the place. */
export function mergeTyped(base: object, typed: object, path: string[] = []): Tree {
  const over = filterValues(typed as Tree, (value) => value !== undefined);
  const rule = putOutAt(path);
  const left: Tree = rule ? leftOf(rule, base as Tree, over) : (base as Tree);
  return {
    ...left,
    ...mapValues(over, (value, key) => laidOver([...path, key], left[key], value)),
  };
}

function laidOver(path: string[], below: unknown, value: unknown): unknown {
  if (!isMap(below)) return value;
  if (!isDecidedLater(path, value)) return overMap(path, below, value);
  const late = pulumi.output(value) as pulumi.Output<unknown>;
  return late.apply((there) => laidOver(path, below, there));
}

/** Which keys a list sets is known when its items are. */
function isDecidedLater(path: string[], value: unknown): boolean {
  if (Array.isArray(value)) return hasLater(value);
  const decisive = isMap(value) ? (putOutAt(path)?.decisive ?? []) : [];
  return isLater(value) || decisive.some((key) => isLater((value as Tree)[key]));
}

function overMap(path: string[], below: Tree, value: unknown): unknown {
  // what no short form is stays as it is written, and is refused so
  const isShort = Array.isArray(value) && value.every((item) => typeof item === "string");
  const over = isShort ? asMap(path.at(-1) ?? "", value) : value;
  return isMap(over) ? mergeTyped(below, over, path) : value;
}

/** Named in a list, they have no settings. */
const NAMED = ["networks", "dependsOn"];

/** `["A=1"]` and `["front"]` are short forms of maps. */
const asMap = (key: string, list: string[]): Tree =>
  Object.fromEntries(
    list.map((item): [string, unknown] => {
      if (NAMED.includes(key)) return [item, {}];
      const [name = "", value = null] = item.split(/=(.*)/s);
      return [name, value];
    }),
  );

const isMap = (value: unknown): value is Tree =>
  typeof value === "object" && value !== null && !Array.isArray(value) && !isLater(value);
