// A swarm that lost two of its three managers, recovered on the third by the real Pulumi CLI. Needs root.

import { isDeepStrictEqual } from "node:util";
import { expect } from "chai";
import { connect } from "../../provider/engine/connect";
import type { Engine } from "../../provider/engine/engine";
import type { Swarm } from "../../provider/engine/types";
import { busyboxImage, listNodes, loadImages, startLab, type Lab, type LabNode } from "../lab";
import { until } from "../provider/engine/contract/support";
import { countingProxy, type CountingProxy } from "./support/counting-proxy";
import { expectSuccess, HEAD, makeProgram, type Program } from "./support/program";

const program = (host: string, more: object = {}): string => `
const cluster = new swarm.SwarmCluster("lab", ${JSON.stringify({ connection: { host }, ...more })});
exports.managers = cluster.managerAddresses;
const front = new swarm.Network("front", { cluster });
new swarm.Service("web", {
  cluster,
  image: "busybox:latest",
  command: ["sleep", "1d"],
  init: true,
  networks: [front],
  deploy: { replicas: 3 },
});
`;

describe("a swarm that lost most of its managers, by the real Pulumi CLI", () => {
  let lab: Lab;
  let engine: Engine;
  let proxy: CountingProxy;
  let pulumi: Program;
  let lost: Swarm;
  /** Two that are lost, and the one that is left, which did not lead: a leader takes itself for one for some time more. */
  let gone: LabNode[];
  let left: LabNode;

  before(async () => {
    lab = await startLab({ name: "recovery-test", managers: 3 });
    await loadImages(lab, [await busyboxImage()]);
    const nodes = await listNodes(lab.nodes[0]?.host ?? "");
    const leader = nodes.find(({ ManagerStatus }) => ManagerStatus?.Leader)?.Description.Hostname;
    left = lab.nodes.findLast(({ name }) => name !== leader) as LabNode;
    gone = lab.nodes.filter((node) => node !== left);
    engine = connect({ host: left.host });
    proxy = await countingProxy(left.host);
    pulumi = await makeProgram({ host: proxy.host, index: program(gone[0]?.host ?? "") });
    await pulumi.up();
    lost = await swarm();
  });
  after(async () => {
    pulumi?.remove();
    proxy?.close();
    await lab?.stop();
  });

  const declare = (more: object = {}): void =>
    pulumi.write("index.js", HEAD + program(proxy.host, more));
  const forced = (clusterId: string) => ({ forceNewCluster: { clusterId, confirm: "2026-11-21" } });
  async function swarm(): Promise<Swarm> {
    const there = await engine.swarm.inspect();
    if (there === undefined) throw new Error("the engine is in no swarm");
    return there;
  }
  const there = async () => {
    const nodes = await engine.nodes.list();
    const tasks = await engine.tasks.list({ "desired-state": ["running"] });
    const nameOf = (id?: string) => nodes.find(({ ID }) => ID === id)?.Description.Hostname ?? "";
    return {
      states: Object.fromEntries(nodes.map(({ ID, Status }) => [nameOf(ID), Status.State])),
      tasks: tasks.map(({ NodeID, Status }) => [nameOf(NodeID), Status.State, Status.Err ?? ""]),
    };
  };

  it("is not given up while it has a leader", async () => {
    declare(forced(lost.ID));

    const { exitCode, text } = await pulumi.pulumi("preview");

    expect(exitCode).to.not.equal(0);
    expect(text).to.contain(
      "Swarm: it is not forced to go on alone: the swarm of " +
        `${proxy.host} has a leader, so nothing is lost. Take forceNewCluster out of the program.`,
    );
  });

  it("is not given up under the id of another one", async () => {
    await Promise.all(gone.map((node) => node.kill()));
    await until(
      () => engine.info(),
      ({ Swarm }) => !Swarm.Cluster?.ID,
      500,
    );
    declare(forced("abcdefghijklmnopqrstuvwxy"));

    const { exitCode, text } = await pulumi.pulumi("up", "--yes", "--skip-preview");

    expect(exitCode).to.not.equal(0);
    expect(text).to.contain(
      `forceNewCluster.clusterId is "abcdefghijklmnopqrstuvwxy", and this resource lives in swarm ${lost.ID}.`,
    );
    expect(text).to.not.match(/^\s+at .*\.js/m);
  });

  it("shows in the preview what will be lost, and changes nothing", async () => {
    declare(forced(lost.ID));

    const text = await expectSuccess(pulumi.pulumi("preview"));

    const [first, second, only] = [...gone, left].map(({ address }) => `${address}:2377`);
    expect(text).to.contain(
      `~ swarm  goes on with ${only} as its only manager; dropped: ${first}, ${second}; services, networks, secrets, configs, ` +
        "tokens and workers stay",
    );
    expect(text).to.contain("never start again with what they hold");
    expect((await engine.info()).Swarm.Cluster?.ID).to.equal("");
  });

  it("goes on with the one that is left, the same in all that it holds", async () => {
    await pulumi.up();

    const { Spec, ID, JoinTokens } = await swarm();
    expect({ ID, JoinTokens, Spec }).to.deep.equal({
      ID: lost.ID,
      JoinTokens: lost.JoinTokens,
      Spec: lost.Spec,
    });
    const { Managers, Nodes } = (await engine.info()).Swarm as {
      Managers?: number;
      Nodes?: number;
    };
    expect({ Managers, Nodes }).to.deep.equal({ Managers: 1, Nodes: 3 });
    expect((await engine.services.list()).map(({ Spec: { Name } }) => Name)).to.deep.equal(["web"]);
  });

  it("asks nothing in a second run, and none when the words are taken out again", async () => {
    proxy.reset();
    expect(await expectSuccess(pulumi.pulumi("up", "--yes"))).to.contain("4 unchanged");
    expect(proxy.requests).to.deep.equal([]);

    declare();
    await pulumi.up();

    expect(proxy.requests.filter((one) => /^(POST|DELETE)/.test(one))).to.deep.equal([]);
  });

  it("runs its services where it can, and lists the lost managers as down", async () => {
    // What ran on a lost one counts as running until the swarm takes that one for down.
    const expected = {
      states: {
        ...Object.fromEntries(gone.map(({ name }) => [name, "down"])),
        [left.name]: "ready",
      },
      tasks: Array.from({ length: 3 }, () => [left.name, "running", ""]),
    };
    const seen = await until(there, (now) => isDeepStrictEqual(now, expected), 500);

    expect(seen).to.deep.equal(expected);
    expect(await expectSuccess(pulumi.pulumi("refresh", "--yes", "--skip-preview"))).to.contain(
      "4 unchanged",
    );
    const { text } = await pulumi.pulumi("stack", "output", "managers", "--json");
    expect(JSON.parse(text)).to.deep.equal([`${left.address}:2377`]);
  });
});
