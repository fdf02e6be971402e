// One checking program of the project (the compiler, the linter) as one item of `npm test`.

import { resolve } from "node:path";
import { NONE, type Counts } from "./counts";

export const root = resolve(__dirname, "../..");

/** Runs an npm script; its output is shown only when it fails. */
export async function runScript(name: string): Promise<Counts> {
  const { execa } = await import("execa");
  const started = Date.now();
  const settings = { cwd: root, reject: false, all: true } as const;
  const result = await execa("npm", ["run", "--silent", name], settings);
  const seconds = ((Date.now() - started) / 1000).toFixed(1);
  console.log(`${name}: ${result.failed ? "failed" : "passed"} in ${seconds} s`);
  if (result.failed) console.log(result.all);
  const failures = [{ title: `npm run ${name}`, words: result.all ?? "" }];
  return result.failed ? { ...NONE, failed: 1, failures } : { ...NONE, passed: 1 };
}
