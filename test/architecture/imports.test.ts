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
    "provider/model", "provider/spec", "provider/objects", "provider/plan", "provider/engine", "provider",
  ],
  "provider/lifecycle": [
    "provider/apply", "provider/plan", "provider/objects", "provider/resources", "provider/engine",
    "provider/model", "provider",
  ],
  provider: [
    "provider/lifecycle", "provider/apply", "provider/plan", "provider/objects", "provider/converge", "provider/engine",
    "provider/model", "provider/resources",
  ],
  "sdk/compose": ["provider/model", "provider"],
  sdk: ["sdk/compose", "provider/model"],
  cli: ["sdk/compose", "provider/engine", "provider/model", "provider/spec", "provider"],
}; // prettier-ignore

/** Packages that only one room may load. */
const ONLY: Record<string, string[]> = {
  dockerode: ["provider/engine"],
  "docker-modem": ["provider/engine"],
  "@pulumi/pulumi": ["sdk"],
  yaml: ["sdk/compose"],
  commander: ["cli"],
};

/** Rooms that compute and never ask anything of the world. */
const PURE = ["provider/model", "provider/spec"];
const IO = /^(node:)?(fs|http|https|child_process|dgram|tls|timers)/;

const files = ["sdk", "provider", "cli"].flatMap((dir) =>
  readdirSync(join(ROOT, dir), { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".ts"))
    .map((name) => join(dir, name)),
);

function roomOf(file: string): string {
  if (file === "sdk/compose.ts") return "sdk/compose";
  const parts = file.split("/");
  return parts.length > 2 && (parts[0] === "provider" || parts[1] === "compose")
    ? `${parts[0]}/${parts[1]}`
    : (parts[0] ?? "");
}

const imports = files.flatMap((file) => {
  const text = readFileSync(join(ROOT, file), "utf8");
  return [...text.matchAll(/(?:from|import)\s+"([^"]+)"/g)].map(([, target = ""]) => ({
    file,
    target,
  }));
});

describe("the rooms", () => {
  it("import only where the map allows it", () => {
    const broken = imports
      .filter(({ target }) => target.startsWith("."))
      .map(({ file, target }) => {
        const to = relative(ROOT, resolve(ROOT, dirname(file), target));
        return { file, target, from: roomOf(file), to: roomOf(`${to}.ts`) };
      })
      .filter(({ from, to }) => from !== to && !MAY[from]?.includes(to))
      .map(({ file, target, from, to }) => `${file} imports ${target}: ${from} must not use ${to}`);

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

  it("have no file over 250 lines", () => {
    const long = files
      .map((file) => ({ file, lines: readFileSync(join(ROOT, file), "utf8").split("\n").length }))
      .filter(({ lines }) => lines > 250);

    expect(long).to.deep.equal([]);
  });
});
