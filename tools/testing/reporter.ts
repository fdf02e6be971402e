// Mocha's spec reporter, which also writes the counts of the run to a file (reporter option `output`).

import { writeFileSync } from "node:fs";
import Mocha from "mocha";

class CountingReporter extends Mocha.reporters.Spec {
  constructor(runner: Mocha.Runner, options: Mocha.MochaOptions) {
    super(runner, options);
    const { output } = options.reporterOptions as { output: string };
    runner.once(Mocha.Runner.constants.EVENT_RUN_END, () => {
      writeFileSync(output, JSON.stringify(this.stats));
    });
  }
}

export = CountingReporter;
