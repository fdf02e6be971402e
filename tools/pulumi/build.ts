// The Pulumi CLI from its Go module, for machines that reach a Go module proxy but not the vendor's site.
// Everything is built in a temporary folder; the CLI itself is moved into place last, so that an interrupted
// build leaves nothing that findPulumi would take.

import {
  chmodSync,
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type { Log } from "../engine/install";
import { findProgram, run } from "../engine/run";
import { versionsFolder } from "./find";

const VERSION = "3.250.0";
const TICK_MS = 10_000;

interface Program {
  name: string;
  package: string;
  goMod: string;
}

// each in a module of its own: the last sdk module that holds the language host is older than the CLI's
const PROGRAMS: Program[] = [
  {
    name: "pulumi-language-nodejs",
    package: "github.com/pulumi/pulumi/sdk/v3/nodejs/cmd/pulumi-language-nodejs",
    goMod: "require github.com/pulumi/pulumi/sdk/v3 v3.68.0",
  },
  {
    name: "pulumi",
    package: "github.com/pulumi/pulumi/pkg/v3/cmd/pulumi",
    goMod: `require (
	github.com/pulumi/pulumi/pkg/v3 v${VERSION}
	github.com/pulumi/pulumi/sdk/v3 v${VERSION}
)
replace github.com/atotto/clipboard => github.com/tgummerer/clipboard v0.0.0-20241001131231-d02d263e614e`,
  },
];

/** Builds the CLI and its Node language host into ~/.pulumi/versions. */
export async function buildPulumi(log: Log): Promise<void> {
  if (findProgram("go") === undefined) throw new Error("there is no Go to build it with");
  const temporary = mkdtempSync(join(tmpdir(), "pulumi-build-"));
  const bin = join(versionsFolder, VERSION, "bin");
  mkdirSync(bin, { recursive: true });
  try {
    install(dynamicProviderScript(), bin, "pulumi-resource-pulumi-nodejs");
    for (const [index, program] of PROGRAMS.entries()) {
      const step = `building ${program.name} ${VERSION} (${index + 1} of ${PROGRAMS.length})`;
      const stop = tick(step, log);
      await buildProgram(program, temporary).finally(stop);
      install(join(temporary, program.name, "out"), bin, program.name);
    }
  } finally {
    rmSync(temporary, { recursive: true, force: true });
  }
}

/** Gives the path of the script that starts dynamic providers, which the npm package carries. */
export function dynamicProviderScript(): string {
  const packageFile = require.resolve("@pulumi/pulumi/package.json");
  return join(dirname(packageFile), "pulumi-resource-pulumi-nodejs");
}

async function buildProgram(program: Program, temporary: string): Promise<void> {
  const folder = join(temporary, program.name);
  mkdirSync(folder);
  writeFileSync(join(folder, "go.mod"), `module build\n\ngo 1.25.11\n\n${program.goMod}\n`);
  const version = `github.com/pulumi/pulumi/sdk/v3/go/common/version.Version=v${VERSION}`;
  const build = ["-C", folder, "build", "-mod=mod", "-o", "out"];
  await run("go", [...build, "-ldflags", `-s -w -X ${version}`, program.package]);
}

// a rename is all or nothing, also when the disk is full or the user interrupts
function install(file: string, bin: string, name: string): void {
  const unfinished = join(bin, `.${name}.new`);
  copyFileSync(file, unfinished);
  chmodSync(unfinished, 0o755);
  renameSync(unfinished, join(bin, name));
}

function tick(step: string, log: Log): () => void {
  const started = Date.now();
  log(step);
  const timer = setInterval(() => {
    log(`${step}, ${Math.round((Date.now() - started) / 1000)} s`);
  }, TICK_MS);
  return () => clearInterval(timer);
}
