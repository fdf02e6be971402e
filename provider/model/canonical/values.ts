// The canonical forms of single values: texts, lists, maps, spans of time, sizes. Knows no field.

import type { ByteSize, Duration, ListOrMap } from "../common";
import { sortedMap } from "../compact";
import { isMap, listAt, mapAt, refuse, within } from "../place";
import type { Place } from "../place";
import { splitWords } from "../shlex";
import { formatDuration, formatSize, parseDuration, parseSize } from "../units";
import { isUnknown, known, unknownAs } from "../unknown";

type Scalar = string | number | boolean;

/** Text as it is; numbers and booleans as text. */
export function scalarText(value: unknown, place: Place): string | undefined {
  if (typeof value === "string") return value;
  if (typeof value === "number" || typeof value === "boolean") return String(value);
  return refuse(place, "must be text, a number or a boolean");
}

/** One text or a list of them, as a list. */
export function texts(
  place: Place,
  value: string | readonly Scalar[] | null | undefined,
): string[] | undefined {
  return known(value, (given) =>
    typeof given === "string" ? [given] : listAt(place, given, (item, at) => scalarText(item, at)),
  );
}

/** A command: text is split as a shell would, a list stays as it is. */
export function command(
  place: Place,
  value: string | readonly string[] | null | undefined,
): string[] | undefined {
  return known(value, (given) => {
    if (typeof given !== "string") return texts(place, given);
    const split = splitWords(given);
    if ("error" in split) {
      return refuse(
        place,
        `cannot be split into words: ${split.error}. Write the command as a list.`,
      );
    }
    return split.words.length > 0 ? split.words : undefined;
  });
}

/** A map of texts from a map or from "KEY=value" items; a key alone gets "". */
export function textMap(
  place: Place,
  value: ListOrMap | Readonly<Record<string, Scalar | null>> | null | undefined,
): Record<string, string> | undefined {
  return known(nullableMap(place, value), (map) => mapAt(place, map, (item) => item ?? ""));
}

/** The same, where a key alone keeps null: it has a meaning of its own in an environment. */
export function nullableMap(
  place: Place,
  value: ListOrMap | Readonly<Record<string, Scalar | null>> | null | undefined,
): Record<string, string | null> | undefined {
  return known(value, (given) => {
    const entries = Array.isArray(given) ? pairs(place, given) : mapEntries(place, given);
    return entries && known(entries, (all) => sortedMap(all));
  });
}

type Entries = [string, string | null][];

function pairs(place: Place, items: string[]): Entries | undefined {
  // Which key an unknown item will set cannot be known, so the whole map is unknown.
  if (items.some(isUnknown)) return unknownAs();
  return items.flatMap((item, index): Entries => {
    if (typeof item !== "string") {
      refuse(within(place, index), 'must be text, such as "KEY=value"');
      return [];
    }
    const split = item.indexOf("=");
    return [split < 0 ? [item, null] : [item.slice(0, split), item.slice(split + 1)]];
  });
}

function mapEntries(place: Place, map: unknown): Entries | undefined {
  if (!isMap(map)) return refuse(place, 'must be a map, or a list of "KEY=value"');
  return Object.entries(map).map(([key, item]) => [
    key,
    item === null || item === undefined ? null : (scalarText(item, within(place, key)) ?? ""),
  ]);
}

/** A span of time in Go's form. */
export function duration(place: Place, value: Duration | null | undefined): Duration | undefined {
  return known(value, (text) => {
    const ns = parseDuration(String(text));
    if (ns !== undefined) return formatDuration(ns);
    return refuse(
      place,
      `"${text}" is no duration. Write numbers with units from h, m, s, ms, us and ns, such as "10s" or "1m30s".`,
    );
  });
}

/** A size in its largest exact binary unit. */
export function size(place: Place, value: ByteSize | null | undefined): string | undefined {
  return known(value, (given) => {
    const bytes = parseSize(given);
    if (bytes !== undefined) return formatSize(bytes);
    return refuse(
      place,
      `"${given}" is no size. Write bytes, or a number with a unit of 1024 such as "50M", "512MiB" or "1.5gb".`,
    );
  });
}

/** Permission bits: text is octal, as in Compose. */
export function fileMode(place: Place, mode: number | string): number | undefined {
  if (typeof mode === "number") return mode;
  const octal = /^(?:0o?)?([0-7]{1,4})$/.exec(mode)?.[1];
  if (octal !== undefined) return Number.parseInt(octal, 8);
  return refuse(place, `"${mode}" is no file mode. Write octal digits, such as "0440".`);
}
