// Phase: `include`: other files whose definitions belong to the stack, each with its own folder and variables.

import { isDeepStrictEqual } from "node:util";
import type { StackInputs } from "../../provider/model/stack";
import { withoutPaths } from "./drop-paths";
import type { Include, Part } from "./file-model";
import type { Findings } from "./findings";
import { locate } from "./places";

const kinds = ["services", "networks", "volumes", "secrets", "configs"] as const;

/** The files to include, those of one entry together, each with what is said of it. */
export function includedFiles(includes: (string | Include)[] = []): [string, Include][][] {
  return includes.map((entry) => {
    const include = typeof entry === "string" ? { path: entry } : entry;
    return [include.path].flat().map((path): [string, Include] => [path, include]);
  });
}

/**
 * The parts of several entries, and what comes after them, side by side: what two of them define otherwise is noted, and
 * what they define alike is there once, for merged with itself a list would be twice as long.
 */
export const sideBySide = (groups: Part[][], found: Findings): Part[] =>
  groups.reduce<Part[]>((before, group) => [...before, ...beside(before, group, found)], []);

function beside(before: Part[], group: Part[], found: Findings): Part[] {
  const added = group.filter(
    ({ file, model }) =>
      !before.some((one) => one.file === file && isDeepStrictEqual(one.model, model)),
  );
  const known = before.flatMap(({ model }) =>
    kinds.flatMap((kind) => Object.keys(model[kind]).map((key) => [kind, key])),
  );
  return added.map((part) => {
    refuseConflicts(part, before, found);
    return { ...part, model: withoutPaths(part.model, known) };
  });
}

/** Notes what both a file and one that was included define, but not alike. */
function refuseConflicts(part: Part, included: Part[], found: Findings): void {
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
