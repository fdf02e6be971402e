import { expect } from "chai";
import type { NodeSpec } from "../../../provider/engine/types";
import {
  goneLabels,
  merged,
  nodeChanges,
  type DeclaredNodeSpec,
} from "../../../provider/objects/node-spec";
import { JOINED } from "../../../provider/owner";

const LIVE: NodeSpec = {
  Name: "",
  Role: "worker",
  Availability: "active",
  Labels: { theirs: "1", disk: "hdd" },
};
const DRAINED: NodeSpec = { Role: "worker", Availability: "drain", Labels: {} };
const Member = { host: "tcp://127.0.0.1:2375" };

interface Row {
  what: string;
  declared: DeclaredNodeSpec;
  live?: NodeSpec;
  member?: true;
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
    what: "marks an engine that has just joined, in the step that activates it",
    declared: { Availability: "active", Labels: { disk: "ssd" } },
    live: DRAINED,
    member: true,
    expected: { ...DRAINED, Availability: "active", Labels: { disk: "ssd", [JOINED]: "true" } },
  },
  {
    what: "does not mark a drained member that has no connection",
    declared: { Availability: "active" },
    live: DRAINED,
    expected: { ...DRAINED, Availability: "active" },
  },
  {
    what: "does not mark a drained member that somebody labelled",
    declared: { Availability: "drain" },
    live: { ...DRAINED, Labels: { theirs: "1" } },
    member: true,
    expected: { ...DRAINED, Labels: { theirs: "1" } },
  },
];

describe("what is declared of a node, laid over what it is", () => {
  for (const { what, declared, live = LIVE, member, expected } of ROWS)
    it(what, () => {
      const whole = { Spec: declared, ...(member && { Member }) };
      expect(merged(whole, live)).to.deep.equal(expected);
      expect(nodeChanges(whole, expected), "once more").to.deep.equal([]);
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
