// Where in the args one is, and the list that problems go to. Used by the canonical forms and the rules.

import type { Problem } from "./common";
import { isUnknown, known, knownItems } from "./unknown";
import { sortedMap } from "./compact";

export interface Place {
  readonly at: readonly string[];
  readonly problems: Problem[];
}

export const within = (place: Place, ...keys: (string | number)[]): Place => ({
  at: [...place.at, ...keys.map(String)],
  problems: place.problems,
});

/** Notes what is wrong here, and gives undefined so that a conversion can return it. */
export function refuse(place: Place, reason: string): undefined {
  place.problems.push({ path: [...place.at], reason });
}

/** Notes what is well-formed, and what a swarm cannot do. */
export function unsupported(place: Place, reason: string): undefined {
  place.problems.push({ path: [...place.at], reason, unsupported: true });
}

/** Notes what is worth saying but stops nothing. */
export function warn(place: Place, reason: string): undefined {
  place.problems.push({ path: [...place.at], reason, warning: true });
}

/** Converts each item of a list, at its own place. */
export function listAt<T, U>(
  place: Place,
  list: readonly T[] | null | undefined,
  convert: (item: T, place: Place) => U | undefined,
): U[] | undefined {
  return known(list, (all) =>
    Array.isArray(all)
      ? knownItems(all as T[], (item, index) => convert(item, within(place, index)))
      : refuse(place, "must be a list"),
  );
}

/** Converts each value of a map, at its own place; the keys come out in order. */
export function mapAt<T, U>(
  place: Place,
  map: Readonly<Record<string, T>> | null | undefined,
  convert: (value: T, place: Place, key: string) => U | undefined,
): Record<string, U> | undefined {
  return known(map, (all) => {
    if (!isMap(all)) return refuse(place, "must be a map");
    const entries = Object.entries(all).map(([key, value]): [string, U | undefined] => [
      key,
      isUnknown(value) ? (value as unknown as U) : convert(value as T, within(place, key), key),
    ]);
    return sortedMap(entries.filter((entry): entry is [string, U] => entry[1] !== undefined));
  });
}

export const isMap = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);
