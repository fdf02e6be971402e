import { expect } from "chai";
import { failuresInWords } from "../../tools/testing/failures";
import { add, closingLine, countsOf, isSuccess, NONE } from "../../tools/testing/counts";

const FAILURE = { title: "web > runs", words: "it does not" };
const LOST = "a run of mocha";

describe("the counts of npm test", () => {
  it("add up over the parts", () => {
    const parts = [
      { passed: 1, failed: 0, skipped: 0, failures: [] },
      { passed: 40, failed: 1, skipped: 3, failures: [FAILURE] },
    ];
    const whole = { passed: 41, failed: 1, skipped: 3, failures: [FAILURE] };
    expect(parts.reduce(add, NONE)).to.deep.equal(whole);
  });

  for (const [what, stats, exitedWell, expected] of [
    [
      "are mocha's",
      { passes: 5, failures: 1, pending: 2, failed: [FAILURE] },
      false,
      [5, 1, 2, "web > runs"],
    ],
    ["have a failure when mocha wrote none at all", undefined, false, [0, 1, 0, LOST]],
    [
      "have a failure when mocha ended badly after good tests",
      { passes: 5, failures: 0, pending: 0 },
      false,
      [5, 1, 0, LOST],
    ],
    ["have none when all went well", { passes: 5, failures: 0, pending: 0 }, true, [5, 0, 0]],
  ] as const) {
    it(what, () => {
      const { passed, failed, skipped, failures } = countsOf(stats && { ...stats }, exitedWell);
      const titles = failures.map(({ title }) => title);
      expect([passed, failed, skipped, ...titles]).to.deep.equal(expected);
    });
  }

  it("close with one line, which names skipped tests only where there are any", () => {
    expect(closingLine({ passed: 7, failed: 0, skipped: 0 })).to.equal("7 passed, 0 failed");
    expect(closingLine({ passed: 7, failed: 1, skipped: 2 })).to.equal(
      "7 passed, 1 failed, 2 skipped",
    );
  });

  it("tell what failed once more, each cut in its middle where it is long", () => {
    const long = { title: "api > answers", words: `first\n${"x".repeat(5000)}\nlast` };
    const told = failuresInWords([FAILURE, long]);
    expect(told).to.match(
      /^failed: web > runs\n {2}it does not\nfailed: api > answers\n {2}first\n/,
    );
    expect(told).to.match(/\n {2}\[…\]\n {2}x+\n {2}last$/);
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
