// From a schema to a check: runs ajv and says in plain words what it found. Knows no key of the model.

import Ajv, { type ErrorObject } from "ajv";
import type { Problem } from "../common";
import { didYouMean } from "../rules/check";
import { isUnknown } from "../unknown";
import type { Schema } from "./parts";

/** Compiles a schema into a function that lists what is wrong with a value. */
export function checkerOf(schema: Schema): (value: unknown) => Problem[] {
  const ajv = new Ajv({ allErrors: true, verbose: true, strict: true, allowUnionTypes: true });
  ajv.addKeyword("compose");
  const validate = ajv.compile(schema);
  return (value) => {
    if (validate(value)) return [];
    return (validate.errors ?? []).filter(isProblem).map(toProblem);
  };
}

/** Unknowns satisfy everything; a bad key is told once, though ajv also names the pattern. */
const isProblem = ({ data, keyword, propertyName }: ErrorObject): boolean =>
  !isUnknown(data) && !(keyword === "pattern" && propertyName !== undefined);

function toProblem(error: ErrorObject): Problem {
  const path = error.instancePath.split("/").slice(1).map(unescapePointer);
  const badKey = error.params.propertyName as unknown;
  if (typeof badKey === "string") return { path: [...path, badKey], reason: keyRule };
  const unknownKey = error.params.additionalProperty as unknown;
  if (typeof unknownKey !== "string") return { path, reason: reasonOf(error) };
  const known = Object.keys((error.parentSchema as Schema).properties ?? {});
  return { path: [...path, unknownKey], reason: `unknown key.${didYouMean(unknownKey, known)}` };
}

const keyRule = "a key may hold letters, digits, dots, dashes and underscores only.";

const unescapePointer = (part: string): string => part.replace(/~1/g, "/").replace(/~0/g, "~");

function reasonOf(error: ErrorObject): string {
  const { keyword, params } = error;
  if (keyword === "type") return `must be ${typeWords(params.type)}, not ${nameOf(error.data)}.`;
  if (keyword === "required") return `the key "${String(params.missingProperty)}" is missing.`;
  if (keyword === "enum") return `must be one of ${choices(params.allowedValues)}.`;
  if (keyword === "uniqueItems") return `items ${params.j} and ${params.i} are the same.`;
  if (keyword === "minimum") return `must be ${params.limit} or more, not ${String(error.data)}.`;
  return `${error.message ?? keyword}.`;
}

const choices = (values: string[]): string => values.filter((value) => value !== "").join(", ");

const words: Record<string, string> = {
  string: "text",
  number: "a number",
  integer: "a whole number",
  boolean: "true or false",
  null: "empty",
  array: "a list",
  object: "a map",
};

function typeWords(types: string | string[]): string {
  const names = [types].flat().map((type) => words[type] ?? type);
  const last = names.at(-1) ?? "";
  return names.length > 1 ? `${names.slice(0, -1).join(", ")} or ${last}` : last;
}

/** What a value is, in the same words. */
function nameOf(value: unknown): string {
  if (value === null) return "empty";
  if (Array.isArray(value)) return "a list";
  if (typeof value === "number") return Number.isInteger(value) ? "a whole number" : "a number";
  return words[typeof value] ?? typeof value;
}
