// Nodes by the real Pulumi CLI, on five engines that are in no swarm: how they join, change and leave. Needs root.

import { expect } from "chai";
import { connect } from "../../provider/engine/connect";
import type { Engine } from "../../provider/engine/engine";
import { busyboxImage, loadImages, startLab, type Lab } from "../lab";
import { countingProxy, type CountingProxy } from "./support/counting-proxy";
import {
  changeNode,
  nodeNamed,
  nodesInWords,
  nodesProgram,
  type Declared,
} from "./support/node-program";
import { expectSuccess, HEAD, makeProgram, type Program } from "./support/program";

const ALL: Record<string, Declared> = {
  e2: { role: "manager" },
  e3: { role: "manager", labels: { zone: "b" } },
  e4: { labels: { disk: "ssd", zone: "a" } },
  e5: { availability: "pause" },
};

describe("nodes, by the real Pulumi CLI", () => {
  let lab: Lab;
  let manager: Engine;
  let proxies: Record<string, CountingProxy>;
  let program: Program;

  before(async () => {
    lab = await startLab({ name: "nodes-test", engines: 5 });
    await loadImages(lab, [await busyboxImage()]);
    const each = lab.nodes.map(
      async ({ name, host }) => [name, await countingProxy(host)] as const,
    );
    proxies = Object.fromEntries(await Promise.all(each));
    manager = connect({ host: lab.nodes[0]?.host });
    program = await makeProgram({ host: "unix:///nowhere", index: source(ALL) });
  });
  after(async () => {
    program?.remove();
    Object.values(proxies ?? {}).forEach((proxy) => proxy.close());
    await lab?.stop();
  });

  const source = (nodes: Record<string, Declared>, more?: string): string => {
    const hosts = Object.entries(proxies).map(([name, { host }]) => [name, host] as const);
    return nodesProgram(lab, Object.fromEntries(hosts), nodes, { more });
  };
  const declare = (nodes: Record<string, Declared>, more?: string): void =>
    program.write("index.js", HEAD + source(nodes, more));
  const seen = (): Promise<string[]> => nodesInWords(manager);

  it("join as workers and managers, with their labels", async () => {
    const text = await program.up();

    expect(await seen()).to.deep.equal([
      "e1 manager active ready",
      "e2 manager active ready",
      "e3 manager active ready zone=b",
      "e4 worker active ready disk=ssd,zone=a",
      "e5 worker pause ready",
    ]);
    expect(text + (await program.state())).to.not.contain("SWMTKN");
  });

  it("ask no engine anything when nothing changed", async () => {
    Object.values(proxies).forEach((proxy) => proxy.reset());
    expect(await expectSuccess(program.pulumi("up", "--yes"))).to.contain("6 unchanged");

    const asked = Object.entries(proxies).map(([name, { requests }]) => [name, requests.length]);
    expect(Object.fromEntries(asked)).to.deep.equal({ e1: 0, e2: 0, e3: 0, e4: 0, e5: 0 });
  });

  it("show nothing in a refresh, for which only the manager is asked", async () => {
    Object.values(proxies).forEach((proxy) => proxy.reset());
    const text = await expectSuccess(program.pulumi("refresh", "--yes", "--skip-preview"));
    expect(text).to.contain("6 unchanged");

    const asked = ["e2", "e3", "e4", "e5"].map((name) => proxies[name]?.requests.length);
    expect(asked).to.deep.equal([0, 0, 0, 0]);
  });

  it("change in place, and keep the labels of others", async () => {
    const { Spec } = await nodeNamed(manager, "e4");
    await changeNode(manager, "e4", { Labels: { ...Spec.Labels, theirs: "1", zone: "z" } });
    declare({ ...ALL, e4: { labels: { disk: "nvme" } }, e5: {} });

    await expectSuccess(program.pulumi("refresh", "--yes", "--skip-preview"));
    const preview = await expectSuccess(program.pulumi("preview"));
    expect(preview).to.match(/~ node e5 +availability pause → active/);
    expect(preview).to.match(/~ node e4 +labels/);
    await program.up();

    expect((await seen()).slice(3)).to.deep.equal([
      "e4 worker active ready disk=nvme,theirs=1",
      "e5 worker active ready",
    ]);
  });

  it("leave when all is destroyed, and so does the swarm", async () => {
    await expectSuccess(program.pulumi("destroy", "--yes", "--skip-preview"));

    const states = lab.nodes.map(async ({ host }) => (await connect({ host }).info()).Swarm);
    expect((await Promise.all(states)).map(({ LocalNodeState }) => LocalNodeState)).to.deep.equal(
      lab.nodes.map(() => "inactive"),
    );
  });
});
