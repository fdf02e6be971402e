// One scalar of a file to a value of the type that its key asks for. Casts only what variables made: a quoted "3"
// stays text, as in docker.

import type { JsonType, Schema } from "../../provider/model/schema/parts";
import type { Scalar, ScalarNode } from "./tree";

type Cast = { value: Scalar } | { problem: string };

const booleans = new Map(
  Object.entries({
    y: true,
    yes: true,
    true: true,
    on: true,
    n: false,
    no: false,
    false: false,
    off: false,
  }),
);

/** The value of a scalar under a schema. */
export function castScalar(node: ScalarNode, schema: Schema | undefined): Cast {
  const types = [schema?.type ?? []].flat();
  const { value } = node;
  if (typeof value === "number" && schema?.compose?.quoted)
    return { problem: "must be text: write the number in quotes." };
  if (typeof value === "number" && schema?.compose?.printed) return { value: node.printed };
  if (typeof value !== "string" || node.expression === undefined || types.includes("string"))
    return { value };
  return (
    castText(value, types) ?? { problem: `${node.expression} does not give ${wanted(types)}.` }
  );
}

function castText(text: string, types: JsonType[]): Cast | undefined {
  if (types.includes("boolean")) {
    const value = booleans.get(text.toLowerCase());
    return value === undefined ? undefined : { value };
  }
  if (types.includes("integer"))
    return /^[-+]?\d+$/.test(text) ? { value: Number(text) } : undefined;
  if (types.includes("number"))
    return text.trim() !== "" && Number.isFinite(Number(text))
      ? { value: Number(text) }
      : undefined;
  return { value: text };
}

function wanted(types: JsonType[]): string {
  if (types.includes("boolean")) return "true or false";
  return types.includes("integer") ? "a whole number" : "a number";
}
