import { expect } from "chai";
import { execFileSync } from "node:child_process";
import { chmodSync, cpSync, mkdirSync, mkdtempSync, readFileSync } from "node:fs";
import { rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";

const script = join(__dirname, "../../tools/install.mjs");

/** What npm would leave behind; the real one is asked for nothing here. */
const NPM = `#!/bin/sh
echo "$*" >> npm.log
case $1 in ci) mkdir -p node_modules && cp package-lock.json node_modules/.package-lock.json;; esac
mkdir -p dist/sdk && : > dist/sdk/index.js
`;

describe("the step before npm run demo and npm test", () => {
  let root: string;
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), "install-"));
    for (const folder of ["tools", "sdk/inner", "provider", "cli", "bin"]) {
      mkdirSync(join(root, folder), { recursive: true });
    }
    cpSync(script, join(root, "tools/install.mjs"));
    write("tsconfig.json", "{}");
    write("tsconfig.build.json", "{}");
    write("sdk/inner/a.ts", "");
    lock("package-lock.json", { "node_modules/a": { version: "1.0.0" } });
    write("bin/npm", NPM);
    chmodSync(join(root, "bin/npm"), 0o755);
  });
  afterEach(() => {
    rmSync(root, { recursive: true, force: true });
  });

  const write = (name: string, text: string) => writeFileSync(join(root, name), text);
  const lock = (name: string, packages: object) => write(name, JSON.stringify({ packages }));
  /** Runs the step, and gives what it asked of npm. */
  function install(): string[] {
    const env = {
      ...process.env,
      PATH: [join(root, "bin"), dirname(process.execPath), process.env.PATH].join(delimiter),
    };
    write("npm.log", "");
    execFileSync(process.execPath, [join(root, "tools/install.mjs")], { cwd: root, env });
    return readFileSync(join(root, "npm.log"), "utf8").split("\n").filter(Boolean);
  }
  /** As if the file had been written a minute ago or in a minute. */
  const date = (name: string, seconds: number) => {
    const time = Date.now() / 1000 + seconds;
    utimesSync(join(root, name), time, time);
  };
  const ci = "ci --no-audit --no-fund";

  it("installs in a fresh clone, which builds too", () => {
    expect(install()).to.deep.equal([ci]);
  });

  it("asks nothing of npm when all is current", () => {
    install();
    expect(install()).to.deep.equal([]);
  });

  it("asks nothing of npm when the lock file is newer but says the same", () => {
    install();
    date("package-lock.json", 60);
    expect(install()).to.deep.equal([]);
  });

  it("installs when the lock file names another version", () => {
    install();
    lock("package-lock.json", { "node_modules/a": { version: "1.0.1" } });
    expect(install()).to.deep.equal([ci]);
  });

  it("does without packages for other platforms", () => {
    install();
    const other = { "node_modules/b": { version: "1.0.0", optional: true } };
    lock("package-lock.json", { "node_modules/a": { version: "1.0.0" }, ...other });
    expect(install()).to.deep.equal([]);
  });

  for (const [what, change] of [
    ["a source file is newer", () => date("sdk/inner/a.ts", 60)],
    ["the build's settings are newer", () => date("tsconfig.build.json", 60)],
    [
      "a source file was removed",
      () => {
        rmSync(join(root, "sdk/inner/a.ts"));
        date("sdk/inner", 60);
      },
    ],
    ["there is no dist", () => rmSync(join(root, "dist"), { recursive: true })],
  ] as const) {
    it(`builds when ${what}`, () => {
      install();
      change();
      expect(install()).to.deep.equal(["run build"]);
    });
  }
});
