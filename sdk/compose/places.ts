// Where the values of the model are written: noted while a file is read, looked up when something is wrong with one.

import { isDeepStrictEqual } from "node:util";
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

/** A file, and what it says by itself. */
export interface Told extends Located {
  model: object;
  later: Readonly<Record<string, { extends?: object }>>;
}

/** The same over merged files, of which the last that says it counts: an item of a list is known by its value. */
export function locateMerged(
  files: readonly Told[],
  path: readonly string[],
  merged: object,
): Place {
  const at = path.findIndex((_, i) => Array.isArray(valueAt(merged, path.slice(0, i))));
  if (at < 0) return lastThatSays(files, path);
  const list = path.slice(0, at);
  const item = valueAt(merged, path.slice(0, at + 1));
  const indexIn = ({ model }: Told): number =>
    indexOf(valueAt(model, list), item, Number(path[at]));
  const file = files.findLast((one) => indexIn(one) >= 0);
  if (file === undefined) return lastThatSays(files, list);
  const [kind, service = "", key = ""] = list;
  const rest = path.slice(at + 1);
  const isMoved = kind === "services" && (reordered.has(key) || file.later[service]?.extends);
  if (!isMoved) return locate(file, [...list, String(indexIn(file)), ...rest]);
  const name = nameOf(item);
  return locate(file, isOneItem(file, list, name) ? [...list, name, ...rest] : list);
}

/** What tells an item whose position is not that in the file. */
const nameOf = (item: unknown): string =>
  String((typeof item === "string" ? item : valueAt(item, ["source"])) ?? "");

/** Whether one item of the file goes by that name; where several do, the list was noted for it. */
function isOneItem({ places }: Located, list: string[], name: string): boolean {
  const where = places.get(placeKey([...list, name]));
  return where !== undefined && !isPosition(name) && where.key !== places.get(placeKey(list))?.key;
}

/** A name that is a number cannot be told from a position. */
export const isPosition = (name: string): boolean => /^\d+$/.test(name);

/** Of several that are alike the one at `first`. */
function indexOf(list: unknown, item: unknown, first: number): number {
  if (!Array.isArray(list)) return -1;
  const isIt = (one: unknown): boolean => isDeepStrictEqual(one, item);
  return isIt(list[first]) ? first : list.findIndex(isIt);
}

const valueAt = (value: unknown, path: readonly string[]): unknown =>
  path.reduce<unknown>(
    (inner, key) => (inner as Record<string, unknown> | undefined)?.[key],
    value,
  );

function lastThatSays(files: readonly Located[], path: readonly string[]): Place {
  for (let length = path.length; length > 0; length -= 1) {
    const key = placeKey(path.slice(0, length));
    const file = files.findLast(({ places }) => places.has(key));
    if (file) return locate(file, path);
  }
  const [first] = files;
  return first ? locate(first, []) : { file: "", line: 1, column: 1, key: "" };
}

/** Notes problems of the model by where their values are written. */
export function note(
  found: Findings,
  placeOf: (path: readonly string[]) => Place,
  problems: Problem[],
): void {
  for (const { path, reason, warning, unsupported } of problems)
    found[warning ? "warnings" : "problems"].push({
      place: placeOf(path),
      reason,
      ...(unsupported && { unsupported }),
    });
}
