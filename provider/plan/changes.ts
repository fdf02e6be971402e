// Differences of meaning between two normalised specs, as a flat list. Pure.

import { isDeepStrictEqual } from "node:util";

/** One difference: where (["TaskTemplate", "ContainerSpec", "Image"]), what was, what is to be. */
export interface Change {
  path: string[];
  from: unknown;
  to: unknown;
}

const isMap = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** Compares map by map; a list is one value. */
export function changesBetween(from: unknown, to: unknown, path: string[] = []): Change[] {
  if (isDeepStrictEqual(from, to)) return [];
  if (!isMap(from) || !isMap(to)) return [{ path, from, to }];
  const keys = [...new Set([...Object.keys(from), ...Object.keys(to)])].sort();
  return keys.flatMap((key) => changesBetween(from[key], to[key], [...path, key]));
}

/** Whether the change lies at or under the path. */
export function isUnder(change: Change, ...path: string[]): boolean {
  return path.every((key, i) => change.path[i] === key);
}
