// A Pulumi program in a folder of its own, run by the real CLI against a local file backend.

import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join, resolve } from "node:path";
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
  const dir = mkdtempSync(join(tmpdir(), "pulumi-swarm-program-"));
  const runtime = "runtime:\n  name: nodejs\n  options:\n    typescript: false\n";
  const files = {
    "Pulumi.yaml": `name: test\n${runtime}`,
    "package.json": '{ "name": "test", "private": true, "main": "index.js" }',
    "index.js": HEAD + options.index,
    ...options.files,
  };
  for (const [file, text] of Object.entries(files)) writeFileSync(join(dir, file), text);
  return programIn(dir, { name: "test", ...options });
}

/** One of examples/, in TypeScript, in a folder of its own. */
export async function makeExample(
  name: string,
  host: string,
  more: Pick<Place, "path"> = {},
): Promise<Program> {
  const dir = mkdtempSync(join(tmpdir(), "pulumi-swarm-example-"));
  cpSync(join(ROOT, "examples", name), dir, { recursive: true });
  return programIn(dir, { name, host, ...more });
}

interface Place {
  /** That of its Pulumi.yaml. */
  name: string;
  host: string;
  modules?: string;
  /** A folder whose programs come before those of the PATH. */
  path?: string;
}

async function programIn(dir: string, { name, host, modules, path }: Place): Promise<Program> {
  // execa is an ES module, which tsx cannot require
  const { execa } = await import("execa");
  const bin = await ensurePulumi(() => undefined);
  symlinkSync(modules ?? join(ROOT, "node_modules"), join(dir, "node_modules"));
  const usual = pulumiEnv({ bin, dir: join(dir, ".pulumi-test") });
  const PATH = [path, usual.PATH].filter(Boolean).join(delimiter);
  const env = { ...usual, PATH, DOCKER_HOST: host };
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
    write: (file, text) => writeFileSync(join(dir, file), text),
    up: () => expectSuccess(pulumi("up", "--yes", "--skip-preview")),
    state: async () =>
      readFileSync(join(dir, `.pulumi-test/state/.pulumi/stacks/${name}/dev.json`), "utf8"),
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
