// What ends while we look at it is no failure: containers take their cgroups away at any moment.

import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { withBelow } from "../../../tools/engine/processes";

describe("the folders of an engine's cgroup", () => {
  let root: string;

  before(() => {
    root = mkdtempSync(join(tmpdir(), "cgroup-"));
    mkdirSync(join(root, "task/init"), { recursive: true });
  });
  after(() => rmSync(root, { recursive: true }));

  it("are told with all below them, deepest last", () => {
    expect(withBelow(root)).to.deep.equal([root, join(root, "task"), join(root, "task/init")]);
  });

  it("are none where it has gone meanwhile", () => {
    expect(withBelow(join(root, "gone"))).to.deep.equal([]);
  });

  it("are an error where it cannot be read", () => {
    expect(() => withBelow("/proc/self/cmdline")).to.throw("ENOTDIR");
  });
});
