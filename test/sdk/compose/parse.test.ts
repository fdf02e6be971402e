// YAML to a tree: what is refused before any key of Compose is looked at.

import { expect } from "chai";
import { type Findings, throwProblems } from "../../../sdk/compose/findings";
import { parseFile } from "../../../sdk/compose/parse";

/** A place for what is found. */
const nothing = (): Findings => ({ problems: [], warnings: [], files: [] });

const message = (text: string): string => {
  const found = nothing();
  try {
    parseFile("c.yml", text, found);
    throwProblems(found);
  } catch (error) {
    return (error as Error).message;
  }
  return "accepted";
};

const bomb = (levels: number, width: number): string =>
  Array.from({ length: levels }, (_, i) => {
    const inner = i === 0 ? "x" : `*a${i - 1}`;
    return `a${i}: &a${i} [${Array.from({ length: width }, () => inner).join(",")}]`;
  }).join("\n");

const refused: Record<string, [text: string, message: string]> = {
  "an empty file": ["", "c.yml:1:1 the top level must be a map, with `services:` in it."],
  "a list": ["- a", "c.yml:1:1 the top level must be a map, with `services:` in it."],
  "a tab": ["a:\n\tb: 1", "c.yml:2:1 not valid YAML. Tabs are not allowed as indentation."],
  "keys twice, each of them": [
    "a:\n  b: 1\n  b: 2\nc: {d: 1, d: 2}",
    "c.yml:3:3 not valid YAML. The key b stands here for the second time. Keep one, or put the two together.\n" +
      "c.yml:4:11 not valid YAML. The key d stands here for the second time. Keep one, or put the two together.",
  ],
  "a line that is indented too deep, after a blank one": [
    'version: "3.7"\n \n  a:\n    b: c',
    "c.yml:3:3 not valid YAML. All mapping items must start at the same column.",
  ],
  "an unknown alias": ["a: *x", "c.yml:1:4 a: no anchor &x ends before this alias."],
  "an alias to what holds it": [
    "a: &x [*x]",
    "c.yml:1:8 a.0: no anchor &x ends before this alias.",
  ],
  "a number as key": ["a: {1: b}", "c.yml:1:5 a: the key 1 is not text; write it in quotes."],
  "a date as key": [
    "2001-01-01: b",
    "c.yml:1:1 the key 2001-01-01 00:00:00 +0000 UTC is not text; write it in quotes.",
  ],
  "the key __proto__": ["__proto__: 1", 'c.yml:1:1 the key "__proto__" is not allowed.'],
  "the key constructor": [
    "a: {constructor: 1}",
    'c.yml:1:5 a: the key "constructor" is not allowed.',
  ],
  infinity: ["a: .inf", "c.yml:1:4 a: neither a number nor text that fits its tag."],
  "text tagged as a number": [
    "a: !!int x",
    "c.yml:1:10 a: neither a number nor text that fits its tag.",
  ],
  "two merge keys": [
    "a: &x {b: 1}\nc: {<<: *x, <<: *x}",
    "c.yml:2:13 not valid YAML. The key << stands here for the second time. Write one for all: `<<: [*one, *two]`.",
  ],
  "a control character": [
    "a: b\nc: d\0",
    "c.yml:2:5 not valid YAML. The character U+0000 may not stand in it.",
  ],
  "what is wrong in a line that is indented too little, at its place as it is written": [
    "a:\n  b: [c,\nd, *x]",
    "c.yml:3:4 a.b.2: no anchor &x ends before this alias.",
  ],
  "a merge of text": ["a: {<<: x}", "c.yml:1:4 a: `<<` takes a map, or a list of maps."],
};

describe("the YAML of a Compose file", () => {
  for (const [title, [text, expected]] of Object.entries(refused))
    it(`refuses ${title}`, () => {
      expect(message(text)).to.equal(expected);
    });

  it("ends aliases that multiply", () => {
    expect(message(bomb(9, 9))).to.match(/aliases write this file out to more than 200000 values/);
  });

  it("takes an anchor that is used a thousand times", () => {
    const uses = Array.from({ length: 1000 }, () => "*x").join(", ");

    expect(message(`x: &x {a: [1, 2], b: 3}\ny: [${uses}]`)).to.equal("accepted");
  });

  it("ends a deep nesting", () => {
    const flow = `a: ${"[".repeat(300)}${"]".repeat(300)}`;

    expect(message(flow)).to.match(/nested deeper than 100 levels/);
  });

  it("ends one that no parser follows", () => {
    expect(message(`a: ${"[".repeat(20_000)}`)).to.match(
      /^c\.yml:1:\d+ not valid YAML\. It is nested too deeply\.$/,
    );
  });

  it("ends a chain of aliases that nests as deep", () => {
    const chain = Array.from({ length: 150 }, (_, i) => `a${i}: &a${i} [${i ? `*a${i - 1}` : ""}]`);

    expect(message(chain.join("\n"))).to.match(/nested deeper than 100 levels/);
  });

  it("drops tags that it does not know, with a word", () => {
    const found = nothing();
    const { entries } = parseFile("c.yml", "a: !secret x\nb: !!str 5", found);

    expect([...entries.values()].map(({ value }) => value)).to.containSubset([
      { value: "x" },
      { value: "5" },
    ]);
    expect(found.warnings.map(({ reason }) => reason)).to.deep.equal([
      "the tag !secret is not known, and dropped.",
    ]);
  });

  it("gives up quotes that never end, soon and at the place in the file as it is written", () => {
    const text = `a: "b\n${"c: d\n".repeat(100_000)}`;
    const started = performance.now();

    expect(message(text)).to.equal('c.yml:100002:1 not valid YAML. Missing closing "quote.');
    expect(performance.now() - started).to.be.below(15_000);
  });

  it("reads the first document only", () => {
    expect([...parseFile("c.yml", "a: 1\n---\nb: [", nothing()).entries.keys()]).to.deep.equal([
      "a",
    ]);
  });

  it("merges maps, the own key first and then the earlier one", () => {
    const { entries } = parseFile(
      "c.yml",
      "x: &x {a: 1, b: 1}\ny: &y {b: 2, c: 2}\nz: {<<: [*x, *y], a: 0}",
      nothing(),
    );
    const merged = entries.get("z")?.value;
    const values = merged?.kind === "map" ? [...merged.entries].map(([k, e]) => [k, e.value]) : [];

    expect(values.map(([key, value]) => [key, (value as { value: unknown }).value])).to.deep.equal([
      ["a", 0],
      ["b", 1],
      ["c", 2],
    ]);
  });
});
