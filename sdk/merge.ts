// The typed part of a stack over what the files say. Outputs are leaves: they are never waited for, so that
// a preview knows everything around them.

import { isLater } from "./lazy";

type Tree = Record<string, unknown>;

/** Maps are merged key by key; every other value of the typed part, lists included, takes the place. */
export function mergeTyped(base: object, typed: object): Tree {
  const merged: Tree = { ...base };
  for (const [key, value] of Object.entries(typed)) {
    if (value === undefined) continue;
    const below = merged[key];
    merged[key] = isMap(value) && isMap(below) ? mergeTyped(below, value) : value;
  }
  return merged;
}

const isMap = (value: unknown): value is Tree =>
  typeof value === "object" && value !== null && !Array.isArray(value) && !isLater(value);
