// A value against a schema, in plain words. Knows no key of the model. Interprets the schema: to compile one by a
// library costs a provider process some 100 ms and 20 MB, for a handful of keywords.

import type { Problem } from "../common";
import { byBytes } from "../compact";
import { isMap } from "../place";
import { didYouMean } from "../rules/check";
import { isUnknown } from "../unknown";
import type { JsonType, Schema } from "./parts";

/** What is wrong with the keys and types of a value; unknowns satisfy everything. */
export function checkShape(schema: Schema, value: unknown, path: string[] = []): Problem[] {
  if (isUnknown(value)) return [];
  const reason = typeReason(schema, value) ?? valueReason(schema, value);
  const problems = reason === undefined ? [] : [{ path, reason }];
  if (Array.isArray(value)) return [...problems, ...checkItems(schema, value, path)];
  return isMap(value) ? [...problems, ...checkKeys(schema, value, path)] : problems;
}

function typeReason({ type }: Schema, value: unknown): string | undefined {
  const types = [type].flat();
  if (types.some((one) => fits(one, value))) return undefined;
  return value === null
    ? `has no value, and must be ${typeWords(types)}. Remove the key, or give it one.`
    : `must be ${typeWords(types)}, not ${nameOf(value)}.`;
}

function fits(type: JsonType, value: unknown): boolean {
  if (type === "null") return value === null;
  if (type === "array") return Array.isArray(value);
  if (type === "object") return isMap(value);
  if (type === "integer") return Number.isInteger(value);
  return type === "number" ? Number.isFinite(value) : typeof value === type;
}

function valueReason(schema: Schema, value: unknown): string | undefined {
  if (typeof value === "string" && schema.enum && !schema.enum.includes(value))
    return `must be one of ${schema.enum.filter((one) => one !== "").join(", ")}.`;
  if (typeof value === "number" && schema.minimum !== undefined && value < schema.minimum)
    return `must be ${schema.minimum} or more, not ${value}.`;
  return undefined;
}

function checkItems(schema: Schema, items: unknown[], path: string[]): Problem[] {
  const { items: each } = schema;
  const inner = items.flatMap((item, i) => (each ? checkShape(each, item, [...path, `${i}`]) : []));
  return schema.uniqueItems ? [...repeated(items, path), ...inner] : inner;
}

function repeated(items: unknown[], path: string[]): Problem[] {
  const seen = new Map<string, number>();
  return items.flatMap((item, i) => {
    const text = sortedJson(item);
    const first = seen.get(text) ?? i;
    seen.set(text, first);
    if (first === i || isUnknown(item)) return [];
    return [{ path, reason: `items ${first} and ${i} are the same.` }];
  });
}

/** Equal for equal values, whatever the order of their keys. */
const sortedJson = (value: unknown): string =>
  JSON.stringify(value, (_, item: unknown) =>
    isMap(item) ? Object.fromEntries(Object.entries(item).sort(([a], [b]) => byBytes(a, b))) : item,
  );

function checkKeys(schema: Schema, map: Record<string, unknown>, path: string[]): Problem[] {
  const { properties = {}, additionalProperties: others, keyPattern, required = [] } = schema;
  const missing = required.filter((key) => map[key] === undefined);
  const inner = Object.entries(map).flatMap(([key, value]): Problem[] => {
    const at = [...path, key];
    const known = Object.hasOwn(properties, key) ? properties[key] : others;
    if (value === undefined || known === undefined) return [];
    if (known === false)
      return [{ path: at, reason: `unknown key.${didYouMean(key, Object.keys(properties))}` }];
    const bad = keyPattern !== undefined && !keyPattern.test(key);
    return [...(bad ? [{ path: at, reason: keyRule }] : []), ...checkShape(known, value, at)];
  });
  return [...missing.map((key) => ({ path, reason: `the key "${key}" is missing.` })), ...inner];
}

const keyRule = "a key may hold letters, digits, dots, dashes and underscores only.";

const words: Record<JsonType, string> = {
  string: "text",
  number: "a number",
  integer: "a whole number",
  boolean: "true or false",
  null: "empty",
  array: "a list",
  object: "a map",
};

function typeWords(types: JsonType[]): string {
  const names = types.map((type) => words[type]);
  const last = names.at(-1) ?? "";
  return names.length > 1 ? `${names.slice(0, -1).join(", ")} or ${last}` : last;
}

/** What a value is, in the same words. */
function nameOf(value: unknown): string {
  const types = Object.keys(words) as JsonType[];
  const found = types.findLast((type) => type !== "number" && fits(type, value));
  return words[found ?? "number"];
}
