// Phase: `include`: other files whose definitions belong to the stack, each with its own folder and variables.

import { isDeepStrictEqual } from "node:util";
import type { StackInputs } from "../../provider/model/stack";
import type { Include, Part } from "./file-model";
import type { Findings } from "./findings";
import { locate } from "./places";

const kinds = ["services", "networks", "volumes", "secrets", "configs"] as const;

/** Each file to include, with what is said of it. */
export function includedFiles(includes: (string | Include)[] = []): [string, Include][] {
  return includes.flatMap((entry) => {
    const include = typeof entry === "string" ? { path: entry } : entry;
    return [include.path].flat().map((path): [string, Include] => [path, include]);
  });
}

/** Notes what both a file and one that it includes define, but not alike. */
export function refuseConflicts(part: Part, included: Part[], found: Findings): void {
  for (const other of included)
    for (const kind of kinds)
      for (const key of conflicts(part.model, other.model, kind))
        found.problems.push({
          place: locate(part, [kind, key]),
          reason: `it is defined otherwise in the included ${other.file}. Keep one, or merge the files with -c.`,
        });
}

const conflicts = (a: StackInputs, b: StackInputs, kind: (typeof kinds)[number]): string[] =>
  Object.keys(a[kind]).filter(
    (key) => key in b[kind] && !isDeepStrictEqual(a[kind][key], b[kind][key]),
  );
