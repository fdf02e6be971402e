// Phase: the tree to a plain value with the model's keys, driven by the schema: keys named there change to camelCase,
// keys of the user stay. Remembers where each value is written.

import { didYouMean } from "../../provider/model/schema/check";
import type { Schema } from "../../provider/model/schema/parts";
import type { Findings, Place } from "./findings";
import { droppedKeys, refusedKeys } from "./keys";
import { castScalar } from "./cast";
import type { MapNode, Mark, Node } from "./tree";

/** Where the values of a file are written, by their keys in the model joined by `placeSeparator`. */
export type Places = Map<string, Place>;

export const placeOf = (path: string[]): string => path.join("\0");

export interface Writing {
  file: string;
  found: Findings;
  places: Places;
}

/** Where the walk is: in the model, in the file, and in the tables of keys. */
interface Here extends Mark {
  model: string[];
  file: string[];
  table: string[];
}

/** Converts a whole file. */
export function toModel(writing: Writing, root: MapNode, schema: Schema): unknown {
  const start = { line: root.line, column: root.column, model: [], file: [], table: [] };
  return convert(writing, root, schema, start);
}

const snake = (key: string): string => key.replace(/[A-Z]/g, (c) => `_${c.toLowerCase()}`);

const at = (writing: Writing, { line, column, file }: Here): Place => ({
  file: writing.file,
  line,
  column,
  key: file.join("."),
});

function convert(writing: Writing, node: Node, schema: Schema | undefined, here: Here): unknown {
  const place = at(writing, here);
  writing.places.set(placeOf(here.model), place);
  if (node.kind === "map") return convertMap(writing, node, schema, here);
  if (node.kind === "scalar") {
    const cast = castScalar(node, schema);
    if ("problem" in cast) writing.found.problems.push({ place, reason: cast.problem });
    return "problem" in cast ? null : cast.value;
  }
  return node.items.map((item, i) => {
    const below = {
      ...step(here, String(i), String(i), "*"),
      line: item.line,
      column: item.column,
    };
    return convert(writing, item, schema?.items, below);
  });
}

const step = (here: Here, model: string, file: string, table: string): Here => ({
  ...here,
  model: [...here.model, model],
  file: [...here.file, file],
  table: [...here.table, table],
});

function convertMap(writing: Writing, map: MapNode, schema: Schema | undefined, here: Here) {
  const known = new Map(Object.keys(schema?.properties ?? {}).map((key) => [snake(key), key]));
  const value: Record<string, unknown> = {};
  for (const [key, entry] of map.entries) {
    const mark = { line: entry.line, column: entry.column };
    const named = known.get(key);
    const chosen = schema?.properties === undefined;
    const model = named ?? key;
    const below = { ...step(here, model, key, chosen ? "*" : key), ...mark };
    const inner = named === undefined ? schema?.additionalProperties : schema?.properties?.[named];
    if (named === undefined && !chosen) refuseKey(writing, below, schema, [...known.keys()]);
    else value[model] = convert(writing, entry.value, inner || undefined, below);
  }
  return value;
}

/** A key that the model does not have: dropped, refused, or unknown. */
function refuseKey(
  writing: Writing,
  here: Here,
  schema: Schema | undefined,
  known: string[],
): void {
  const key = here.file.at(-1) ?? "";
  if (key.startsWith("x-")) return;
  const { problems, warnings } = writing.found;
  const place = at(writing, here);
  const pattern = here.table.join(".");
  const dropped = droppedKeys[pattern];
  const refused = refusedKeys[pattern];
  if (dropped) warnings.push({ place, reason: `not supported in a swarm, ignored. ${dropped}` });
  else if (refused)
    problems.push({ place, reason: `not supported in a swarm. ${refused}`, unsupported: true });
  else if (schema?.compose?.lenient)
    warnings.push({ place, reason: `unknown key, ignored.${didYouMean(key, known)}` });
  else problems.push({ place, reason: `unknown key.${didYouMean(key, known)}` });
}
