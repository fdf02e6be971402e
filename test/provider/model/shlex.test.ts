// Splitting a command line, as google/shlex does for docker.

import { expect } from "chai";
import { splitWords } from "../../../provider/model/shlex";

describe("a command line", () => {
  const rows: [line: string, words: string[]][] = [
    ["", []],
    ["  \t\n ", []],
    ["nginx -g 'daemon off;'", ["nginx", "-g", "daemon off;"]],
    [String.raw`a "b\"c" d`, ["a", 'b"c', "d"]],
    [String.raw`"a\nb"`, ["anb"]],
    [String.raw`'a\nb'`, [String.raw`a\nb`]],
    [String.raw`a\ b c\\d`, ["a b", String.raw`c\d`]],
    [`a'b'"c"d`, ["abcd"]],
    ["''", [""]],
    [`a "" b`, ["a", "", "b"]],
    ["# all of it", []],
    ["a # b\nc", ["a", "c"]],
    ["a#b", ["a#b"]],
    ["sh -c 'a && b' | $X > *", ["sh", "-c", "a && b", "|", "$X", ">", "*"]],
    ["one\r\ntwo", ["one", "two"]],
    ["größe '日 本' 🐳", ["größe", "日 本", "🐳"]],
  ];
  for (const [line, words] of rows) {
    it(`splits ${JSON.stringify(line)}`, () => expect(splitWords(line)).to.deep.equal({ words }));
  }

  it("names an open quote", () => {
    expect(splitWords("a 'b")).to.deep.equal({ error: "a quote is not closed" });
    expect(splitWords('a "b')).to.deep.equal({ error: "a quote is not closed" });
  });
  it("names a backslash at its end", () => {
    expect(splitWords("a \\")).to.deep.equal({ error: "it ends after a backslash" });
    expect(splitWords('"a\\')).to.deep.equal({ error: "it ends after a backslash" });
  });
});
