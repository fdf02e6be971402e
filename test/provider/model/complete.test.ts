// No field is forgotten on its way from the args to the engine: the full stack says something of every key of the
// schema, and another value at any place of its service makes another spec.

import { expect } from "chai";
import { canonicalStack } from "../../../provider/model/canonical";
import { isMap } from "../../../provider/model/place";
import { schemas, type Schema } from "../../../provider/model/schema";
import type { ServiceArgs } from "../../../provider/model/service";
import { stackSpecs } from "../../../provider/spec/stack";
import { fullService, fullStack } from "./full";

/** The keys of a schema, at any depth, that no value says anything of. */
function unsaid(schema: Schema, values: unknown[], path: string[] = []): string[] {
  const maps = values.filter(isMap);
  const keys = Object.entries(schema.properties ?? {}).flatMap(([key, inner]) => {
    const given = maps.map((map) => map[key]).filter((one) => one !== undefined);
    const at = [...path, key];
    return given.length === 0 ? [at.join(".")] : unsaid(inner, given, at);
  });
  const { items, additionalProperties: others } = schema;
  const inList = items ? unsaid(items, values.filter(Array.isArray).flat(), [...path, "*"]) : [];
  const inMap = others ? unsaid(others, maps.flatMap(Object.values), [...path, "*"]) : [];
  return [...keys, ...inList, ...inMap];
}

/** Another value of the same kind, where there is one that the canonical form can read. */
function another(value: unknown): unknown {
  if (typeof value === "number") return value + 1;
  if (typeof value === "boolean") return !value;
  if (typeof value !== "string") return "x";
  if (value in WORDS) return WORDS[value];
  return /\d/.test(value)
    ? value.replace(/\d+/, (digits) => String(Number(digits) + 1))
    : `${value}x`;
}
const WORDS: Record<string, string> = { replicated: "global" };

const specOf = (web: ServiceArgs): string => {
  const stack = { ...fullStack, services: { ...fullStack.services, web } };
  return JSON.stringify(stackSpecs(canonicalStack(stack, []), "st").services.web);
};

/** One copy for each leaf of a value, with another value there. */
function* withEachLeaf<T>(value: T, path: string[] = []): Generator<[string, T]> {
  if (typeof value !== "object" || value === null) {
    yield [path.join("."), another(value) as T];
    return;
  }
  for (const [key, child] of Object.entries(value))
    for (const [where, changed] of withEachLeaf<unknown>(child, [...path, key])) {
      const copy = Array.isArray(value) ? [...(value as unknown[])] : { ...value };
      (copy as Record<string, unknown>)[key] = changed;
      yield [where, copy as T];
    }
}

describe("every key of the schema", () => {
  it("stands in the full stack, but for the one that a stack refuses", () => {
    expect(unsaid(schemas.stack, [fullStack])).to.deep.equal(["volumes.*.clusterSpec"]);
  });
});

describe("another value at any place of a service", () => {
  /** What another key wins over, without that key. */
  const OVERRULED: Record<string, (args: ServiceArgs) => ServiceArgs> = {
    restart: (args) => ({ ...args, deploy: { ...args.deploy, restartPolicy: undefined } }),
    platform: (args) => ({ ...args, deploy: { ...args.deploy, placement: {} } }),
  };
  const others = new Map(withEachLeaf<ServiceArgs>(fullService));

  it("makes another spec, but for what another key wins over or only orders the rollout", () => {
    const before = specOf(fullService);
    const lost = [...others].filter(([, args]) => specOf(args) === before).map(([path]) => path);

    expect(lost).to.deep.equal([
      "platform",
      "restart",
      "dependsOn.db.condition",
      "dependsOn.db.required",
    ]);
  });

  for (const [key, freed] of Object.entries(OVERRULED))
    it(`makes another spec where nothing wins over it: ${key}`, () => {
      expect(specOf(freed(others.get(key) ?? {}))).not.to.equal(specOf(freed(fullService)));
    });
});
