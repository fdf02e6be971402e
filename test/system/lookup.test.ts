// What is there, used and told by a program that does not own it: by the real Pulumi CLI on real engines.

import { expect } from "chai";
import { connect } from "../../provider/engine/connect";
import type { Engine } from "../../provider/engine/engine";
import { network, service, until } from "../provider/engine/contract/support";
import { busyboxImage, loadImages, startLab, type Lab } from "../lab";
import { expectSuccess, HEAD, makeProgram, type Program } from "./support/program";

const INDEX = `
const front = swarm.Network.get("front", config.get("front") || "shop_front");
const data = swarm.Volume.get("data", "shop_data");
const api = swarm.Service.get("api", "shop_api");
const motd = swarm.Config.get("motd", "shop_motd");
const web = new swarm.Service("web", {
  image: "busybox:latest",
  command: "sleep 1000",
  init: true,
  stopSignal: "SIGKILL",
  networks: [front],
  volumes: [{ source: data, target: "/data" }],
  secrets: [swarm.Secret.get("pw", "shop_pw")],
  configs: [{ source: motd, target: "/etc/motd" }],
  deploy: { replicas: 1, placement: { constraints: ["node.role == manager"] } },
  converge: { monitor: "1s" },
});
exports.got = [front.driver, front.attachable, data.labels, api.runningImage, api.deploy, motd.data];
exports.api = swarm.getServiceOutput({ name: "shop_api" });
exports.tasks = swarm
  .getTasksOutput({ service: web.id, desiredState: "running" })
  .apply((tasks) => tasks.map(({ service, state, node }) => [service, state, node]));
exports.nodes = swarm.getNodesOutput().apply((nodes) => nodes.map((one) => [one.hostname, one.role]));
exports.hidden = swarm.getNetworkOutput({ name: pulumi.secret("shop_front") }).id;
exports.tokens = swarm.getJoinTokensOutput();
`;

const PLAIN = `
module.exports = async () => {
  if (config.getBoolean("wrong")) void swarm.getService({ name: "shop_apy" });
  const { name } = await swarm.getService({ name: "shop_api" });
  const [first] = await swarm.getTasks({ stack: "shop" });
  const { data } = await swarm.getConfig({ name: "shop_motd" });
  const { id } = await swarm.getSecret({ name: "shop_pw" });
  const [log] = await swarm.getLogs({ service: "shop_api", tail: 1 });
  return { name, node: first.node, data, isId: /^\\w{25}$/.test(id), log: [log.task, log.node, log.lines] };
};
`;

const TALKS = "echo starting; echo ready; exec sleep 1000";
const SHOP = { "com.docker.stack.namespace": "shop" };

