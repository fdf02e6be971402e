// From a place in the model to the place in a file where it was written.

import type { Problem } from "../../provider/model/common";
import type { Finding, Place } from "./findings";
import type { Part } from "./file-model";
import { placeOf } from "./to-model";

/** Where a value is written, or the nearest thing around it that is. */
export function locate({ file, places }: Pick<Part, "file" | "places">, path: string[]): Place {
  for (let length = path.length; length > 0; length -= 1) {
    const place = places.get(placeOf(path.slice(0, length)));
    if (place) return place;
  }
  return places.get("") ?? { file, line: 1, column: 1, key: "" };
}

/** The same over merged files, of which the last that says it counts. */
export function locateMerged(parts: readonly Part[], path: string[]): Place {
  const known = (part: Part, length: number) => part.places.has(placeOf(path.slice(0, length)));
  for (let length = path.length; length > 0; length -= 1) {
    // positions in a merged list are not those in any file
    const isItem = parts.length > 1 && /^\d+$/.test(path[length - 1] ?? "");
    const part = isItem ? undefined : parts.findLast((one) => known(one, length));
    if (part) return locate(part, path.slice(0, length));
  }
  const [first] = parts;
  return first ? locate(first, []) : { file: "", line: 1, column: 1, key: "" };
}

/** Problems of the model as problems of the file. */
export const findingsIn = (part: Pick<Part, "file" | "places">, problems: Problem[]): Finding[] =>
  problems.map(({ path, reason }) => ({ place: locate(part, path), reason }));
