// Phase: `include`: other files whose definitions belong to the stack, each with its own folder and variables.

import { isDeepStrictEqual } from "node:util";
import { withoutPaths } from "./drop-paths";
import type { Include, Part } from "./file-model";
import type { Findings } from "./findings";
import { resolvePath } from "./paths";
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
    (part) =>
      !before.some(
        (one) =>
          one.file === part.file &&
          isDeepStrictEqual(one.model, part.model) &&
          kinds.every((kind) => conflicts(part, one, kind).length === 0),
      ),
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
      for (const key of conflicts(part, other, kind))
        found.problems.push({
          place: locate(part, [kind, key]),
          reason: `it is defined otherwise in the included ${other.file}. Keep one, or merge the files with -c.`,
        });
}

const conflicts = (a: Part, b: Part, kind: (typeof kinds)[number]): string[] =>
  Object.keys(a.model[kind]).filter(
    (key) => key in b.model[kind] && !isDeepStrictEqual(told(a, kind, key), told(b, kind, key)),
  );

/** All that is said of one object, what is read later included. */
function told(part: Part, kind: (typeof kinds)[number], key: string): unknown[] {
  const { file, ...source } = (kind in part.sources && part.sources[kind as "configs"][key]) || {};
  const profiles = kind === "services" ? part.later[key]?.profiles : undefined;
  // whatever the home folder is, it is the same for all files
  return [part.model[kind][key], profiles, source, file && resolvePath(part.folder, "~", file)];
}
