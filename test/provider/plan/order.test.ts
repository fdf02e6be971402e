import { expect } from "chai";
import { orderOf } from "../../../provider/plan/order";
import type { Desired, Live } from "../../../provider/objects/object";

type Ports = (number | "host 1")[];
const ports = (published: Ports): object => ({
  Mode: { Replicated: { Replicas: published.length } },
  EndpointSpec: {
    Ports: published.map((one) =>
      one === "host 1"
        ? { PublishedPort: 1, PublishMode: "host" }
        : { PublishedPort: one, PublishMode: "ingress" },
    ),
  },
});
const step = (key: string, after: string[], wants: Ports = [], has?: Ports) => ({
  desired: {
    ...({ kind: "service", key, name: key, spec: ports(wants) } satisfies Desired),
    after: after.map((one) => ({ key: one, until: "service_started" as const })),
  },
  ...(has && { live: { spec: ports(has) } as Live }),
});
type Steps = ReturnType<typeof step>[];
const told = (steps: Steps): Record<string, string[]> =>
  Object.fromEntries(
    [...orderOf(steps).after].map(([{ desired }, all]) => [desired.key, all.map(({ key }) => key)]),
  );
/** "a lets go of 1/tcp for b". */
const letGo = (steps: Steps): string[] =>
  orderOf(steps).early.map(
    ({ giver, ports: given, takers }) =>
      `${giver.desired.key} lets go of ${given.join(" and ")} for ` +
      takers.map(({ desired }) => desired.key).join(" and "),
  );

describe("what a service comes after", () => {
  const ROWS: [string, Steps, Record<string, string[]>][] = [
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

describe("what lets go of a port ahead of its turn", () => {
  const ROWS: [string, Steps, string[]][] = [
    ["is nobody where ports go in one direction", [step("a", [], [1], [2]), step("b", [], [3], [1]), step("c", [], [2])], []],
    ["is one of two that swap", [step("a", [], [1], [2]), step("b", [], [2], [1])], ["a lets go of 2/tcp for b"]],
    ["is the one of fewer tasks", [step("a", [], [1, 4], [2, 4]), step("b", [], [2], [1])], ["b lets go of 1/tcp for a"]],
    ["is the one that waits for nobody", [step("a", ["c"], [1], [2]), step("b", [], [2, 3], [1, 3]), step("c", [])], ["b lets go of 1/tcp for a"]],
    ["is one of three in a circle", [step("a", [], [2], [1]), step("b", [], [3], [2]), step("c", [], [1], [3])], ["a lets go of 1/tcp for c"]],
    ["lets go of all that others wait for", [step("a", [], [1], [2, 3]), step("b", [], [2], [1]), step("c", ["b"], [3])], ["b lets go of 1/tcp for a"]],
    ["is what depends on who wants its port", [step("a", ["b"], [], [1]), step("b", [], [1], [])], ["a lets go of 1/tcp for b"]],
    ["is nobody where both have the port on nodes of their own", [step("a", ["b"], [], ["host 1"]), step("b", [], ["host 1"], [])], []],
    ["is who has it on its nodes where the other one wants it in the whole swarm", [step("a", ["b"], [], ["host 1"]), step("b", [], [1], [])], ["a lets go of 1/tcp for b"]],
  ]; // prettier-ignore
  for (const [title, steps, expected] of ROWS)
    it(title, () => expect(letGo(steps)).to.deep.equal(expected));
});
