// Puts one value at every place of another, one at a time: the marker of an unknown, or what has a wrong type.

/** One copy for each place in a value, with the other value there, and the path of that place. */
export function* withEachPlace<T>(
  value: T,
  put: unknown,
  path: string[] = [],
): Generator<[string, T]> {
  yield [path.join("."), put as T];
  if (typeof value !== "object" || value === null) return;
  for (const key of Object.keys(value)) {
    const child = (value as Record<string, unknown>)[key];
    for (const [where, changed] of withEachPlace(child, put, [...path, key])) {
      const copy = Array.isArray(value) ? [...(value as unknown[])] : { ...value };
      (copy as Record<string, unknown>)[key] = changed;
      yield [where, copy as T];
    }
  }
}
