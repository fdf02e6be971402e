import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect } from "chai";
import { root } from "../../tools/testing/program";
import { documents, textOf } from "./documents";
import { errorsIn, snippetsIn } from "./snippets";

describe("the documents", () => {
  it("hold TypeScript that compiles against the package", function () {
    this.timeout(120_000);
    const snippets = documents().flatMap(snippetsIn);

    expect(snippets).to.not.be.empty;
    expect(errorsIn(snippets)).to.deep.equal([]);
  });

  it("would be refused for a wrong key or an unknown name in it", function () {
    this.timeout(120_000);
    const text = [
      'new swarm.Service("a", { imgae: "nginx:1" });',
      'new swarm.Service("b", { image: nosuch });',
    ].join("\n");

    expect(errorsIn([{ place: "a.md:1", text }])).to.have.length(2);
  });

  it("link to files and headings that are there", () => {
    const broken = documents().flatMap((document) =>
      linksIn(document)
        .filter(({ file, heading }) => !isThere(file, heading))
        .map(({ file, heading }) => `${document}: ${file}${heading ? `#${heading}` : ""}`),
    );

    expect(broken).to.deep.equal([]);
  });

  it("explain each code of an error in a row of its own, and no other", () => {
    const source = readFileSync(join(root, "provider/errors.ts"), "utf8");
    const codes = [...source.matchAll(/^ {2}\| "([A-Z_]+)"/gm)].map(([, code]) => code);
    const byCode = textOf("docs/errors.md").split("## By code")[1]?.split(/^## /m)[0] ?? "";
    const rows = [...byCode.matchAll(/^\| `([A-Z_]+)`/gm)].map(([, code]) => code);

    expect(rows).to.have.members(codes);
  });
});

interface Link {
  file: string;
  heading?: string;
}

/** Links within the package, seen from its root. */
const linksIn = (document: string): Link[] =>
  [...textOf(document).matchAll(/\]\((?!\w+:)([^)#\s]*)(?:#([^)]*))?\)/g)].map(
    ([, path = "", heading]) => ({
      file: path === "" ? document : join(dirname(document), path),
      heading,
    }),
  );

const isThere = (file: string, heading?: string): boolean =>
  existsSync(join(root, file)) && (heading === undefined || anchorsIn(file).includes(heading));

/** As GitHub makes them of headings. */
const anchorsIn = (document: string): string[] =>
  [...textOf(document).matchAll(/^#+ (.*)$/gm)].map(([, heading = ""]) =>
    heading
      .toLowerCase()
      .replace(/[^\w\- ]/g, "")
      .replace(/ /g, "-"),
  );
