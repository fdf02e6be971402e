// A key of a file that the model does not have: an extension, dropped with a word, refused, or simply wrong.

import { didYouMean } from "../../provider/model/rules/check";
import type { Schema } from "../../provider/model/schema/parts";
import type { Findings, Place } from "./findings";
import { droppedKeys, refusedKeys } from "./keys";
import { snake } from "./places";
import { composeSchema } from "./schema";
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
  if (dropped && saysNothing(value)) return;
  const refused = refusedKeys.get(pattern.join("."));
  if (dropped) warnings.push({ place, reason: `not supported in a swarm, ignored. ${dropped}` });
  else if (refused)
    problems.push({ place, reason: `not supported in a swarm. ${refused}`, unsupported: true });
  else if (schema?.compose?.lenient)
    warnings.push({ place, reason: `unknown key, ignored.${advice(pattern, value, schema)}` });
  else problems.push({ place, reason: `unknown key.${advice(pattern, value, schema)}` });
}

/** Where an unknown key belongs, or which one was meant. */
function advice(pattern: string[], value: Node, schema: Schema | undefined): string {
  const key = pattern.at(-1) ?? "";
  if (isService(pattern, value)) return ' It belongs under "services".';
  return (
    didYouMean(key, keysAt(pattern, schema)) || belongsUnder(key, schema) || belongsAbove(pattern)
  );
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

/** `privileged: false` and `devices: []` ask for nothing that a swarm lacks. */
const saysNothing = (value: Node): boolean =>
  (value.kind === "scalar" && [false, "", null].includes(value.value as null)) ||
  (value.kind === "list" && value.items.length === 0);

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

/** The nearest block around it that knows such a key, up to the service. */
function belongsAbove(pattern: string[]): string {
  const [kind, , ...inner] = pattern.slice(0, -1);
  const key = pattern.at(-1) ?? "";
  if (kind !== "services") return "";
  for (let length = inner.length - 1; length >= 0; length -= 1) {
    const block = pattern.slice(0, 2 + length);
    if (!composeKeys(schemaAt(block)).includes(key)) continue;
    return ` It belongs under "${length === 0 ? "services.NAME" : block.slice(2).join(".")}".`;
  }
  return "";
}

const schemaAt = (pattern: string[]): Schema | undefined =>
  pattern.reduce<Schema | undefined>((schema, key) => {
    if (key === "*") return schema?.additionalProperties || schema?.items || undefined;
    const name = Object.keys(schema?.properties ?? {}).find((one) => snake(one) === key);
    return name === undefined ? undefined : schema?.properties?.[name];
  }, composeSchema);

/** Lists whose items are "NAME=value". */
const pairs = new Set(["environment", "labels", "sysctls"]);

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
  if (text === "") return undefined;
  // what a variable holds may be a password
  return pairs.has(pattern.at(-2) ?? "") ? `${key}=…` : `${key}:${String(text)}`;
}
