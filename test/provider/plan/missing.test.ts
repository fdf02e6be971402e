// What services name and what is not there: missed, but for what is still to be made.

import { expect } from "chai";
import { UNKNOWN } from "../../../provider/model/unknown";
import type { Refs } from "../../../provider/objects/object";
import { missingReferences } from "../../../provider/plan/preflight";
import { wanted } from "./swarms";

const joining = (Target: string) => wanted({}, { Networks: [{ Target }] }).spec;
const FRONT: Refs = { network: { front: { id: "id-front", name: "front" } } };
const SAID =
  'Service "web": network "front" does not exist. Unless this run makes it first, the `up` fails before it writes.';

const ROWS: [title: string, network: string, refs: Refs, made: string[], said: string[]][] = [
  ["misses a network that is not there", "front", {}, [], [SAID]],
  ["finds one by its name", "front", FRONT, [], []],
  ["finds one by its id", "id-front", FRONT, [], []],
  ["leaves one to the resource that makes it", "front", {}, ["front"], []],
  ["leaves one whose name another resource will tell", UNKNOWN, {}, [], []],
  ["misses it when another one is made", "front", {}, ["back"], [SAID]],
];

describe("a preview looks for what services refer to, and", () => {
  for (const [title, network, refs, made, said] of ROWS)
    it(title, () => {
      const spec = joining(network);
      const desired = { kind: "service", key: "web", name: "web", spec } as const;
      const steps = [{ action: "create", desired, name: "web" } as const];

      expect(missingReferences({ steps, refusals: [], refs }, made)).to.deep.equal(said);
    });

  it("says in the run itself what to do", () => {
    const desired = { kind: "service", key: "web", name: "web", spec: joining("front") } as const;
    const steps = [{ action: "create", desired, name: "web" } as const];

    expect(missingReferences({ steps, refusals: [], refs: {} })).to.deep.equal([
      'Service "web": network "front" does not exist. Create it first. ' +
        "Where this program declares it, and it was removed: `pulumi refresh`.",
    ]);
  });
});
