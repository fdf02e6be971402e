// The benchmark runs, and counts what it says it counts. How fast anything is, it does not judge.

import { expect } from "chai";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { openLab } from "../lab";

const ROOT = resolve(__dirname, "../..");
const LAB = "bench-test";

describe("npm run bench", () => {
  let dir: string;
  before(() => (dir = mkdtempSync(join(tmpdir(), "bench-test-"))));
  after(() => rmSync(dir, { recursive: true, force: true }));

  it("writes tables whose counts are right, and leaves no engine behind", async () => {
    const { execa } = await import("execa");
    const file = join(dir, "tables.md");
    const options = ["--only", "large", "load", "--large", "3", "--lab", LAB];
    await execa("tsx", ["tools/bench/index.ts", ...options, "--markdown", file], {
      cwd: ROOT,
      preferLocal: true,
    });

    const rows = readFileSync(file, "utf8")
      .split("\n")
      .filter((line) => line.startsWith("|"))
      .map((line) => line.split("|").map((cell) => cell.trim()));
    const counts = rows
      .filter(([, services]) => services === "3")
      .map(([, , operation, , , all, rest]) => ({
        operation,
        perService: Number(all) - Number(rest),
        ...(operation === "nothing changed" && { all }),
      }));
    expect(counts).to.deep.equal([
      { operation: "create", perService: 3 },
      { operation: "nothing changed", perService: 0, all: "0" },
      { operation: "refresh", perService: 0 },
      { operation: "remove", perService: 3 },
    ]);
    expect(rows.some(([, what]) => what === "time to load our code")).to.equal(true);
    expect(openLab(LAB)).to.equal(undefined);
  });
});
