// Runs mocha over a set of test files, in a process of its own, and gives its counts.

import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { countsOf, type Counts, type MochaStats } from "./counts";
import { root } from "./program";

/** mocha's arguments for the tests that need no engine: those of .mocharc.json. */
export const UNIT: string[] = [];
/** For the tests on real engines, whose files come after it: with the time that engines take. */
export const SYSTEM = ["--no-config", "--require=tsx/cjs", "--timeout=300000"];

/** A run that outlasts this hangs, whatever the limits of its single tests. */
const LIMIT_MS = 30 * 60_000;

/** Runs the tests, with their output shown as it comes or in one piece. */
export async function runMocha(
  args: string[],
  shown: "as it comes" | "at the end" = "as it comes",
): Promise<Counts> {
  const { execa } = await import("execa");
  const folder = mkdtempSync(join(tmpdir(), "pulumi-swarm-test-"));
  const output = join(folder, "counts.json");
  const reporter = join(__dirname, "reporter.ts");
  const report = [`--reporter=${reporter}`, `--reporter-option=output=${output}`];
  try {
    const { failed, timedOut, all } = await execa("mocha", [...args, ...report], {
      cwd: root,
      preferLocal: true,
      all: true,
      stdin: "inherit",
      ...(shown === "as it comes" && { stdout: "inherit", stderr: "inherit" }),
      reject: false,
      timeout: LIMIT_MS,
    });
    if (shown === "at the end") console.log(all);
    if (timedOut) console.log(`mocha did not end within ${LIMIT_MS / 60_000} minutes.`);
    const stats = existsSync(output)
      ? (JSON.parse(readFileSync(output, "utf8")) as MochaStats)
      : undefined;
    return countsOf(stats, !failed);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Counts tests without running them: what is skipped where they cannot run. */
export async function countMocha(args: string[]): Promise<number> {
  const { execa } = await import("execa");
  const dryRun = [...args, "--dry-run", "--reporter=json"];
  const { stdout } = await execa("mocha", dryRun, { cwd: root, preferLocal: true });
  return (JSON.parse(stdout) as { stats: { tests: number } }).stats.tests;
}
