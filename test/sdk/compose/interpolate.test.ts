// The grammar of variables: docker's forms, and those of Compose beyond them.

import { expect } from "chai";
import { interpolate } from "../../../sdk/compose/interpolate";

const environment: Record<string, string> = { SET: "v", EMPTY: "", lower: "low" };
const lookup = (name: string): string | undefined => environment[name];

const filled: [text: string, result: string][] = [
  ["plain", "plain"],
  ["$SET", "v"],
  ["${SET}", "v"],
  ["a${SET}b$SET.c", "avbv.c"],
  ["$lower ${lower}", "low low"],
  ["$UNSET|${UNSET}", "|"],
  ["${UNSET:-d}${EMPTY:-d}${SET:-d}", "ddv"],
  ["${UNSET-d}${EMPTY-d}${SET-d}", "dv"],
  ["${SET:?m}${SET?m}${EMPTY?m}", "vv"],
  ["${SET:+y}${EMPTY:+y}${UNSET:+y}", "y"],
  ["${SET+y}${EMPTY+y}${UNSET+y}", "yy"],
  ["$$SET $$$SET $$$$", "$SET $v $$"],
  ["${UNSET:-a b/{c}}", "a b/{c}"],
  ["${UNSET:-${SET}}", "v"],
  ["${UNSET:-${UNSET:-${SET}-x}}", "v-x"],
  ["${UNSET:-$SET}", "v"],
  ["${SET:-${BROKEN}", "v"],
  ["${UNSET:-${BROKEN}", "${BROKEN"],
  ["${UNSET:-cost: 5$}", "cost: 5$"],
  ["${UNSET-a:-b}", "a:-b"],
  ["${UNSET:-}", ""],
  ["{{.Task.Slot}} 100%", "{{.Task.Slot}} 100%"],
];

const refused: [text: string, problem: string][] = [
  ["$", '"$" is not a variable. Write $$ for a plain $.'],
  ["a $ b", '"$" is not a variable. Write $$ for a plain $.'],
  ["${", '"${" is not a variable. Write $$ for a plain $.'],
  ["${}", '"${}" is not a variable. Write $$ for a plain $.'],
  ["${1A}", '"${1A}" is not a variable. Write $$ for a plain $.'],
  ["${A B}", '"${A B}" is not a variable. Write $$ for a plain $.'],
  ["${SET!x}", '"${SET!x}" is not a variable. Write $$ for a plain $.'],
  ["${UNSET:?set a tag - or two}", "the variable UNSET is required: set a tag - or two."],
  ["${EMPTY:?}", "the variable EMPTY is required: not set."],
  ["${UNSET?}", "the variable UNSET is required: not set."],
  ["${UNSET:-${EMPTY:?inner}}", "the variable EMPTY is required: inner."],
];

describe("variables in a text", () => {
  for (const [text, result] of filled)
    it(`reads ${text} as ${JSON.stringify(result)}`, () => {
      expect(interpolate(text, lookup)).to.include({ text: result });
    });

  for (const [text, problem] of refused)
    it(`refuses ${text}`, () => {
      expect(interpolate(text, lookup)).to.deep.equal({ problem });
    });

  it("names the variables that are read as empty", () => {
    expect(interpolate("$A ${B} ${C:-d} ${SET}", lookup)).to.deep.include({ unset: ["A", "B"] });
  });

  it("takes the rest for a default without braces, as docker stack does, and says so", () => {
    const found = interpolate("nginx:$SET-alpine", lookup);

    expect(found).to.deep.include({ text: "nginx:v", swallowed: ["$SET-alpine"] });
  });

  it("drops a $ before a later variable, as docker stack does, and says so", () => {
    expect(interpolate("[ $? ] $SET", lookup)).to.deep.include({
      text: "[ ? ] v",
      dropped: ["$?"],
    });
  });

  it("ends at a bound of nesting", () => {
    const deep = `${"${A:-".repeat(5000)}x${"}".repeat(5000)}`;

    expect(interpolate(deep, lookup)).to.deep.equal({
      problem: "variables are nested deeper than 20 levels.",
    });
  });

  it("gives up braces that never end", () => {
    const start = performance.now();

    expect(interpolate("${".repeat(200_000), lookup)).to.have.property("problem");
    expect(interpolate(`${"${".repeat(200_000)}}`, lookup)).to.deep.equal({
      problem: "variables are nested deeper than 20 levels.",
    });
    expect(performance.now() - start).to.be.below(5000);
  });
});
