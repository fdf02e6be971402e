// Plain objects without holes, and orders that do not depend on who wrote them. Pure; knows no field.

import { known } from "./unknown";

/** The same object without the properties that are undefined or null. Runs for every field there is: no lists. */
export function compact<T extends object>(value: T): T {
  const present = {} as T;
  for (const key of Object.keys(value) as (string & keyof T)[]) {
    const item = value[key];
    if (item === undefined || item === null) continue;
    if (key === "__proto__") Object.defineProperty(present, key, { ...PLAIN, value: item });
    else present[key] = item;
  }
  return present;
}

/** A property like any other, where an assignment would do something else. */
const PLAIN = { enumerable: true, configurable: true, writable: true };

/** The same, or undefined when nothing is left. */
export function compactOrAbsent<T extends object>(value: T): T | undefined {
  const present = compact(value);
  return Object.keys(present).length > 0 ? present : undefined;
}

/** Orders text by its bytes, as Go's sort.Strings does; the locale of the machine has no say. */
export function byBytes(a: string, b: string): number {
  if (a === b) return 0;
  // only characters that JavaScript writes in two stand elsewhere by their bytes
  if (paired.test(a) || paired.test(b)) return Buffer.from(a).compare(Buffer.from(b));
  return a < b ? -1 : 1;
}

const paired = /[\ud800-\udfff]/;

/** Orders items by a tuple of numbers and texts. */
export function byKeys<T>(keys: (item: T) => (string | number)[]): (a: T, b: T) => number {
  return (a, b) => {
    const [left, right] = [keys(a), keys(b)];
    for (const [index, key] of left.entries()) {
      const other = right[index] ?? "";
      const order =
        typeof key === "number" && typeof other === "number"
          ? key - other
          : byBytes(String(key), String(other));
      if (order !== 0) return order;
    }
    return 0;
  };
}

/** A map with its keys in order; undefined when empty. */
export function sortedMap<T>(
  entries: Iterable<readonly [string, T]>,
): Record<string, T> | undefined {
  const sorted = [...new Map(entries)].sort(([a], [b]) => byBytes(a, b));
  return sorted.length > 0 ? Object.fromEntries(sorted) : undefined;
}

/** What a map holds under a key; keys are the users', so that "constructor" is one like any other. */
export const own = <T>(map: Readonly<Record<string, T>>, key: string): T | undefined =>
  known(map, (all) => (Object.hasOwn(all, key) ? all[key] : undefined));
