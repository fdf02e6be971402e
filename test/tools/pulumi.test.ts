import { expect } from "chai";
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { compareVersions, findPulumi, installedFolders, isUsable } from "../../tools/pulumi/find";

describe("the choice of a Pulumi CLI", () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "pulumi-find-"));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  /** A folder with a program that says this version, and with the Node language host or without it. */
  function cli(path: string, printed: string, host = true): string {
    const bin = join(folder, path);
    mkdirSync(bin, { recursive: true });
    const programs = {
      pulumi: `echo ${printed}`,
      ...(host ? { "pulumi-language-nodejs": ":" } : {}),
    };
    for (const [name, line] of Object.entries(programs)) {
      writeFileSync(join(bin, name), `#!/bin/sh\n${line}\n`);
      chmodSync(join(bin, name), 0o755);
    }
    return bin;
  }
  const find = (...onPath: string[]) =>
    // sh itself must be found
    findPulumi([...onPath, dirname("/bin/sh")].join(delimiter), join(folder, "versions"));

  it("takes the first on the PATH that is new enough", async () => {
    const old = cli("old", "v3.215.0");
    const good = cli("good", "v3.216.0");
    cli("versions/3.250.0/bin", "v3.250.0");
    expect(await find(old, good)).to.equal(good);
  });

  it("takes the newest of ~/.pulumi/versions when the PATH has none", async () => {
    cli("versions/3.220.0/bin", "v3.220.0");
    const newest = cli("versions/3.1000.0/bin", "v3.1000.0");
    cli("versions/3.99.0/bin", "v3.99.0");
    expect(await find()).to.equal(newest);
  });

  it("passes over a CLI without the Node language host, and over one that does not run", async () => {
    const bare = cli("bare", "v3.250.0", false);
    cli("versions/3.250.0/bin", "; exit 1");
    const good = cli("versions/3.220.0/bin", "v3.220.0");
    expect(await find(bare)).to.equal(good);
  });

  it("takes a language host from elsewhere on the PATH", async () => {
    const bare = cli("bare", "v3.250.0", false);
    const host = cli("host", "v2.0.0");
    expect(await find(bare, host)).to.equal(bare);
  });

  it("passes over an interrupted build", async () => {
    rmSync(join(cli("versions/3.250.0/bin", "v3.250.0"), "pulumi"));
    expect(await find()).to.equal(undefined);
  });

  it("lists nothing where no version was ever installed", () => {
    expect(installedFolders(join(folder, "nowhere"))).to.deep.equal([]);
  });

  for (const [version, usable] of [
    ["3.215.9", false],
    ["3.216.0", true],
    ["3.1000.0", true],
    ["3.250.0-alpha.1", true],
    ["4.0.0", false],
    [".build", false],
  ] as const) {
    it(`${usable ? "uses" : "refuses"} ${version}`, () => {
      expect(isUsable(version)).to.equal(usable);
    });
  }

  it("compares versions by number", () => {
    expect(["3.9.0", "3.10.0", "3.10.0-x", "2.99.9"].sort(compareVersions)).to.deep.equal([
      "2.99.9",
      "3.9.0",
      "3.10.0",
      "3.10.0-x",
    ]);
  });
});
