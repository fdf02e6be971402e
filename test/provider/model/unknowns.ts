// Puts the marker of an unknown value at every place of a value, one at a time.

import { UNKNOWN } from "../../../provider/model/unknown";

/** One copy of the value for each place in it, with the marker there, and the path of that place. */
export function* withEachUnknown<T>(value: T, path: string[] = []): Generator<[string, T]> {
  yield [path.join("."), UNKNOWN as T];
  if (typeof value !== "object" || value === null) return;
  for (const key of Object.keys(value)) {
    const child = (value as Record<string, unknown>)[key];
    for (const [where, changed] of withEachUnknown(child, [...path, key])) {
      const copy = Array.isArray(value) ? [...(value as unknown[])] : { ...value };
      (copy as Record<string, unknown>)[key] = changed;
      yield [where, copy as T];
    }
  }
}
