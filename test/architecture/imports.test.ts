import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { expect } from "chai";

const ROOT = resolve(__dirname, "../..");

/** Which rooms a room may import from, besides itself; "provider" is what lies in no room of its own. */
const MAY: Record<string, string[]> = {
  "provider/engine": ["provider/model", "provider"],
  "provider/model": ["provider/engine"],
  "provider/spec": ["provider/model", "provider/engine"],
  "provider/plan": ["provider/spec", "provider/model", "provider/objects", "provider/engine", "provider/converge", "provider"],
  "provider/objects": ["provider/engine", "provider/plan", "provider/spec", "provider/model", "provider"],
  "provider/converge": ["provider/engine", "provider"],
  "provider/apply": ["provider/plan", "provider/objects", "provider/converge", "provider/engine", "provider"],
  "provider/resources": [
    "provider/model", "provider/spec", "provider/objects", "provider/plan", "provider/lookup", "provider/engine",
    "provider",
  ],
  "provider/lookup": ["provider/engine", "provider/model", "provider"],
  "provider/lifecycle": [
    "provider/lookup", "provider/apply", "provider/plan", "provider/objects", "provider/resources", "provider/engine",
    "provider/model", "provider",
  ],
  provider: [
    "provider/lifecycle", "provider/apply", "provider/plan", "provider/objects", "provider/converge", "provider/engine",
    "provider/model", "provider/resources",
  ],
  "sdk/compose": ["provider/model", "provider"],
  "sdk/lookup": ["sdk", "provider/model", "provider/lookup"],
  sdk: ["sdk/compose", "sdk/lookup", "provider/model"],
  cli: ["sdk/compose", "provider/engine", "provider/model", "provider/spec", "provider"],
}; // prettier-ignore

/** Packages that only one room may load. */
const ONLY: Record<string, string[]> = {
  dockerode: ["provider/engine"],
  "docker-modem": ["provider/engine"],
  "@pulumi/pulumi": ["sdk", "sdk/lookup"],
  yaml: ["sdk/compose"],
  commander: ["cli"],
};

/** Rooms that talk to engines: the SDK takes types of them, and the rest when the first question is asked. */
const LAZY = ["provider/lookup"];

/** Rooms that compute and never ask anything of the world. */
const PURE = ["provider/model", "provider/spec"];
const IO = /^(node:)?(fs|http|https|child_process|dgram|tls|timers)/;

const filesIn = (...folders: string[]): string[] =>
  folders.flatMap((dir) =>
    readdirSync(join(ROOT, dir), { recursive: true, encoding: "utf8" })
      .filter((name) => name.endsWith(".ts"))
      .map((name) => join(dir, name)),
  );
const files = filesIn("sdk", "provider", "cli");

function roomOf(file: string): string {
  const parts = file.split("/");
  const isRoom = parts[0] === "provider" || ["compose", "lookup"].includes(parts[1] ?? "");
  return parts.length > 2 && isRoom ? `${parts[0]}/${parts[1]}` : (parts[0] ?? "");
}

/** `import … from "…"`, `export … from "…"`, `import "…"`, `import("…")` and `require("…")`. */
const IMPORT =
  /(?:(?:import|export)(\s+type)?\s[^;"]*?from\s+|import\s+|(import|require)\()"([^"]+)"/g;

/** The file behind a relative import; a room is also imported by its folder, which means its index. */
function fileOf(from: string, target: string): string {
  const path = relative(ROOT, resolve(ROOT, dirname(from), target));
  return files.includes(`${path}.ts`) ? `${path}.ts` : `${path}/index.ts`;
}

const imports = files.flatMap((file) => {
  const text = readFileSync(join(ROOT, file), "utf8");
  return [...text.matchAll(IMPORT)].map(([, types, call, target = ""]) => ({
    file,
    target,
    isLater: types !== undefined || call !== undefined,
  }));
});

describe("the rooms", () => {
  it("import only where the map allows it", () => {
    const broken = imports
      .filter(({ target }) => target.startsWith("."))
      .map(({ file, target }) => ({
        ...{ file, target },
        ...{ from: roomOf(file), to: roomOf(fileOf(file, target)) },
      }))
      .filter(({ from, to }) => from !== to && !MAY[from]?.includes(to))
      .map(({ file, target, from, to }) => `${file} imports ${target}: ${from} must not use ${to}`);

    expect(broken).to.deep.equal([]);
  });

  it("reach an engine from the SDK only when something is asked", () => {
    const broken = imports
      .filter(
        ({ file, target, isLater }) =>
          file.startsWith("sdk/") && target.startsWith(".") && !isLater,
      )
      .filter(({ file, target }) => LAZY.includes(roomOf(fileOf(file, target))))
      .map(({ file, target }) => `${file} loads ${target} with the package`);

    expect(broken).to.deep.equal([]);
  });

  it("load each guarded package in one room only", () => {
    const broken = imports
      .filter(({ file, target }) => {
        const name = Object.keys(ONLY).find(
          (one) => target === one || target.startsWith(`${one}/`),
        );
        return name !== undefined && !ONLY[name]?.includes(roomOf(file));
      })
      .map(({ file, target }) => `${file} loads ${target}`);

    expect(broken).to.deep.equal([]);
  });

  it("do no I/O where they are pure", () => {
    const broken = imports
      .filter(({ file, target }) => PURE.includes(roomOf(file)) && IO.test(target))
      .map(({ file, target }) => `${file} loads ${target}`);

    expect(broken).to.deep.equal([]);
  });

  it("have no file over 250 lines, nor have tools and tests", () => {
    const linesOf = (file: string): number =>
      readFileSync(join(ROOT, file), "utf8").trimEnd().split("\n").length;
    const long = [...files, ...filesIn("tools", "test")]
      .map((file) => ({ file, lines: linesOf(file) }))
      .filter(({ lines }) => lines > 250);

    expect(long).to.deep.equal([]);
  });
});
