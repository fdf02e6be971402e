// What must hold of canonical forms and rules whatever the args are.

import { expect } from "chai";
import { canonicalService, canonicalStack } from "../../../provider/model/canonical";
import type { Problem } from "../../../provider/model/common";
import { stackRules } from "../../../provider/model/rules";
import type { ServiceArgs } from "../../../provider/model/service";
import type { StackModel } from "../../../provider/model/stack";
import { UNKNOWN, hasUnknown } from "../../../provider/model/unknown";
import { declaredSpecs, stackSpecs } from "../../../provider/spec/stack";
import { fullService, fullStack } from "./full";
import { withEachPlace } from "./each-place";

/** Every service that says one thing alone, and the one that says all. */
const services: ServiceArgs[] = [
  fullService,
  ...Object.entries(fullService).map(([key, value]): ServiceArgs => ({ [key]: value as unknown })),
];

/** The same value with the keys of every map the other way round. */
function turned<T>(value: T): T {
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map(turned) as T;
  const entries = Object.entries(value).reverse();
  return Object.fromEntries(entries.map(([key, item]) => [key, turned(item)])) as T;
}

const problemsOf = (model: StackModel): Problem[] => {
  const problems: Problem[] = [];
  return [...problems, ...stackRules(canonicalStack(model, problems), "st")];
};
const openProblems = problemsOf(fullStack);

describe("the canonical form", () => {
  it("of a canonical form is the same", () => {
    for (const args of services) {
      const problems: Problem[] = [];
      const once = canonicalService(args, [], problems);

      expect(canonicalService(once as ServiceArgs, [], problems)).to.deep.equal(once);
      expect(problems).to.deep.equal([]);
    }
    const once = canonicalStack(fullStack, []);
    expect(canonicalStack(once as StackModel, [])).to.deep.equal(once);
  });

  it("does not change what it is given", () => {
    const before = structuredClone(fullStack);
    canonicalStack(fullStack, []);

    expect(fullStack).to.deep.equal(before);
  });

  it("has the same bytes whatever the order of the keys", () => {
    const [one, other] = [canonicalStack(fullStack, []), canonicalStack(turned(fullStack), [])];

    expect(other).to.deep.equal(one);
    expect(JSON.stringify(stackSpecs(other, "st"))).to.equal(JSON.stringify(stackSpecs(one, "st")));
  });

  it("breaks no rule when the args are right, but for what no engine does so far", () => {
    expect(openProblems.map(({ path }) => path.slice(2).join("."))).to.deep.equal([
      "volumes.2.bind.createHostPath",
      "volumes.2.bind.recursive",
      "volumes.4.type",
    ]);
  });
});

describe("a value of a wrong type", () => {
  for (const value of [5, [], {}, null, [null], { a: null }]) {
    it(`breaks no canonical form, wherever it stands: ${JSON.stringify(value)}`, () => {
      for (const [path, model] of withEachPlace(fullStack, value)) {
        if (path !== "") canonicalStack(model, []);
      }
    });
  }
});

describe("a value that is not known yet", () => {
  const stacks = [...withEachPlace(fullStack, UNKNOWN)].filter(([path]) => path !== "");

  it("raises no problem, wherever it stands", () => {
    const open = new Set(openProblems.map((one) => JSON.stringify(one)));
    const loud = stacks
      .map(([path, model]) => [
        path,
        ...problemsOf(model).filter((one) => !open.has(JSON.stringify(one))),
      ])
      .filter((row) => row.length > 1);

    expect(loud).to.deep.equal([]);
  });
  it("stays not known in the canonical form", () => {
    const lost = stacks.filter(([, model]) => !hasUnknown(canonicalStack(model, [])));

    // deploy.restartPolicy wins over it, whatever it is.
    expect(lost.map(([path]) => path)).to.deep.equal(["services.web.restart"]);
  });
  it("keeps the canonical form canonical", () => {
    for (const [path, model] of stacks) {
      const once = canonicalStack(model, []);
      expect(canonicalStack(once as StackModel, []), path).to.deep.equal(once);
    }
  });
  it("stays not known in the spec, where the engine is told of it", () => {
    const untold =
      /^(services\.\w+\.dependsOn|services\.web\.(restart|platform)$|volumes\.plain|networks\.back|secrets\.cert|\w+\.\w+\.external)/;
    const lost = stacks
      .filter(
        ([path, model]) =>
          !untold.test(path) && !hasUnknown(declaredSpecs(canonicalStack(model, []), "st")),
      )
      .map(([path]) => path);

    expect(lost).to.deep.equal([]);
  });
});
