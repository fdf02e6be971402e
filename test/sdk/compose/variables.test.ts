// Where the values of variables come from, and which of them wins.

import { expect } from "chai";
import { inFolder, read } from "./folder";
import { readCompose } from "../../../sdk/compose";
import { variablesOf } from "../../../sdk/compose/variables";
import { join } from "node:path";

/** The variables that a text in the `.env` format sets. */
function dotenv(text: string, names: string[]): (string | undefined)[] {
  return inFolder({ ".env": text }, (folder) => {
    const sources = { envFiles: [join(folder, ".env")], variables: { HOST: "h" } };
    return names.map(variablesOf(sources, { problems: [], warnings: [], files: [] }).get);
  });
}

const values: [line: string, value: string | undefined][] = [
  ["A=plain", "plain"],
  ["A = spaced ", "spaced"],
  ["export A=x", "x"],
  ["A=x # comment", "x"],
  ["A=x#kept", "x#kept"],
  ["A='single $HOST # kept'", "single $HOST # kept"],
  ['A="double\\n$HOST \\$HOST"', "double\nh $HOST"],
  ['A="two\nlines"', "two\nlines"],
  ["A=${HOST}:${UNSET:-80}", "h:80"],
  ["A=pa$$word$1", "pa$word$1"],
  ["A=$HOST-x?y", "h-x?y"],
  ["A=db://$HOST?ssl=on", "db://h?ssl=on"],
  ["A=pa$s?w", "pa?w"],
  ["A=", ""],
  ["A", undefined],
  ["# A=x", undefined],
];

describe("variables", () => {
  it("come from the program, else from the environment, else from files, the later over the earlier", () => {
    inFolder({ "1.env": "A=1\nB=1\nC=1\nD=1", "2.env": "A=2\nB=2\nC=2" }, (folder) => {
      const sources = {
        variables: { A: "given" },
        environment: { A: "process", B: "process" },
        envFiles: [join(folder, "1.env"), join(folder, "2.env")],
      };
      const { get } = variablesOf(sources, { problems: [], warnings: [], files: [] });

      expect(["A", "B", "C", "D", "E"].map(get)).to.deep.equal([
        "given",
        "process",
        "2",
        "1",
        undefined,
      ]);
    });
  });

  for (const [line, value] of values)
    it(`reads ${JSON.stringify(line)} in an env file as ${JSON.stringify(value)}`, () => {
      expect(dotenv(`${line}\n`, ["A"])).to.deep.equal([value]);
    });

  it("names the line of an env file that is none", () => {
    expect(() => dotenv("A=1\nnot a line\n", [])).to.throw(/\.env:2:1 expected KEY=value\.$/);
  });

  it("names the line of an env file that demands a variable", () => {
    expect(() => dotenv('A=1\nB="x\ny"\nC=${TAG:?which one?}\n', [])).to.throw(
      /\.env:4:1 C: the variable TAG is required: which one\?\.$/,
    );
  });

  it("are warned of once for each env file, too", () => {
    const files = { "c.yml": "services: {web: {image: 'a:${TAG}x'}}", ".env": "A=1\nTAG=$U\nB=$U" };
    const { model, warnings } = inFolder(files, (workingDir) =>
      readCompose(["c.yml"], { workingDir, envFiles: [".env"] }),
    );

    expect(model.services.web?.image).to.equal("a:x");
    expect(warnings.map((line) => line.replace(/^.*\//, ""))).to.deep.equal([
      ".env:2:1 TAG: the variable U is not set and is read as empty.",
    ]);
  });

  it("does not read a .env file that is not named", () => {
    const { model, warnings } = read({
      "c.yml": "services: {web: {image: 'a:${TAG}x'}}",
      ".env": "TAG=1",
    });

    expect(model.services.web?.image).to.equal("a:x");
    expect(warnings).to.deep.equal([
      "c.yml:1:18 services.web.image: the variable TAG is not set and is read as empty.",
    ]);
  });

  it("are warned of once for each file", () => {
    const { warnings } = read({
      "a.yml": "services: {web: {image: a, user: '$U', hostname: '$U'}}",
      "b.yml": "services: {web: {user: '$U'}}",
    });

    expect(warnings.map((line) => line.split(" ")[0])).to.deep.equal(["a.yml:1:28", "b.yml:1:18"]);
  });

  it("fill empty values of the environment from the process alone, as docker does", () => {
    const { model } = read("services: {web: {image: a, environment: {A: '', B: '', C: , D: }}}", {
      environment: { A: "shell", C: "shell" },
      variables: { B: "program", D: "program" },
    });

    expect(model.services.web?.environment).to.deep.equal({
      A: "shell",
      B: "",
      C: "shell",
      D: "program",
    });
  });
});
