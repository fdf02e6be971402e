// Every parameter of a service through its values, as the peers' acceptance tests do it: what the preview said
// would restart is what restarted, the same again asks nothing, a refresh shows nothing, destroy leaves nothing.

import { expect } from "chai";
import { connect } from "../../provider/engine/connect";
import type { Engine } from "../../provider/engine/engine";
import { request } from "../../tools/engine/request";
import { busyboxImage, loadImages, startLab, type Lab } from "../lab";
import { endpointRows, mountRows } from "./scenarios/attached";
import { containerRows } from "./scenarios/container";
import { deployRows } from "./scenarios/deploy";
import { mobyRows } from "./scenarios/moby";
import { networkRows } from "./scenarios/networks";
import { rolloutRows } from "./scenarios/rollout";
import type { Row } from "./scenarios/row";
import { surroundingRows } from "./scenarios/surroundings";
import { wholeRows } from "./scenarios/whole";
import { countingProxy, type CountingProxy } from "./support/counting-proxy";
import { makeProgram, type Program } from "./support/program";
import { ROWS_PROGRAM, runRounds, type Round } from "./support/rounds";
import { expectedOf, seenOf } from "./support/row-at-step";

const RESOURCES = `
const resources = {
  n1: new swarm.Network("n1"),
  n2: new swarm.Network("n2"),
  data: new swarm.Volume("data", { onDelete: "delete" }),
};
`;
const ROWS: Row[] = [
  ...containerRows,
  ...surroundingRows,
  ...deployRows,
  ...rolloutRows,
  ...mountRows,
  ...endpointRows,
  ...networkRows,
  ...wholeRows,
  ...mobyRows,
];

describe("scenarios of services, side by side", function () {
  let lab: Lab;
  let engine: Engine;
  let proxy: CountingProxy;
  let program: Program;
  let rounds: Round[] = [];
  let networks: Record<string, string> = {};

  before(async function () {
    this.timeout(600_000);
    const beganMs = Date.now();
    lab = await startLab({ name: "scenarios", managers: 1 });
    await loadImages(lab, [await busyboxImage()]);
    const host = lab.nodes[0]?.host ?? "";
    await request(host, "/images/busybox:latest/tag?repo=busybox&tag=other", { method: "POST" });
    engine = connect({ host });
    proxy = await countingProxy(host);
    program = await makeProgram({ host: proxy.host, index: RESOURCES + ROWS_PROGRAM });
    rounds = await runRounds(ROWS, { engine, program, proxy });
    networks = Object.fromEntries((await engine.networks.list()).map(({ Id, Name }) => [Id, Name]));
    const seconds = Math.round((Date.now() - beganMs) / 1000);
    console.log(`    ${ROWS.length} rows in ${rounds.length} rounds took ${seconds} s`);
  });
  after(async () => {
    program?.remove();
    proxy?.close();
    await lab?.stop();
  });

  it("succeeds at every step", () => {
    for (const { up, refresh, again } of rounds)
      for (const { exitCode, text } of [up, refresh, again]) expect(exitCode, text).to.equal(0);
  });

  for (const row of ROWS)
    it(`takes ${row.name} through ${row.steps.length} steps as it says`, () => {
      const expected = row.steps.map((step) => expectedOf(step));
      const seen = row.steps.map((_, index) => seenOf(row, rounds[index], networks));
      expect(seen).to.deep.equal(expected);
    });

  it("says of no other resource that it changes", () => {
    const names = new Set(ROWS.map(({ name }) => name));
    const others = rounds
      .slice(1)
      .map(({ words }) => Object.keys(words).filter((name) => !names.has(name)));
    expect(others.flat()).to.deep.equal([]);
  });

  it("asks the engine nothing when the same is said again, in whatever words", () => {
    for (const { again, asked } of rounds) {
      expect(asked, again.text).to.deep.equal([]);
      expect(again.text).to.match(/\d+ unchanged/);
      expect(again.text).to.not.match(/to update|to replace|updated/);
    }
  });

  it("sees nothing in a refresh", () => {
    for (const { refresh } of rounds)
      expect(refresh.text).to.not.match(/updated|deleted|to update/);
  });

  it("leaves nothing when all is destroyed", async () => {
    const { exitCode, text } = await program.pulumi("destroy", "--yes", "--skip-preview");

    expect(exitCode, text).to.equal(0);
    expect(await engine.services.list()).to.deep.equal([]);
    expect((await engine.networks.list()).map(({ Name }) => Name).sort()).to.deep.equal([
      "bridge",
      "docker_gwbridge",
      "host",
      "ingress",
      "none",
    ]);
    expect((await engine.volumes.list()).map(({ Name }) => Name)).to.not.include("data");
    // the engine itself keeps the ended task of a job that is gone
    expect(await engine.tasks.list({ "desired-state": ["running", "ready"] })).to.deep.equal([]);
  });
});
