// Mocha's spec reporter, which also writes the counts of the run and what failed to a file (reporter option
// `output`).

import { writeFileSync } from "node:fs";
import Mocha from "mocha";
import type { Failure } from "./failures";

class CountingReporter extends Mocha.reporters.Spec {
  constructor(runner: Mocha.Runner, options: Mocha.MochaOptions) {
    super(runner, options);
    const { output } = options.reporterOptions as { output: string };
    const failed: Failure[] = [];
    runner.on(Mocha.Runner.constants.EVENT_TEST_FAIL, (test, error: Error) =>
      failed.push({ title: test.titlePath().join(" > "), words: wordsOf(error) }),
    );
    runner.once(Mocha.Runner.constants.EVENT_RUN_END, () => {
      const report = { ...this.stats, failed };
      writeFileSync(output, JSON.stringify(report));
    });
  }
}

function wordsOf(error: Error & { actual?: unknown; expected?: unknown }): string {
  const sides = (["actual", "expected"] as const)
    .filter((side) => error[side] !== undefined)
    .map((side) => `${side}: ${JSON.stringify(error[side])}`);
  return [error.message, ...sides].join("\n");
}

export = CountingReporter;
