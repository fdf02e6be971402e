// A Pulumi program in a folder of its own, run by the real CLI against a local file backend.

import { mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import type { ResultPromise } from "execa";
import { ensurePulumi, pulumiEnv } from "../../../tools/pulumi";

const ROOT = resolve(__dirname, "../../..");

export interface Answer {
  exitCode: number | undefined;
  /** Both streams as a person sees them, without colours. */
  text: string;
}

export interface Program {
  dir: string;
  /** Runs the CLI; a failure is an answer too. */
  pulumi(...args: string[]): Promise<Answer>;
  /** The same with other variables in the environment. */
  pulumiWith(variables: Record<string, string>, ...args: string[]): Promise<Answer>;
  /** `pulumi up --yes --skip-preview`, which fails the test unless it succeeds. */
  up(): Promise<string>;
  /** Begins a command that the test ends itself. */
  begin(...args: string[]): ResultPromise;
  write(file: string, text: string): void;
  /** The state as it stands on disk. */
  state(): Promise<string>;
  remove(): void;
}

export interface ProgramOptions {
  /** Where the engine is, as DOCKER_HOST takes it. */
  host: string;
  /** The body of index.js; `pulumi`, `swarm` and `config` are there. */
  index: string;
  files?: Record<string, string>;
  /** A folder to find the packages in, instead of this repository's. */
  modules?: string;
}

/** What stands before every body; `write` of an index.js needs it, too. */
export const HEAD = `
const pulumi = require("@pulumi/pulumi");
const swarm = require("pulumi-swarm");
const config = new pulumi.Config();
`;

export async function makeProgram(options: ProgramOptions): Promise<Program> {
  // execa is an ES module, which tsx cannot require
  const { execa } = await import("execa");
  const bin = await ensurePulumi(() => undefined);
  const dir = mkdtempSync(join(tmpdir(), "pulumi-swarm-program-"));
  const write = (file: string, text: string): void => writeFileSync(join(dir, file), text);
  write("Pulumi.yaml", "name: test\nruntime:\n  name: nodejs\n  options:\n    typescript: false\n");
  write("package.json", '{ "name": "test", "private": true, "main": "index.js" }');
  write("index.js", HEAD + options.index);
  for (const [file, text] of Object.entries(options.files ?? {})) write(file, text);
  symlinkSync(options.modules ?? join(ROOT, "node_modules"), join(dir, "node_modules"));

  const env = { ...pulumiEnv({ bin, dir: join(dir, ".pulumi-test") }), DOCKER_HOST: options.host };
  const run = (args: string[], variables = {}): ResultPromise =>
    execa("pulumi", [...args, "--color=never"], {
      cwd: dir,
      env: { ...env, ...variables },
      all: true,
      reject: false,
    });
  const answer = async (running: ResultPromise): Promise<Answer> => {
    const { exitCode, all } = await running;
    return { exitCode, text: String(all) };
  };
  const pulumi = (...args: string[]) => answer(run(args));
  const program: Program = {
    dir,
    pulumi,
    pulumiWith: (variables, ...args) => answer(run(args, variables)),
    begin: (...args) => run(args),
    write,
    up: () => expectSuccess(pulumi("up", "--yes", "--skip-preview")),
    state: async () =>
      readFileSync(join(dir, ".pulumi-test/state/.pulumi/stacks/test/dev.json"), "utf8"),
    remove: () => rmSync(dir, { recursive: true, force: true }),
  };
  await expectSuccess(pulumi("stack", "init", "dev"));
  return program;
}

export async function expectSuccess(run: Promise<Answer>): Promise<string> {
  const { exitCode, text } = await run;
  if (exitCode !== 0) throw new Error(`the command failed with ${exitCode}:\n${text}`);
  return text;
}
