// `npm test`: type check, lint, unit tests, tests on real engines; closes with one line of counts.

import { ensureDockerd } from "./engine/install";
import { ensurePulumi } from "./pulumi";
import { add, closingLine, isSuccess, NONE, type Counts } from "./testing/counts";
import { failuresInWords } from "./testing/failures";
import { runSystemFiles, systemFiles } from "./testing/lanes";
import { countMocha, runMocha, SYSTEM, UNIT } from "./testing/mocha";
import { runScript } from "./testing/program";

async function main(): Promise<void> {
  const checks = await Promise.all(["typecheck", "lint"].map(runScript));
  const counts = [...checks, await runMocha(UNIT), await runSystemTests()].reduce(add, NONE);
  const isCi = Boolean(process.env.CI) && process.env.CI !== "false";
  if (isCi && counts.skipped > 0) console.log("In CI nothing may be skipped.");
  if (counts.failures.length > 0) console.log(failuresInWords(counts.failures));
  console.log(closingLine(counts));
  process.exitCode = isSuccess(counts, isCi) ? 0 : 1;
}

async function runSystemTests(): Promise<Counts> {
  if (process.getuid?.() !== 0) {
    console.log("The tests on real engines need root, to start engines that nobody else uses.");
    return { ...NONE, skipped: await countMocha([...SYSTEM, ...systemFiles()]) };
  }
  try {
    await ensureDockerd(console.log);
    await ensurePulumi(console.log);
  } catch (error) {
    console.log((error as Error).message);
    return { ...NONE, failed: 1, skipped: await countMocha([...SYSTEM, ...systemFiles()]) };
  }
  return runSystemFiles();
}

main().catch((error: Error) => {
  console.error(error.message);
  console.log(closingLine({ ...NONE, failed: 1 }));
  process.exitCode = 1;
});
