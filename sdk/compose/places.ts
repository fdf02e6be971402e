// Where the values of the model are written: noted while a file is read, looked up when something is wrong with one.

import type { Problem } from "../../provider/model/common";
import type { Finding, Place } from "./findings";

/** Places by the model's keys that lead to them, joined by `placeKey`. */
export type Places = Map<string, Place>;

export interface Located {
  file: string;
  places: Places;
}

export const placeKey = (path: readonly string[]): string => path.join("\0");

/** Where a value is written, or the nearest thing around it that is. */
export function locate({ file, places }: Located, path: readonly string[]): Place {
  for (let length = path.length; length >= 0; length -= 1) {
    const place = places.get(placeKey(path.slice(0, length)));
    if (place) return place;
  }
  return { file, line: 1, column: 1, key: "" };
}

/** The same over merged files, of which the last that says it counts. */
export function locateMerged(files: readonly Located[], path: readonly string[]): Place {
  for (let length = path.length; length > 0; length -= 1) {
    // positions in a merged list are not those in any file
    const isItem = files.length > 1 && /^\d+$/.test(path[length - 1] ?? "");
    const key = placeKey(path.slice(0, length));
    const place = isItem ? undefined : files.findLast(({ places }) => places.has(key));
    if (place) return locate(place, path.slice(0, length));
  }
  const [first] = files;
  return first ? locate(first, []) : { file: "", line: 1, column: 1, key: "" };
}

/** Problems of the model as problems of the file. */
export const findingsIn = (file: Located, problems: Problem[]): Finding[] =>
  problems.map(({ path, reason }) => ({ place: locate(file, path), reason }));
