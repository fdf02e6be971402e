// The tests on real engines, file by file, two files at a time: they wait for engines more than they compute.
// What a file printed is shown when it ends, whole.

import { readdirSync } from "node:fs";
import { availableParallelism } from "node:os";
import { add, NONE, type Counts } from "./counts";
import { runMocha, SYSTEM } from "./mocha";
import { root } from "./program";

const FOLDER = "test/system";
const LANES = Math.min(2, availableParallelism());

export function systemFiles(): string[] {
  const files = readdirSync(`${root}/${FOLDER}`).filter((file) => file.endsWith(".test.ts"));
  return files.sort().map((file) => `${FOLDER}/${file}`);
}

/** Runs every file in a mocha of its own. */
export async function runSystemFiles(): Promise<Counts> {
  const waiting = systemFiles();
  const total = waiting.length;
  let counts = NONE;
  async function lane(): Promise<void> {
    for (let file = waiting.shift(); file !== undefined; file = waiting.shift()) {
      console.log(`${file}: running (${total - waiting.length} of ${total})`);
      const beganMs = Date.now();
      const found = await runMocha([...SYSTEM, file], "at the end");
      counts = add(counts, found);
      const seconds = Math.round((Date.now() - beganMs) / 1000);
      console.log(`${file}: ${found.passed} passed, ${found.failed} failed in ${seconds} s`);
    }
  }
  await Promise.all(Array.from({ length: LANES }, lane));
  return counts;
}
