// A stack from nothing to nothing, by the real Pulumi CLI on a real engine.

import { expect } from "chai";
import { connect } from "../../provider/engine/connect";
import type { Engine } from "../../provider/engine/engine";
import type { Task } from "../../provider/engine/types";
import { busyboxImage, loadImages, startLab, type Lab } from "../lab";
import { countingProxy, type CountingProxy } from "./support/counting-proxy";
import { expectSuccess, makeProgram, type Program } from "./support/program";

const STACK = `
const cluster = new swarm.SwarmCluster("lab", { advertiseAddr: config.require("address") });
const stack = new swarm.Stack("shop", {
  cluster,
  files: ["docker-stack.yml"],
  services: { web: { deploy: { replicas: config.getNumber("replicas") || 2 } } },
});
exports.services = stack.services;
exports.token = cluster.joinTokens.worker;
`;
const COMPOSE = `
services:
  web:
    image: busybox:latest
    command: httpd -f -p 80
    init: true
    environment: { GREETING: hello }
    ports: ["4000:80"]
    networks: [front]
  worker:
    image: busybox
    command: sleep 1d
    init: true
    deploy: { restart_policy: { delay: 1s } }
networks:
  front: {}
`;

describe("a stack on a real engine, by the real Pulumi CLI", () => {
  let lab: Lab;
  let engine: Engine;
  let proxy: CountingProxy;
  let program: Program;

  before(async () => {
    lab = await startLab({ name: "stack-test", engines: 1 });
    await loadImages(lab, [await busyboxImage()]);
    const [node] = lab.nodes;
    if (node === undefined) throw new Error("the lab has no node");
    engine = connect({ host: node.host });
    proxy = await countingProxy(node.host);
    program = await makeProgram({
      host: proxy.host,
      index: STACK,
      files: { "docker-stack.yml": COMPOSE },
    });
    await program.pulumi("config", "set", "address", node.address);
  });
  after(async () => {
    program?.remove();
    proxy?.close();
    await lab?.stop();
  });

  const compose = (change: (text: string) => string) =>
    program.write("docker-stack.yml", change(COMPOSE));

  /** Ids of the tasks that run, by service. */
  async function running(): Promise<Record<string, string[]>> {
    const names = new Map((await engine.services.list()).map(({ ID, Spec }) => [ID, Spec.Name]));
    const tasks = (await engine.tasks.list({ "desired-state": ["running"] })).filter(isRunning);
    const found: Record<string, string[]> = {};
    for (const task of tasks) (found[names.get(task.ServiceID) ?? ""] ??= []).push(task.ID);
    for (const ids of Object.values(found)) ids.sort();
    return found;
  }
  const isRunning = ({ Status }: Task) => Status.State === "running";

  it("previews the whole of it before there is a swarm", async () => {
    const text = await expectSuccess(program.pulumi("preview"));

    expect(text).to.contain("+ 3 to create");
    expect((await engine.info()).Swarm.LocalNodeState).to.equal("inactive");
  });

  it("makes the swarm and the stack, and ends when it runs", async () => {
    await program.up();

    const tasks = await running();
    expect(Object.keys(tasks).sort()).to.deep.equal(["shop_web", "shop_worker"]);
    expect(tasks.shop_web).to.have.length(2);
  });

  it("keeps the join tokens out of the state and of what is printed", async () => {
    const { JoinTokens } = (await engine.swarm.inspect()) ?? { JoinTokens: undefined };
    const shown = (await program.pulumi("stack", "output", "--json")).text;

    expect(JoinTokens?.Worker).to.match(/^SWMTKN/);
    expect(await program.state()).to.not.contain("SWMTKN");
    expect(shown).to.not.contain("SWMTKN");
  });

  it("asks the engine nothing when nothing changed", async () => {
    proxy.reset();

    const text = await expectSuccess(program.pulumi("up", "--yes"));

    expect(text).to.contain("3 unchanged");
    expect(proxy.requests).to.deep.equal([]);
  });

  it("scales without a restart, as the preview says", async () => {
    const before = await running();
    await program.pulumi("config", "set", "replicas", "3");

    expect(await expectSuccess(program.pulumi("preview"))).to.match(
      /~ web +replicas 2 → 3 +no task restarts, 1 starts/,
    );
    await program.up();

    const after = await running();
    expect(after.shop_web).to.include.members(before.shop_web ?? []);
    expect(after.shop_web).to.have.length(3);
    expect(after.shop_worker).to.deep.equal(before.shop_worker);
  });

  it("restarts exactly the tasks that the preview names", async () => {
    const before = await running();
    compose((text) => text.replace("hello", "good day"));

    expect(await expectSuccess(program.pulumi("preview"))).to.match(
      /~ web +environment +3 tasks restart, 1 at a time, stop-first/,
    );
    await program.up();

    const after = await running();
    expect(after.shop_web?.filter((id) => before.shop_web?.includes(id))).to.deep.equal([]);
    expect(after.shop_worker).to.deep.equal(before.shop_worker);
  });

  it("sees in a refresh what was changed by hand, and mends it", async () => {
    const web = await engine.services.inspect("shop_web");
    if (web === undefined) throw new Error("shop_web is not there");
    const Mode = { Replicated: { Replicas: 5 } };
    await engine.services.update(web.ID, web.Version.Index, { ...web.Spec, Mode });

    const text = await expectSuccess(
      program.pulumi("refresh", "--yes", "--diff", "--skip-preview"),
    );
    expect(text).to.match(/~ replicas\s*: 3 => 5/);
    await program.up();

    const mended = await engine.services.inspect("shop_web");
    expect(mended?.Spec.Mode).to.deep.equal({ Replicated: { Replicas: 3 } });
  });

  it("refreshes a whole stack with at most 8 requests, and sees nothing where nothing changed", async () => {
    proxy.reset();

    const text = await expectSuccess(program.pulumi("refresh", "--yes", "--skip-preview"));

    const asked = proxy.requests.filter((one) => !one.includes("_ping"));
    expect(text).to.contain("3 unchanged");
    expect(asked.length, asked.join("\n")).to.be.at.most(8);
  });

  it("fails with the task's own words, and goes on from there when it is mended", async () => {
    compose((text) => text.replace("sleep 1d", 'sh -c "echo no database; exit 3"'));
    const { exitCode, text } = await program.pulumi("up", "--yes", "--skip-preview");

    expect(exitCode).to.not.equal(0);
    expect(text).to.contain('Service "shop_worker"').and.to.contain("non-zero exit (3)");
    expect(text).to.contain("no database");
    expect(text).to.not.match(/^\s+at .*\.js/m);
    const again = await expectSuccess(program.pulumi("preview"));
    expect(again).to.contain("The last run did not end well: this one goes on from there");

    compose((one) => one.replace("hello", "good day"));
    await program.up();
    expect((await running()).shop_worker).to.have.length(1);
  });

  it("removes what is no longer declared", async () => {
    compose((text) =>
      text.replace("hello", "good day").replace(/ {2}worker:[^]*?(?=networks:\n)/, ""),
    );

    expect(await expectSuccess(program.pulumi("preview"))).to.match(
      /- worker +removed +1 task stops/,
    );
    await program.up();

    expect((await engine.services.list()).map(({ Spec }) => Spec.Name)).to.deep.equal(["shop_web"]);
  });

  it("takes everything away again, the swarm that it made included", async () => {
    await expectSuccess(program.pulumi("destroy", "--yes", "--skip-preview"));

    expect((await engine.info()).Swarm.LocalNodeState).to.equal("inactive");
  });
});
