// `!reset` and `!override`: what earlier files say at a place is dropped before a later one is merged. Pure.

/** Keys whose values are gone into other ones before files are merged, so that they cannot be told apart any more. */
export const blended: ReadonlySet<string> = new Set(["envFile", "tmpfs", "shmSize", "scale"]);

/** The value without what stands at the paths. */
export const withoutPaths = <T>(value: T, paths: readonly string[][]): T =>
  paths.reduce<T>((left, path) => without(left, path), value);

function without<T>(value: T, [key, ...rest]: string[]): T {
  if (key === undefined || typeof value !== "object" || value === null || !(key in value))
    return value;
  // an item of a list is replaced whole, or stays: nothing of an earlier one is left to drop
  if (Array.isArray(value)) return value;
  const entries = Object.entries(value as Record<string, unknown>);
  const left = entries.flatMap(([name, inner]): [string, unknown][] => {
    if (name !== key) return [[name, inner]];
    return rest.length === 0 ? [] : [[name, without(inner, rest)]];
  });
  return Object.fromEntries(left) as T;
}
