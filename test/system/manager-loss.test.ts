// Managers that go away in the middle of a rollout, by the real Pulumi CLI through a list of managers. Needs root.

import { expect } from "chai";
import { connect } from "../../provider/engine/connect";
import type { Engine } from "../../provider/engine/engine";
import { busyboxImage, listNodes, loadImages, startLab, untilReady } from "../lab";
import type { Lab, LabNode } from "../lab";
import { until } from "../provider/engine/contract/support";
import { countingProxy, type CountingProxy } from "./support/counting-proxy";
import { untilKept } from "./support/lock-keys";
import { expectSuccess, HEAD, makeProgram, type Program } from "./support/program";

interface Declared {
  /** The managers that are asked, in this order. */
  managers: LabNode[];
  env: string;
  autoLockManagers?: boolean;
}

describe("a rollout that loses a manager, by the real Pulumi CLI", () => {
  let lab: Lab;
  let pulumi: Program;
  /** Goes away and comes back; first it is the leader. */
  let lost: LabNode;
  let other: LabNode;
  /** Runs all tasks, so that no test waits for a node to count as down. */
  let home: LabNode;
  const proxies = new Map<string, CountingProxy>();

  before(async () => {
    lab = await startLab({ name: "manager-loss", managers: 3 });
    await loadImages(lab, [await busyboxImage()]);
    for (const { name, host } of lab.nodes) proxies.set(name, await countingProxy(host));
    pulumi = await makeProgram({ host: "unix:///nowhere.sock", index: "" });
    [lost, other, home] = await leaderFirst();
    declare({ managers: lab.nodes, env: "one" });
    await pulumi.up();
  });
  after(async () => {
    pulumi?.remove();
    for (const proxy of proxies.values()) proxy.close();
    await lab?.stop();
  });

  function declare({ managers, env, autoLockManagers }: Declared): void {
    const host = managers.map(({ name }) => proxies.get(name)?.host);
    const cluster = { connection: { host }, autoLockManagers };
    pulumi.write(
      "index.js",
      `${HEAD}
const cluster = new swarm.SwarmCluster("lab", ${JSON.stringify(cluster)});
new swarm.Stack("shop", {
  cluster,
  services: {
    web: {
      image: "busybox:latest",
      command: ["sh", "-c", "trap 'exit 0' TERM; sleep 1d & wait"],
      environment: { VERSION: "${env}" },
      deploy: { replicas: 4, placement: { constraints: ["node.hostname == ${home.name}"] }, updateConfig: { parallelism: 2, monitor: "1s" } },
    },
  },
});
`,
    );
  }
  /** Runs the rollout, and does this when the service's new spec has reached the swarm and the provider has heard so. */
  async function upWhile(meanwhile: () => Promise<void>): Promise<void> {
    const all = [...proxies.values()];
    for (const proxy of all) proxy.reset();
    const run = pulumi.pulumi("up", "--yes", "--skip-preview");
    await until(
      async () => all.map(({ requests }) => requests),
      (asked) => asked.some(goOnAfterUpdate),
    );
    await meanwhile();
    await expectSuccess(run);
  }
  /** The services, and the versions that their running tasks are of. */
  async function there(engine: Engine): Promise<Record<string, string[]>> {
    const services = await engine.services.list();
    const tasks = await engine.tasks.list({ "desired-state": ["running"] });
    const running = tasks.filter(({ Status }) => Status.State === "running");
    const entries = services.map(({ ID, Spec }) => [
      Spec.Name,
      running
        .filter(({ ServiceID }) => ServiceID === ID)
        .flatMap(({ Spec: { ContainerSpec } }) => ContainerSpec?.Env ?? []),
    ]);
    return Object.fromEntries(entries) as Record<string, string[]>;
  }
  const fourOf = (env: string) => ({ shop_web: Array.from({ length: 4 }, () => `VERSION=${env}`) });
  async function expectNothingToDo(): Promise<void> {
    for (const proxy of proxies.values()) proxy.reset();
    expect(await expectSuccess(pulumi.pulumi("up", "--yes"))).to.contain("3 unchanged");
    expect([...proxies.values()].flatMap(({ requests }) => requests)).to.deep.equal([]);
  }
  async function leaderFirst(): Promise<[LabNode, LabNode, LabNode]> {
    const nodes = await listNodes(lab.nodes[0]?.host ?? "");
    const leader = nodes.find(({ ManagerStatus }) => ManagerStatus?.Leader);
    const isLeader = ({ name }: LabNode) => name === leader?.Description.Hostname;
    const sorted = [...lab.nodes.filter(isLeader), ...lab.nodes.filter((one) => !isLeader(one))];
    return sorted as [LabNode, LabNode, LabNode];
  }

  it("ends well when it is the leader, which is asked first", async () => {
    declare({ managers: [lost, other, home], env: "two" });

    await upWhile(() => lost.kill());

    expect(await there(connect({ host: home.host }))).to.deep.equal(fourOf("two"));
    await expectNothingToDo();
    await lost.start();
    for (const { host } of lab.nodes) await untilReady(host, 3);
  });

  it("ends well when the only manager that is asked restarts", async () => {
    declare({ managers: [lost], env: "three" });

    await upWhile(async () => {
      await lost.kill();
      await lost.start();
    });

    expect(await there(connect({ host: home.host }))).to.deep.equal(fourOf("three"));
    await expectNothingToDo();
    for (const { host } of lab.nodes) await untilReady(host, 3);
  });

  it("passes by a manager that is locked, and gives it no key", async () => {
    const managers = [lost, other, home];
    declare({ managers, env: "three", autoLockManagers: true });
    await pulumi.up();
    await untilKept(managers, true);
    await lost.kill();
    await lost.start();
    declare({ managers, env: "four", autoLockManagers: true });

    await pulumi.up();

    const { Swarm } = await connect({ host: lost.host }).info();
    expect(Swarm.LocalNodeState).to.equal("locked");
    expect(await there(connect({ host: home.host }))).to.deep.equal(fourOf("four"));
    await expectNothingToDo();
  });
});

/** What is asked next is asked when the update was answered: an answer that is lost fails the run, and rightly. */
const goOnAfterUpdate = (requests: string[]): boolean =>
  requests.slice(0, -1).some((line) => /^POST \S+\/services\/\w+\/update\b/.test(line));
