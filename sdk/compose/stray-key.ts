// A key of a file that the model does not have: an extension, dropped with a word, refused, or simply wrong.

import { didYouMean } from "../../provider/model/rules/check";
import type { Schema } from "../../provider/model/schema/parts";
import type { Findings, Place } from "./findings";
import { droppedKeys, refusedKeys } from "./keys";
import { snake } from "./places";
import type { Node } from "./tree";

/** A key that the model does not have: `pattern` is its place in the tables. */
export interface Stray {
  place: Place;
  pattern: string[];
  value: Node;
}

/** Says what there is to say of such a key. */
export function strayKey(
  { problems, warnings }: Findings,
  { place, pattern, value }: Stray,
  schema: Schema | undefined,
): void {
  const key = pattern.at(-1) ?? "";
  if (key.startsWith("x-") || isAnyAddress(pattern, value)) return;
  const dropped = droppedKeys.get(pattern.join("."));
  const refused = refusedKeys.get(pattern.join("."));
  const advice = didYouMean(key, keysAt(pattern, schema)) || belongsUnder(key, schema);
  const reason = `unknown key.${isService(pattern, value) ? ' It belongs under "services".' : advice}`;
  if (dropped) warnings.push({ place, reason: `not supported in a swarm, ignored. ${dropped}` });
  else if (refused)
    problems.push({ place, reason: `not supported in a swarm. ${refused}`, unsupported: true });
  else if (schema?.compose?.lenient)
    warnings.push({ place, reason: reason.replace("key.", "key, ignored.") });
  else problems.push({ place, reason });
}

const composeKeys = (schema: Schema | undefined): string[] =>
  Object.keys(schema?.properties ?? {}).map(snake);

/** The keys of Compose at a place, those that a swarm does not have among them. */
function keysAt(pattern: string[], schema: Schema | undefined): string[] {
  const parent = `${pattern.slice(0, -1).join(".")}.`;
  const others = [...droppedKeys.keys(), ...refusedKeys.keys()]
    .filter((one) => one.startsWith(parent))
    .map((one) => one.slice(parent.length))
    .filter((one) => !one.includes("."));
  return [...composeKeys(schema), ...others];
}

/** What `docker compose config` prints for no address at all. */
const isAnyAddress = (pattern: string[], value: Node): boolean =>
  pattern.join(".") === "services.*.ports.*.host_ip" &&
  value.kind === "scalar" &&
  /^[0:.]*$/.test(value.printed);

/** Files of the first Compose, and lines that are indented too little, have services at the top level. */
const isService = (pattern: string[], value: Node): boolean =>
  pattern.length === 1 &&
  value.kind === "map" &&
  (value.entries.has("image") || value.entries.has("build"));

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
