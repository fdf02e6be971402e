// Values that a preview does not know yet. Pulumi sends this text in their place, whatever their type.

export const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

export const isUnknown = (value: unknown): boolean => value === UNKNOWN;

/** The marker, standing where a value of any type is declared. */
export const unknownAs = <T>(): T => UNKNOWN as unknown as T;

/** Whether an unknown stands anywhere in the value. */
export function hasUnknown(value: unknown): boolean {
  if (typeof value !== "object" || value === null) return isUnknown(value);
  return Object.values(value).some(hasUnknown);
}

/** Converts a value that is there and known; absent stays absent, unknown stays unknown. */
export function known<T, U>(
  value: T | null | undefined,
  convert: (value: T) => U | undefined,
): U | undefined {
  if (value === undefined || value === null) return undefined;
  return isUnknown(value) ? unknownAs<U>() : convert(value);
}

/** Converts each item of a list as `known` does; an empty list counts as absent. */
export function knownItems<T, U>(
  list: readonly T[] | null | undefined,
  convert: (item: T, index: number) => U | undefined,
): U[] | undefined {
  return known(list, (all) => {
    const items = all.map((item, index) => known(item, (it) => convert(it, index)));
    const present = items.filter((item) => item !== undefined);
    return present.length > 0 ? present : undefined;
  });
}

/** The items of a list that are known; none when the list itself is not, or absent. */
export function knownOf<T>(list: readonly T[] | null | undefined): T[] {
  return list && !isUnknown(list) ? list.filter((item) => !isUnknown(item)) : [];
}

/** The entries of a map that are known; none when the map itself is not, or absent. */
export function knownEntries<T>(map: Readonly<Record<string, T>> | undefined): [string, T][] {
  if (map === undefined || isUnknown(map)) return [];
  return Object.entries(map).filter(([, value]) => !isUnknown(value));
}
