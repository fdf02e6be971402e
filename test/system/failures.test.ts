// What `pulumi up` says of services that cannot run, all of them in one program: the cause in words that a person
// can act on.

import { expect } from "chai";
import { connect } from "../../provider/engine/connect";
import type { Engine } from "../../provider/engine/engine";
import { busyboxImage, loadImages, startLab, type Lab } from "../lab";
import { failingRows } from "./scenarios/failing";
import { errorsByResource } from "./support/preview-words";
import { makeProgram, type Answer, type Program } from "./support/program";
import { ROWS_PROGRAM, usual } from "./support/rounds";

/** A busy engine may show a task as running for seconds after its end. */
const LONG = { monitor: "30s", timeout: "5m" };

describe("services that cannot run", function () {
  let lab: Lab;
  let engine: Engine;
  let program: Program;
  let up: Answer;
  let errors: Record<string, string[]> = {};

  before(async function () {
    this.timeout(300_000);
    lab = await startLab({ name: "failures", managers: 1 });
    await loadImages(lab, [await busyboxImage()]);
    const host = lab.nodes[0]?.host ?? "";
    engine = connect({ host });
    for (const name of ["first", "overlapping"]) await overlay(engine, name);
    program = await makeProgram({ host, index: `const resources = {};${ROWS_PROGRAM}` });
    const rows = failingRows.map(({ name, args }) => [name, { ...usual(args), converge: LONG }]);
    program.write("rows.json", JSON.stringify(Object.fromEntries(rows)));
    up = await program.pulumi(
      "up",
      "--yes",
      "--skip-preview",
      "--continue-on-error",
      "--parallel=64",
    );
    errors = errorsByResource(up.text);
  });
  after(async () => {
    program?.remove();
    await lab?.stop();
  });

  it("fail the run", () => expect(up.exitCode, up.text).to.not.equal(0));

  for (const { name, says } of failingRows)
    it(`${name}: says why, where and what to do`, () => {
      const said = errors[name] ?? [];
      const heard = said.map((line, index) => recognised(line, says[index]));
      expect(heard, up.text).to.deep.equal(says);
    });

  it("are all kept, to go on with, and destroyed like others", async () => {
    const kept = (await engine.services.list()).map(({ Spec }) => Spec.Name).sort();
    expect(kept).to.deep.equal(failingRows.map(({ name }) => name).sort());

    const { exitCode, text } = await program.pulumi("destroy", "--yes", "--skip-preview");
    expect(exitCode, text).to.equal(0);
    expect(await engine.services.list()).to.deep.equal([]);
  });
});

/** The expected line where "…" and "3+" are all that differs. */
function recognised(line: string, expected = ""): string {
  const parts = expected.split("…").map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  const pattern = parts.join(".*").replace(/(\d)\\\+ times/, "(?:[$1-9]|\\d\\d) times");
  return new RegExp(`^${pattern}$`).test(line) ? expected : line;
}

/** Of several that share a subnet only the first one gets its addresses. */
const overlay = (engine: Engine, Name: string): Promise<string> =>
  engine.networks.create({
    ...{ Name, Driver: "overlay", Internal: false, Attachable: false, Ingress: false },
    ...{ ConfigOnly: false, ConfigFrom: null, Options: null, Labels: {} },
    IPAM: { Config: [{ Subnet: "10.88.0.0/24" }] },
  });