describe("what is there, looked up by the real Pulumi CLI", () => {
  let lab: Lab;
  let engine: Engine;
  let program: Program;

  before(async () => {
    lab = await startLab({ name: "lookup-test", managers: 1, workers: 1 });
    await loadImages(lab, [await busyboxImage()]);
    const host = lab.nodes[0]?.host ?? "";
    engine = connect({ host });
    await makeShop(engine);
    program = await makeProgram({ host, index: INDEX });
  });
  after(async () => {
    program?.remove();
    await lab?.stop();
  });

  /** As `docker stack deploy shop` leaves it. */
  async function makeShop(manager: Engine): Promise<void> {
    const spec = { ...network("shop_front"), Attachable: true, Labels: SHOP };
    const front = await manager.networks.create(spec);
    await manager.volumes.create({ Name: "shop_data", Labels: { ...SHOP, keeps: "orders" } });
    const content = { Labels: SHOP, Data: Buffer.from("hello").toString("base64") };
    await manager.secrets.create({ ...content, Name: "shop_pw" });
    await manager.configs.create({ ...content, Name: "shop_motd" });
    const api = service("shop_api", {
      ContainerSpec: { Image: "busybox:latest", Command: ["sh", "-c", TALKS] },
      Networks: [{ Target: front }],
      Placement: { Constraints: ["node.role == worker"] },
    });
    await manager.services.create({ ...api, Labels: SHOP });
    await until(
      () => manager.services.counted({ name: ["shop_api"] }),
      ([one]) => one?.ServiceStatus?.RunningTasks === 2,
    );
  }
  const outputs = async () =>
    JSON.parse(await expectSuccess(program.pulumi("stack", "output", "--json"))) as Record<
      string,
      unknown
    >;

  it("is known in the preview, but for what a resource of this run makes", async () => {
    const text = await expectSuccess(program.pulumi("preview"));

    expect(text).to.contain("read pulumi-nodejs:dynamic/swarm:Network front");
    expect(text).to.match(/\+ web +new +1 task starts/);
    expect(text)
      .to.match(/tasks *: \[unknown\]/)
      .and.to.contain('"busybox:latest"');
    expect(text).to.not.contain("does not exist");
  });

  it("is used by a service as a resource that this program makes", async () => {
    await program.up();

    const { got, api, ...rest } = await outputs();
    expect(got).to.deep.equal([
      ...["overlay", true, { ...SHOP, keeps: "orders" }, "busybox:latest"],
      ...[{ mode: "replicated", replicas: 2, labels: SHOP }, "hello"],
    ]);
    expect(api).to.deep.include({ name: "shop_api", stack: "shop", networks: ["shop_front"] });
    expect(api).to.deep.include({ tasks: { running: 2, desired: 2 }, replicas: 2 });
    expect(rest).to.deep.equal({
      tasks: [["web", "running", "m1"]],
      nodes: [
        ["m1", "manager"],
        ["w1", "worker"],
      ],
      ...{ hidden: "[secret]", tokens: "[secret]" },
    });
    const { TaskTemplate } = (await engine.services.inspect("web"))?.Spec ?? {};
    const front = await engine.networks.inspect("shop_front");
    expect(TaskTemplate?.Networks).to.deep.equal([{ Target: front?.Id }]);
    const { Mounts, Secrets, Configs } = TaskTemplate?.ContainerSpec ?? {};
    expect(Mounts?.[0]).to.include({ Source: "shop_data" });
    expect(Secrets?.map(({ SecretName, File }) => [SecretName, File?.Name])).to.deep.equal([
      ["shop_pw", "shop_pw"],
    ]);
    expect(Configs?.map(({ ConfigName, File }) => [ConfigName, File?.Name])).to.deep.equal([
      ["shop_motd", "/etc/motd"],
    ]);
    expect(await program.state()).to.not.contain("SWMTKN");
  });

  it("changes nothing the second time, nor in a refresh", async () => {
    const versions = async () =>
      (await engine.services.list()).map(({ Spec, Version }) => [Spec.Name, Version.Index]);
    const before = await versions();

    const second = await expectSuccess(program.pulumi("up", "--yes"));
    const refreshed = await expectSuccess(program.pulumi("refresh", "--yes"));

    expect(second).to.contain("2 unchanged").and.to.not.contain("to update");
    expect(refreshed).to.contain("7 unchanged");
    expect(await versions()).to.deep.equal(before);
  });

  it("fails the preview when it is missing, with what sounds alike", async () => {
    await program.pulumi("config", "set", "front", "shop_fornt");

    const { exitCode, text } = await program.pulumi("preview");

    expect(exitCode).to.not.equal(0);
    expect(text).to.contain('Network "shop_fornt": the engine at unix://');
    expect(text).to.contain('Did you mean "shop_front"?');
    expect(text).to.not.match(/\n\s+at .*\.js:\d+/);
    await program.pulumi("config", "rm", "front");
  });

  it("fails the preview when no engine answers, and loses nothing of the state", async () => {
    const before = await program.state();

    const nowhere = { DOCKER_HOST: "unix:///run/no-engine.sock" };
    const { exitCode, text } = await program.pulumiWith(nowhere, "preview");

    expect(exitCode).to.not.equal(0);
    expect(text).to.contain("connect ENOENT /run/no-engine.sock");
    expect(await program.state()).to.equal(before);
  });

  it("lets go of a service that the program owned: it runs on", async () => {
    const owned = await engine.services.inspect("web");
    program.write("index.js", HEAD + 'swarm.Service.get("web", "web");');

    await program.up();

    const still = await engine.services.inspect("web");
    expect([still?.ID, still?.Version]).to.deep.equal([owned?.ID, owned?.Version]);
    await engine.services.remove("web");
  });

  it("is not touched by a destroy", async () => {
    const there = async () => [
      (await engine.services.list()).map(({ Spec, Version }) => [Spec.Name, Version.Index]),
      (await engine.volumes.list()).map(({ Name }) => Name),
      (await engine.networks.list()).map(({ Name }) => Name).sort(),
    ];
    program.write(
      "index.js",
      HEAD + 'swarm.Service.get("api", "shop_api"); swarm.Volume.get("data", "shop_data");',
    );
    await program.up();
    const before = await there();

    await expectSuccess(program.pulumi("destroy", "--yes", "--skip-preview"));

    expect(await there()).to.deep.equal(before);
  });

  it("is told as plain objects, or the program's mistake without a stack trace", async () => {
    program.write("index.js", HEAD + PLAIN);
    await program.up();

    expect(await outputs()).to.deep.equal({
      ...{ name: "shop_api", node: "w1", data: "hello", isId: true },
      log: ["shop_api.1", "w1", ["ready"]],
    });
    await program.pulumi("config", "set", "wrong", "true");
    const { exitCode, text } = await program.pulumi("preview");
    expect(exitCode).to.not.equal(0);
    expect(text).to.contain('error: Service "shop_apy": the engine at unix://');
    expect(text).to.contain('Did you mean "shop_api"?');
    expect(text).to.not.match(/\n\s+at .*\.js:\d+/);
  });
});
