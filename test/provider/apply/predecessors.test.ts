import { expect } from "chai";
import { predecessors } from "../../../provider/apply/order";
import type { Desired, Live } from "../../../provider/objects/object";

const ports = (...published: number[]): object => ({
  EndpointSpec: { Ports: published.map((PublishedPort) => ({ PublishedPort })) },
});
const step = (key: string, after: string[], wants: number[] = [], has?: number[]) => ({
  desired: {
    ...({ kind: "service", key, name: key, spec: ports(...wants) } satisfies Desired),
    after: after.map((one) => ({ key: one, until: "service_started" as const })),
  },
  ...(has && { live: { spec: ports(...has) } as Live }),
});
const told = (steps: ReturnType<typeof step>[]): Record<string, string[]> =>
  Object.fromEntries(
    [...predecessors(steps)].map(([{ desired }, all]) => [desired.key, all.map(({ key }) => key)]),
  );

describe("what a service comes after", () => {
  const ROWS: [string, ReturnType<typeof step>[], Record<string, string[]>][] = [
    ["what it depends on", [step("a", ["b"]), step("b", [])], { a: ["b"], b: [] }],
    ["no service that is not there", [step("a", ["b"])], { a: [] }],
    ["who gives away a port that it wants", [step("a", [], [1], [2]), step("b", [], [3], [1])], { a: ["b"], b: [] }],
    ["one of two that swap their ports", [step("a", [], [1], [2]), step("b", [], [2], [1])], { a: ["b"], b: [] }],
    ["what it depends on, though that wants its port", [step("a", ["b"], [], [1]), step("b", [], [1], [])], { a: ["b"], b: [] }],
  ]; // prettier-ignore
  for (const [title, steps, expected] of ROWS)
    it(`is ${title}`, () => expect(told(steps)).to.deep.equal(expected));

  it("is found at once in many layers, each of which depends on all of the one before", () => {
    const layer = (n: number): string[] => [...Array(6).keys()].map((i) => `${n}-${i}`);
    const steps = [...Array(30).keys()].flatMap((n) =>
      layer(n).map((key) => step(key, n > 0 ? layer(n - 1) : [])),
    );

    expect(told(steps)["29-5"]).to.deep.equal(layer(28));
  });
});
