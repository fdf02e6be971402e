import { expect } from "chai";
import { add, closingLine, countsOf, isSuccess, NONE } from "../../tools/testing/counts";

describe("the counts of npm test", () => {
  it("add up over the parts", () => {
    const parts = [
      { passed: 1, failed: 0, skipped: 0 },
      { passed: 40, failed: 2, skipped: 3 },
    ];
    expect(parts.reduce(add, NONE)).to.deep.equal({ passed: 41, failed: 2, skipped: 3 });
  });

  for (const [what, stats, exitedWell, expected] of [
    ["are mocha's", { passes: 5, failures: 1, pending: 2 }, false, [5, 1, 2]],
    ["have a failure when mocha wrote none at all", undefined, false, [0, 1, 0]],
    [
      "have a failure when mocha ended badly after good tests",
      { passes: 5, failures: 0, pending: 0 },
      false,
      [5, 1, 0],
    ],
    ["have none when all went well", { passes: 5, failures: 0, pending: 0 }, true, [5, 0, 0]],
  ] as const) {
    it(what, () => {
      const [passed, failed, skipped] = expected;
      expect(countsOf(stats, exitedWell)).to.deep.equal({ passed, failed, skipped });
    });
  }

  it("close with one line, which names skipped tests only where there are any", () => {
    expect(closingLine({ passed: 7, failed: 0, skipped: 0 })).to.equal("7 passed, 0 failed");
    expect(closingLine({ passed: 7, failed: 1, skipped: 2 })).to.equal(
      "7 passed, 1 failed, 2 skipped",
    );
  });

  for (const [what, counts, isCi, expected] of [
    ["fail with a failed test", { passed: 7, failed: 1, skipped: 0 }, false, false],
    ["pass with a skipped test on a desk", { passed: 7, failed: 0, skipped: 1 }, false, true],
    ["fail with a skipped test in CI", { passed: 7, failed: 0, skipped: 1 }, true, false],
    ["fail when nothing ran", NONE, false, false],
  ] as const) {
    it(what, () => {
      expect(isSuccess(counts, isCi)).to.equal(expected);
    });
  }
});
