// Where the values of the model are written: noted while a file is read, looked up when something is wrong with one.

import type { Problem } from "../../provider/model/common";
import type { Findings, Place } from "./findings";

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
    if (place) return { ...place, key: keyBelow(place.key, path.slice(length)) };
  }
  return { file, line: 1, column: 1, key: "" };
}

/** The key of what is not written itself; a position in a merged list says nothing to the reader. */
function keyBelow(key: string, rest: readonly string[]): string {
  if (/^\d/.test(rest[0] ?? "")) return key;
  const below = rest.map((one, i) =>
    usersKeys.has(rest[i - 1] ?? key.split(".").at(-1) ?? "") ? one : snake(one),
  );
  return [...(key === "" ? [] : [key]), ...below].join(".");
}

/** What keys of the user stand below, which stay as written. */
const usersKeys = new Set([
  "services",
  "networks",
  "volumes",
  "secrets",
  "configs",
  "environment",
  "labels",
  "sysctls",
  "ulimits",
  "extra_hosts",
  "extraHosts",
  "depends_on",
  "dependsOn",
  "options",
  "driver_opts",
  "driverOpts",
]);

export const snake = (key: string): string =>
  key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/** Lists that the canonical form orders anew, so that positions are not those of the file. */
const reordered = new Set(["ports", "secrets", "configs"]);

/** The same over merged files, of which the last that says it counts. */
export function locateMerged(files: readonly Located[], path: readonly string[]): Place {
  const [kind, , list = ""] = path;
  // nor are those in a merged list
  const lost = kind === "services" && (files.length > 1 || reordered.has(list));
  const isItem = lost && /^\d+$/.test(path[3] ?? "");
  const known = isItem ? path.slice(0, 3) : path;
  for (let length = known.length; length > 0; length -= 1) {
    const key = placeKey(known.slice(0, length));
    const file = files.findLast(({ places }) => places.has(key));
    if (file) return locate(file, known);
  }
  const [first] = files;
  return first ? locate(first, []) : { file: "", line: 1, column: 1, key: "" };
}

/** Notes problems of the model as those of the file. */
export function note(found: Findings, file: Located, problems: Problem[]): void {
  for (const { path, reason, warning } of problems)
    found[warning ? "warnings" : "problems"].push({ place: locate(file, path), reason });
}
