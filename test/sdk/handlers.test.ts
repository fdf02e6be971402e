import { readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { resolve } from "node:path";
import { expect } from "chai";
import type * as handlers from "../../sdk/handlers";
import { makeProgram, type Program } from "./built-package";

const GOLDEN = readFileSync(resolve(__dirname, "../golden/handlers.txt"), "utf8");
const TYPES: Record<keyof typeof handlers, string> = {
  swarmCluster: "SwarmCluster",
  node: "Node",
  network: "Network",
  volume: "Volume",
  secret: "Secret",
  config: "Config",
  service: "Service",
  stack: "Stack",
};

/** As `pulumi.dynamic.Resource` turns each constant into the text that the state keeps. */
const SERIALISE = `
  const { serializeFunction } = require("@pulumi/pulumi/runtime");
  const handlers = require(require("path").resolve("node_modules/pulumi-swarm/dist/sdk/handlers.js"));
  const texts = Object.entries(handlers).map(async ([name, provider]) =>
    [name, (await serializeFunction(() => provider, { allowSecrets: true })).text]);
  Promise.all(texts).then((all) => console.log(JSON.stringify(Object.fromEntries(all))));
`;

/** As Pulumi's dynamic provider runs a text: it knows no file of its own, only the working directory. */
const runAll = (texts: Record<string, string>): string => `
  const load = require("module").createRequire(require.resolve("@pulumi/pulumi/package.json"));
  const fromString = load("require-from-string");
  const args = ${JSON.stringify({ name: "web", services: { web: { image: "nginx" } } })};
  const single = { name: "web" };
  const data = { name: "web", data: "a=b" };
  const inputs = { Stack: args, Service: { name: "web", image: "nginx" }, Secret: data, Config: data };
  const runs = Object.entries(${JSON.stringify(texts)}).map(async ([type, text]) => {
    const provider = fromString(text).handler();
    const { inputs: checked, failures } = await provider.check({}, inputs[type] ?? single);
    const { changes } = await provider.diff("id", checked, checked);
    const refused = await provider.create(checked).then(() => "made", (error) => error.message);
    return [type, { name: checked.name, failures, changes, refused }];
  });
  Promise.all(runs).then((all) => console.log(JSON.stringify(Object.fromEntries(all))));
`;

describe("the handlers that a state keeps", function () {
  this.timeout(300_000); // the package is built for it
  let texts: Record<string, string>;
  const programs: Program[] = [];
  before(async () => {
    programs.push(makeProgram("installed"), makeProgram("linked"));
    texts = (await programs[0]?.run(SERIALISE)) as typeof texts;
  });
  after(() => programs.forEach((program) => program.remove()));

  it("are one for each resource type", () => {
    expect(Object.keys(texts).sort()).to.deep.equal(Object.keys(TYPES).sort());
  });

  for (const [name, type] of Object.entries(TYPES)) {
    it(`are the same text for a ${type} as ever, but for the type`, () => {
      expect(texts[name]).to.equal(GOLDEN.replaceAll("TYPE", type));
    });

    it(`are small for a ${type}, and hold no place of this machine`, () => {
      expect(Buffer.byteLength(texts[name] ?? "")).to.be.within(500, 2500);
      expect(texts[name]).to.not.contain(tmpdir()).and.not.contain(process.cwd());
    });
  }

  it("are the same bytes linked as installed", async () => {
    expect(await programs[1]?.run(SERIALISE)).to.deep.equal(texts);
  });

  for (const [at, how] of ["installed", "linked"].entries())
    it(`run from the text alone, with the package ${how}`, async () => {
      const byType = Object.fromEntries(
        Object.entries(TYPES).map(([name, type]) => [type, texts[name] ?? ""]),
      );

      const ran = (await programs[at]?.run(runAll(byType))) as Record<string, object>;

      for (const type of Object.values(TYPES)) {
        expect(ran[type], type).to.deep.include({ name: "web", failures: [], changes: false });
        expect(ran[type], type).to.have.property("refused").that.contains("none.sock");
      }
    });
});
