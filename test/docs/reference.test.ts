import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { gapsIn } from "../../tools/reference/gaps";
import { readReference, type Reference } from "../../tools/reference/reference";
import { pagesOf } from "../../tools/reference/render";
import { root } from "../../tools/testing/program";

const FOLDER = join(root, "docs/reference");

describe("the reference", () => {
  let reference: Reference;
  let pages: Map<string, string>;
  before(function () {
    this.timeout(120_000);
    reference = readReference();
    pages = pagesOf(reference);
  });

  it("finds in the comments all that a page says", () => {
    expect(gapsIn(reference)).to.deep.equal([]);
  });

  it("is what the comments say: else run `npm run reference`", () => {
    const committed = readdirSync(FOLDER).map((name) => [name, read(name)] as const);
    const stale = committed.filter(([name, text]) => pages.get(name) !== text);
    const missing = [...pages.keys()].filter((name) => !committed.some(([one]) => one === name));

    expect([...stale.map(([name]) => name), ...missing]).to.deep.equal([]);
  });

  it("names errors that docs/errors.md explains", () => {
    const explained = readFileSync(join(root, "docs/errors.md"), "utf8");
    const named = reference.resources.flatMap(({ errors }) => errors);

    expect(named.filter((code) => !explained.includes(`| \`${code}\``))).to.deep.equal([]);
  });
});

const read = (name: string): string => readFileSync(join(FOLDER, name), "utf8");
