// A folder of files for one test, gone when the test is over.

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type { ServiceArgs } from "../../../provider/model/service";
import { type ComposeOptions, type ComposeResult, readCompose } from "../../../sdk/compose";

/** Runs a test in a new folder that holds the files. */
export function inFolder<T>(files: Record<string, string | Buffer>, run: (folder: string) => T): T {
  const folder = mkdtempSync(join(tmpdir(), "compose-"));
  try {
    for (const [name, content] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, name)), { recursive: true });
      writeFileSync(join(folder, name), content);
    }
    return run(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Reads a Compose file, or the files whose names begin with "-c " (in their order). */
export function read(
  files: string | Record<string, string | Buffer>,
  options: ComposeOptions = {},
): ComposeResult {
  const all = typeof files === "string" ? { "c.yml": files } : files;
  const names = Object.keys(all).filter((name) => /^[^/]*\.yml$/.test(name));
  return inFolder(all, (workingDir) => readCompose(names, { workingDir, ...options }));
}

/** The service "web" of a file that holds only it: `lines` are its keys. */
export function web(lines: string, options: ComposeOptions = {}): ServiceArgs {
  const indented = lines.replace(/^/gm, "    ");
  const { model } = read(`services:\n  web:\n    image: a\n${indented}\n`, options);
  const { image: _image, ...rest } = model.services.web ?? {};
  void _image;
  return rest;
}

/** The message with which files are refused. */
export function refusal(
  files: string | Record<string, string | Buffer>,
  options: ComposeOptions = {},
): string {
  try {
    read(files, options);
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
  throw new Error("the files are accepted");
}
