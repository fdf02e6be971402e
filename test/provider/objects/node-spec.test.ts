import { expect } from "chai";
import type { Node, NodeSpec } from "../../../provider/engine/types";
import {
  goneLabels,
  marked,
  merged,
  nodeChanges,
  type DeclaredNodeSpec,
} from "../../../provider/objects/node-spec";
import { JOINED, ownerLabels } from "../../../provider/owner";
import { theNode } from "../../fakes/nodes";

const LIVE: NodeSpec = {
  Name: "",
  Role: "worker",
  Availability: "active",
  Labels: { theirs: "1", disk: "hdd" },
};
const DRAINED: NodeSpec = { Role: "worker", Availability: "drain", Labels: {} };
const Member = { host: "tcp://127.0.0.1:2375" };

const ours = { project: "shop", stack: "dev", type: "swarm:Node", name: "w1" };
const OURS = ownerLabels(ours, "w1");
const THEIRS = ownerLabels({ ...ours, project: "other" }, "w1");

interface Row {
  what: string;
  declared: DeclaredNodeSpec;
  live?: NodeSpec;
  expected: NodeSpec;
}

const ROWS: Row[] = [
  {
    what: "keeps the labels of others, and the role where none is declared",
    declared: { Availability: "active", Labels: { disk: "ssd" } },
    expected: { ...LIVE, Labels: { theirs: "1", disk: "ssd" } },
  },
  {
    what: "takes back the labels that only the last run declared",
    declared: { Availability: "active", Labels: {}, Gone: ["disk", "never"] },
    expected: { ...LIVE, Labels: { theirs: "1" } },
  },
  {
    what: "changes role and availability",
    declared: { Role: "manager", Availability: "pause" },
    expected: { ...LIVE, Role: "manager", Availability: "pause" },
  },
  {
    what: "does not let another program's mark of a join stand, where it takes the node over",
    declared: { Availability: "active", Labels: OURS },
    live: { ...LIVE, Labels: { ...THEIRS, [JOINED]: "true" } },
    expected: { ...LIVE, Labels: OURS },
  },
  {
    what: "lets the mark stand in the same program",
    declared: { Availability: "active", Labels: OURS },
    live: { ...LIVE, Labels: { ...OURS, [JOINED]: "true" } },
    expected: { ...LIVE, Labels: { ...OURS, [JOINED]: "true" } },
  },
];

describe("what is declared of a node, laid over what it is", () => {
  for (const { what, declared, live = LIVE, expected } of ROWS)
    it(what, () => {
      const whole = { Spec: declared };
      expect(merged(whole, live)).to.deep.equal(expected);
      expect(nodeChanges(whole, expected), "once more").to.deep.equal([]);
    });

  const MARKS: [what: string, live: Partial<Node>, member: boolean, isMarked: boolean][] = [
    ["is marked while it is drained and has no label", {}, true, true],
    ["is not where nobody can have let it join here", {}, false, false],
    ["is not when somebody labelled it", { Spec: { ...DRAINED, Labels: { a: "1" } } }, true, false],
    ["is not when it takes tasks", { Spec: { ...DRAINED, Availability: "active" } }, true, false],
    ["is not when it has been there for long", { CreatedAt: "2026-01-01T00:00:00Z" }, true, false],
  ];
  for (const [what, live, member, isMarked] of MARKS)
    it(`an engine that has just joined ${what}`, () => {
      const young = { ...theNode, CreatedAt: new Date().toISOString(), Spec: DRAINED, ...live };
      const next = { ...DRAINED, Availability: "active" as const };
      const declared = { Spec: { Availability: "active" as const }, ...(member && { Member }) };
      const expected = isMarked ? { ...next, Labels: { [JOINED]: "true" } } : next;
      expect(marked(next, young, declared)).to.deep.equal(expected);
    });

  it("names each difference", () => {
    const declared: DeclaredNodeSpec = {
      Role: "manager",
      Availability: "drain",
      Labels: { disk: "ssd" },
    };
    expect(nodeChanges({ Spec: declared }, LIVE)).to.deep.equal([
      { path: ["Spec", "Availability"], from: "active", to: "drain" },
      { path: ["Spec", "Labels", "disk"], from: "hdd", to: "ssd" },
      { path: ["Spec", "Role"], from: "worker", to: "manager" },
    ]);
  });

  it("tells the labels that were declared, and are not any more", () => {
    const spec = (Labels?: Record<string, string>) => ({
      Spec: { Availability: "active" as const, Labels },
    });
    expect(goneLabels(spec({ a: "1" }), spec({ a: "1", b: "2" }))).to.deep.equal(["b"]);
    expect(goneLabels(spec(), spec({ a: "1" }))).to.deep.equal(["a"]);
    expect(goneLabels(spec({ a: "1" }), spec())).to.deep.equal([]);
  });
});
