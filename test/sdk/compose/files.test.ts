// The files that a Compose file names: where they are looked for, and which are not read.

import { expect } from "chai";
import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { readCompose } from "../../../sdk/compose";
import { loadCompose } from "../../../sdk/load-compose";
import { inFolder, read, refusal } from "./folder";

const file = "services: {web: {image: a}}\nconfigs: {c: {file: FILE}}\n";
const naming = (path: string): string => file.replace("FILE", path);

describe("files beside a Compose file", () => {
  it("starts each path from the file that holds it", () => {
    const part = (extra: string): string =>
      `services:\n  web:\n    env_file: e.env\n    volumes: ["./data:/${extra}"]\nconfigs: {${extra}: {file: f}}`;
    const files = {
      "one/a.yml": `${part("one")}\n`.replace("env_file", "image: a\n    env_file"),
      "one/e.env": "ONE=1",
      "one/f": "from one",
      "two/b.yml": part("two"),
      "two/e.env": "TWO=2",
      "two/f": "from two",
    };

    inFolder(files, (workingDir) => {
      const { model } = readCompose(["one/a.yml", "two/b.yml"], { workingDir });

      expect(model.services.web).to.deep.include({
        environment: { ONE: "1", TWO: "2" },
        volumes: [
          { type: "bind", source: join(workingDir, "one/data"), target: "/one" },
          { type: "bind", source: join(workingDir, "two/data"), target: "/two" },
        ],
      });
      expect(model.configs).to.deep.equal({ one: { data: "from one" }, two: { data: "from two" } });
    });
  });

  for (const [encoding, mark] of Object.entries({ utf16le: [0xff, 0xfe], utf16be: [0xfe, 0xff] }))
    it(`are read in ${encoding}, as docker does`, () => {
      const text = Buffer.from("services: {web: {image: a, hostname: é}}", "utf16le");
      const bytes = encoding === "utf16be" ? text.swap16() : text;
      const { model } = read({ "c.yml": Buffer.concat([Buffer.from(mark), bytes]) });

      expect(model.services).to.deep.equal({ web: { image: "a", hostname: "é" } });
    });

  it("are not needed in a list where there is one", () => {
    inFolder({ "c.yml": "services: {web: {image: a}}" }, (workingDir) => {
      const model = loadCompose("c.yml", { workingDir });

      expect(model).to.deep.equal(loadCompose(["c.yml"], { workingDir }));
      expect(Object.keys(model.services ?? {})).to.deep.equal(["web"]);
    });
  });

  it("reads text as text and other bytes in base64", () => {
    const { model } = read({
      "c.yml": "services: {}\nsecrets: {text: {file: t}, bytes: {file: b}}",
      t: "\ufefflines\r\n",
      b: Buffer.from([0xff, 0xfe, 0]),
    });

    expect(model.secrets).to.deep.equal({
      text: { data: "\ufefflines\r\n" },
      bytes: { dataBase64: "//4A" },
    });
  });

  it("takes ~ for the home folder", () => {
    inFolder({ "c.yml": naming("~/f"), "home/f": "kept" }, (workingDir) => {
      const environment = { HOME: join(workingDir, "home") };
      const { model } = readCompose(["c.yml"], { workingDir, environment });

      expect(model.configs).to.deep.equal({ c: { data: "kept" } });
    });
  });

  const refused: Record<string, [path: string, reason: RegExp]> = {
    "a file that is not there": ["nowhere", /cannot read \S+\/nowhere\. There is no such file\.$/],
    "a folder": [".", /\S+ is not a regular file\.$/],
    "a device": ["/dev/zero", /\/dev\/zero is not a regular file\.$/],
    "a file that the engine would not take": ["big", /\S+ has 1024000 bytes; 1023999 is the most/],
  };
  for (const [title, [path, reason]] of Object.entries(refused))
    it(`refuses ${title}, at its place`, () => {
      const message = refusal({ "c.yml": naming(path), big: Buffer.alloc(1_024_000) });

      expect(message)
        .to.match(/^c\.yml:2:15 configs\.c\.file: /)
        .and.match(reason);
    });

  it("does not wait for somebody to write into a FIFO", () => {
    inFolder({ "c.yml": naming("fifo") }, (workingDir) => {
      execFileSync("mkfifo", [join(workingDir, "fifo")]);

      expect(() => readCompose(["c.yml"], { workingDir })).to.throw(/fifo is not a regular file/);
    });
  });

  it("does not read a Compose file of more than a megabyte", () => {
    const message = refusal({ "c.yml": Buffer.alloc(1024 * 1024 + 1, "#") });

    expect(message).to.match(/c\.yml has 1048577 bytes; 1048576 is the most/);
  });

  it("names the line of a Compose file that is no text", () => {
    const message = refusal({ "c.yml": Buffer.from("services:\n  é: {}\n# \xff\n", "latin1") });

    expect(message).to.match(/c\.yml is not UTF-8 text: line 2 is the first that is not\.$/);
  });

  it("reads env files as docker does: verbatim, the later over the earlier, names from outside", () => {
    const { model } = read(
      {
        "c.yml":
          "services: {web: {image: a, env_file: [a.env, {path: b.env}], environment: [OWN=1]}}",
        "a.env": '# comment\nQUOTED="kept" # kept\nTWICE=1\nSHELL_NAME\nNOBODYS\nFILLED=\n',
        "b.env": "\ufeffTWICE=2\r\nEQ=a=b\r\n",
      },
      { environment: { SHELL_NAME: "s", FILLED: "f" } },
    );

    expect(model.services.web?.environment).to.deep.equal({
      EQ: "a=b",
      FILLED: "f",
      OWN: "1",
      QUOTED: '"kept" # kept',
      SHELL_NAME: "s",
      TWICE: "2",
    });
  });

  it("may miss an env file that is not required", () => {
    const { model } = read(
      "services: {web: {image: a, env_file: [{path: nowhere.env, required: false}]}}",
    );

    expect(model.services).to.deep.equal({ web: { image: "a" } });
  });

  it("names the line of an env file that cannot be read", () => {
    const message = refusal({
      "c.yml": "services: {web: {image: a, env_file: a.env}}",
      "a.env": "A=1\nexport B=2\n",
    });

    expect(message).to.match(
      /^c\.yml:1:28 services\.web\.env_file: \S+\/a\.env, line 2: the name "export B" contains blanks\. Write NAME=value\.$/,
    );
  });

  it("does not show what stands behind a colon in an env file", () => {
    const message = refusal({
      "c.yml": "services: {web: {image: a, env_file: a.env}}",
      "a.env": "PASSWORD: hunter2\n",
    });

    expect(message).to.match(/line 1: the name "PASSWORD:…" contains blanks\./);
  });
});
