// Phase: the tree to a plain value with the model's keys, driven by the schema: keys named there change to camelCase,
// keys of the user stay. Remembers where each value is written.

import type { Schema } from "../../provider/model/schema/parts";
import { UNKNOWN } from "../../provider/model/unknown";
import { castScalar } from "./cast";
import type { Findings, Place } from "./findings";
import { isPosition, type Places, placeKey, snake } from "./places";
import type { Entry, MapNode, Mark, Node, ScalarNode } from "./tree";
import { spacedShortForm, strayKey } from "./stray-key";

export interface Writing {
  file: string;
  found: Findings;
  places: Places;
  /** What `!reset` and `!override` stand at: earlier files' values there are dropped. */
  dropped: string[][];
}

/** Where the walk is: in the model, in the file, and in the tables of keys. */
interface Here extends Mark {
  model: string[];
  file: string[];
  table: string[];
}

/** Converts a whole file. */
export function toModel(writing: Writing, root: MapNode, schema: Schema): unknown {
  const { line, column } = root;
  return convert(writing, root, schema, { line, column, model: [], file: [], table: [] });
}

const at = ({ file }: Writing, here: Here): Place => ({
  file,
  line: here.line,
  column: here.column,
  key: here.file.join("."),
});

const into = (here: Here, to: { model: string; file: string; table: string } & Mark): Here => ({
  line: to.line,
  column: to.column,
  model: [...here.model, to.model],
  file: [...here.file, to.file],
  table: [...here.table, to.table],
});

function convert(writing: Writing, node: Node, schema: Schema | undefined, here: Here): unknown {
  writing.places.set(placeKey(here.model), at(writing, here));
  if (node.kind === "map") return convertMap(writing, node, schema, here);
  if (node.kind === "scalar") return convertScalar(writing, node, schema, here);
  return node.items.map((item, i) => {
    const { line, column } = item;
    const below = into(here, { line, column, model: String(i), file: String(i), table: "*" });
    const short = spacedShortForm(item, below.table, schema?.items);
    if (short !== undefined) {
      const reason = `a map, for a space follows the colon. Write "${short}".`;
      return wrong(writing, below, reason);
    }
    noteByName(writing, item, here, below);
    return convert(writing, item, schema?.items, below);
  });
}

/** The model has a map in the place of some lists, and another order in that of others: there an item's name tells it. */
function noteByName(writing: Writing, item: Node, list: Here, here: Here): void {
  const source = item.kind === "map" ? item.entries.get("source")?.value : item;
  if (source?.kind !== "scalar") return;
  const [name = "", value] = String(source.value ?? "").split("=");
  if (isPosition(name)) return;
  const key = placeKey([...list.model, name]);
  // of "A=1" and "A=2" the later counts; which of two references to one secret is meant its name does not tell
  const isClear = value !== undefined || !writing.places.has(key);
  writing.places.set(key, at(writing, isClear ? here : list));
}

function convertScalar(
  writing: Writing,
  node: ScalarNode,
  schema: Schema | undefined,
  here: Here,
): unknown {
  const cast = castScalar(node, schema);
  return "problem" in cast ? wrong(writing, here, cast.problem) : cast.value;
}

/** Told once: the check of the shape lets an unknown pass. */
function wrong(writing: Writing, here: Here, reason: string): string {
  writing.found.problems.push({ place: at(writing, here), reason });
  return UNKNOWN;
}

function convertMap(writing: Writing, map: MapNode, schema: Schema | undefined, here: Here) {
  const keys = modelKeys(schema);
  const value: Record<string, unknown> = {};
  for (const [key, entry] of map.entries) {
    const model = keys?.get(key) ?? key;
    const { line, column } = entry;
    const below = into(here, { line, column, model, file: key, table: keys ? key : "*" });
    writing.places.set(placeKey(below.model), at(writing, below));
    if (entry.value.tag) writing.dropped.push(below.model);
    const isStray = keys !== undefined && !keys.has(key);
    const inner = keys ? schema?.properties?.[model] : schema?.additionalProperties || undefined;
    if (isStray)
      strayKey(
        writing.found,
        { place: at(writing, below), pattern: below.table, value: entry.value },
        schema,
      );
    else if (!isAbsent(entry, inner)) value[model] = convert(writing, entry.value, inner, below);
  }
  requireKeys(writing, here, schema, value);
  return value;
}

/** The model's keys by Compose's; undefined where the keys are the user's. */
function modelKeys(schema: Schema | undefined): Map<string, string> | undefined {
  if (!schema?.properties) return undefined;
  return new Map(Object.keys(schema.properties).map((key) => [snake(key), key]));
}

function isAbsent({ value }: Entry, schema: Schema | undefined): boolean {
  if (value.tag === "reset") return true;
  if (value.kind !== "scalar") return false;
  const { nullable, emptyIsAbsent } = schema?.compose ?? {};
  return (
    (nullable === true && value.value === null) || (emptyIsAbsent === true && value.value === "")
  );
}

function requireKeys(
  writing: Writing,
  here: Here,
  schema: Schema | undefined,
  value: Record<string, unknown>,
): void {
  const missing = (schema?.compose?.required ?? []).filter((key) => !(key in value));
  for (const key of missing) {
    const reason = `the key "${snake(key)}" is missing.`;
    writing.found.problems.push({ place: at(writing, here), reason });
  }
}
