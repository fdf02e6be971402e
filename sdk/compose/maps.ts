// Small steps over maps that several phases take. Knows no key.

/** The same keys, other values. */
export function mapValues<T, U>(
  map: Readonly<Record<string, T>>,
  change: (value: T, key: string) => U,
): Record<string, U> {
  return Object.fromEntries(Object.entries(map).map(([key, value]) => [key, change(value, key)]));
}

/** The entries that a test lets through. */
export function filterValues<T>(
  map: Readonly<Record<string, T>>,
  keep: (value: T, key: string) => boolean,
): Record<string, T> {
  return Object.fromEntries(Object.entries(map).filter(([key, value]) => keep(value, key)));
}

/** The value without some of its keys. */
export function omit<T extends object, K extends keyof T>(value: T, ...keys: K[]): Omit<T, K> {
  const left = Object.entries(value).filter(([key]) => !(keys as string[]).includes(key));
  return Object.fromEntries(left) as Omit<T, K>;
}
