// The package as it is built, in a folder of its own: installed into its node_modules, or linked there.

import { execFile } from "node:child_process";
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, relative, resolve } from "node:path";
import ts from "typescript";

const ROOT = resolve(__dirname, "../..");
const NAME = "pulumi-swarm";

export interface Program {
  /** Runs a script in the program's folder and gives what it prints as JSON. */
  run(script: string): Promise<unknown>;
  remove(): void;
}

/** A program's folder with the package in its node_modules. */
export function makeProgram(how: "installed" | "linked"): Program {
  const folder = mkdtempSync(join(tmpdir(), `${how}-`));
  const modules = join(folder, "node_modules");
  mkdirSync(modules);
  for (const name of readdirSync(join(ROOT, "node_modules")))
    if (name !== NAME && !name.startsWith("."))
      symlinkSync(join(ROOT, "node_modules", name), join(modules, name));
  if (how === "linked") symlinkSync("../package", join(modules, NAME));
  build(how === "linked" ? join(folder, "package") : join(modules, NAME));
  writeFileSync(
    join(folder, "package.json"),
    JSON.stringify({ name: "program", dependencies: { [NAME]: "*", "@pulumi/pulumi": "*" } }),
  );
  return {
    run: (script) => run(script, folder),
    remove: () => rmSync(folder, { recursive: true }),
  };
}

function build(folder: string): void {
  for (const [file, text] of Object.entries((emitted ??= emit()))) {
    const target = join(folder, "dist", file);
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, text);
  }
  writeFileSync(join(folder, "package.json"), readFileSync(join(ROOT, "package.json")));
}

/** The same for all tests of this process. */
let emitted: Record<string, string> | undefined;

/** What `npm run build` emits, without its type checks. */
function emit(): Record<string, string> {
  const read = (path: string) => ts.sys.readFile(path);
  const { config } = ts.readConfigFile(join(ROOT, "tsconfig.build.json"), read);
  const { fileNames, options } = ts.parseJsonConfigFileContent(config, ts.sys, ROOT);
  const compilerOptions = { ...options, declaration: false, noEmit: false, outDir: undefined };
  const files = fileNames.filter((name) => !name.endsWith(".d.ts"));
  const texts = files.map((fileName) => {
    const source = readFileSync(fileName, "utf8");
    const { outputText } = ts.transpileModule(source, { compilerOptions, fileName });
    return [relative(ROOT, fileName).replace(/\.ts$/, ".js"), outputText];
  });
  return Object.fromEntries(texts) as Record<string, string>;
}

function run(script: string, cwd: string): Promise<unknown> {
  const env = { PATH: process.env.PATH, HOME: cwd, DOCKER_HOST: `unix://${cwd}/none.sock` };
  return new Promise((done, fail) => {
    execFile(process.execPath, ["-e", script], { cwd, env, timeout: 100_000 }, (error, stdout) => {
      if (error) fail(error);
      else done(JSON.parse(stdout) as unknown);
    });
  });
}
