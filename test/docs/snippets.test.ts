import { readdirSync } from "node:fs";
import { expect } from "chai";
import { root } from "../../tools/testing/program";
import { errorsIn, snippetsIn } from "./snippets";

const documents = [
  "README.md",
  "CONTRIBUTING.md",
  ...markdownIn("docs"),
  ...markdownIn("examples"),
];

function markdownIn(folder: string): string[] {
  return readdirSync(`${root}/${folder}`, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".md") && !name.includes("node_modules"))
    .map((name) => `${folder}/${name}`);
}

describe("the snippets of the documents", () => {
  it("compile against the package", function () {
    this.timeout(120_000);
    const snippets = documents.flatMap(snippetsIn);

    expect(snippets).to.not.be.empty;
    expect(errorsIn(snippets)).to.deep.equal([]);
  });

  it("are refused for a wrong key or an unknown name", function () {
    this.timeout(120_000);
    const text =
      'new swarm.Service("a", { imgae: "nginx:1" });\nnew swarm.Service("b", { image: nosuch });\n';

    expect(errorsIn([{ place: "a.md:1", text }])).to.have.length(2);
  });
});
