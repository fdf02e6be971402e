// How two values of one field become one: the rules that several fields share. Pure.

import { byKeys } from "../../provider/model/compact";

/** From an earlier file's value and a later one's to both. */
export type Rule<T> = (base: T, over: T) => T;

const zeros: unknown[] = ["", "0", "0s", "0B", 0];

/** The later value, unless it says nothing: as docker merges, "" or 0 overrides nothing. */
export const scalar = <T>(base: T, over: T): T => (zeros.includes(over) ? base : over);

export const append = <T>(base: T[], over: T[]): T[] => [...base, ...over];

export const mergeMaps = <T>(
  base: Record<string, T>,
  over: Record<string, T>,
): Record<string, T> => ({
  ...base,
  ...over,
});

/** A later item takes the place of the earlier one with the same key. */
export const byKey =
  <T>(keyOf: (item: T) => string): Rule<T[]> =>
  (base, over) => [...new Map([...base, ...over].map((item) => [keyOf(item), item])).values()];

/** File references: all of a later file for the secrets and configs that it names, ordered by these. */
export const bySource = <T extends { source: string }>(base: T[], over: T[]): T[] => {
  const named = new Set(over.map(({ source }) => source));
  const kept = base.filter(({ source }) => !named.has(source));
  return [...kept, ...over].sort(byKeys((item) => [item.source]));
};

/** docker overrides these even by 0; what is 0 elsewhere overrides nothing. */
const evenByZero = new Set(["replicas", "parallelism", "maxAttempts", "maxConcurrent", "retries"]);

/** Field by field, the later one wins. */
export function fields<T extends object>(base: T, over: T): T {
  const earlier = new Map<string, unknown>(Object.entries(base));
  const later = Object.entries(over).map(([key, value]): [string, unknown] => [
    key,
    earlier.has(key) && !evenByZero.has(key) ? scalar(earlier.get(key), value) : value,
  ]);
  return { ...base, ...Object.fromEntries(later) };
}
