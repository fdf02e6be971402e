// A key of a file that the model does not have: an extension, dropped with a word, refused, or simply wrong.

import { didYouMean } from "../../provider/model/rules/check";
import type { Schema } from "../../provider/model/schema/parts";
import type { Findings, Place } from "./findings";
import { droppedKeys, refusedKeys } from "./keys";
import { snake } from "./places";
import type { Node } from "./tree";

/** Says what there is to say of such a key; `pattern` is its place in the tables. */
export function strayKey(
  { problems, warnings }: Findings,
  place: Place,
  pattern: string[],
  schema: Schema | undefined,
): void {
  const key = pattern.at(-1) ?? "";
  if (key.startsWith("x-")) return;
  const dropped = droppedKeys.get(pattern.join("."));
  const refused = refusedKeys.get(pattern.join("."));
  const reason = `unknown key.${didYouMean(key, composeKeys(schema)) || belongsUnder(key, schema)}`;
  if (dropped) warnings.push({ place, reason: `not supported in a swarm, ignored. ${dropped}` });
  else if (refused)
    problems.push({ place, reason: `not supported in a swarm. ${refused}`, unsupported: true });
  else if (schema?.compose?.lenient)
    warnings.push({ place, reason: reason.replace("key.", "key, ignored.") });
  else problems.push({ place, reason });
}

const composeKeys = (schema: Schema | undefined): string[] =>
  Object.keys(schema?.properties ?? {}).map(snake);

/** The one key beside it that knows such a key. */
function belongsUnder(key: string, schema: Schema | undefined): string {
  const parents = Object.entries(schema?.properties ?? {}).filter(([, inner]) =>
    composeKeys(inner).includes(key),
  );
  const [[parent] = [""]] = parents;
  return parents.length === 1 ? ` It belongs under "${snake(parent)}".` : "";
}

/** What `- data: /x` was meant to be, where "data:/x" would do and `data` is no key. */
export function spacedShortForm(
  node: Node,
  pattern: string[],
  schema: Schema | undefined,
): string | undefined {
  const takesText = [schema?.type].flat().includes("string");
  if (!takesText || node.kind !== "map" || node.entries.size !== 1) return undefined;
  const [[key, { value }] = ["", { value: node }]] = node.entries;
  const place = [...pattern, key].join(".");
  const isKey = [...composeKeys(schema), ...droppedKeys.keys(), ...refusedKeys.keys()];
  if (isKey.some((known) => known === key || known === place)) return undefined;
  const text = value.kind === "scalar" ? (value.value ?? "") : "";
  return text === "" ? undefined : `${key}:${String(text)}`;
}
