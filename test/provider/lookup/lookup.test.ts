import { expect } from "chai";
import { lookUp, type Asked, type Question } from "../../../provider/lookup";
import { openSession } from "../../../provider/session";
import type { FakeEngine } from "../../fakes/engine";
import { network, service } from "../engine/contract/support";
import { engineAlone, engineInSwarm } from "../lifecycle/support";

const OWNED = { a: "b", "pulumi-swarm.project": "shop", "pulumi-swarm.name": "web" };
const SHOP = { "com.docker.stack.namespace": "shop" };
const labelled = (name: string, Labels: Record<string, string>) => ({ ...service(name), Labels });
const base64 = (data: Buffer | string) => Buffer.from(data).toString("base64");

describe("a look-up", () => {
  let engine: FakeEngine;
  const ask = <Q extends Question>(question: Q, asked: Asked<Q>, clusterId?: string) =>
    lookUp(question, asked, { clusterId }, (needs) => openSession(needs, () => engine));
  const failure = async (asking: Promise<unknown>): Promise<string> =>
    asking.then(
      () => "answered",
      (error: Error) => error.message,
    );

  beforeEach(async () => {
    engine = await engineInSwarm();
  });

  it("tells a service in the model's words, without its owner's labels", async () => {
    const front = await engine.networks.create(network("front"));
    const joined = service("shop_web", { Networks: [{ Target: front }] });
    const id = await engine.services.create({ ...joined, Labels: { ...OWNED, ...SHOP } });
    engine.move("shop_web", "running");

    expect(await ask("service", { name: "shop_web" })).to.deep.equal({
      id,
      name: "shop_web",
      labels: { a: "b", ...SHOP },
      stack: "shop",
      image: "busybox:latest",
      mode: "replicated",
      replicas: 2,
      tasks: { running: 2, desired: 2 },
      publishedPorts: [],
      networks: ["front"],
    });
    expect(await ask("service", { id })).to.have.property("name", "shop_web");
  });

  it("tells the services of a stack by name, and those that have a label", async () => {
    await engine.services.create(labelled("shop_web", SHOP));
    await engine.services.create(labelled("other", { a: "b" }));
    await engine.services.create(labelled("shop_api", { ...SHOP, a: "b" }));
    const names = async (asked: Asked<"services">) =>
      (await ask("services", asked)).map(({ name }) => name);

    expect(await names({})).to.deep.equal(["other", "shop_api", "shop_web"]);
    expect(await names({ stack: "shop" })).to.deep.equal(["shop_api", "shop_web"]);
    expect(await names({ stack: "shop", labels: { a: "b" } })).to.deep.equal(["shop_api"]);
    expect(await names({ stack: "none" })).to.deep.equal([]);
  });

  it("tells tasks by service and slot, with their nodes and why they do not run", async () => {
    const id = await engine.services.create(service("web"));
    await engine.services.create({ ...service("api"), Mode: { Replicated: { Replicas: 1 } } });
    engine.move("web", "failed", {
      Err: "task: non-zero exit (3)",
      ContainerStatus: { ContainerID: "c1", ExitCode: 3 },
    });
    engine.move("api", "running", { ContainerStatus: { ContainerID: "c2", ExitCode: 0 } });

    const tasks = await ask("tasks", {});

    expect(tasks.map(({ service: name, slot }) => `${name} ${slot}`)).to.deep.equal([
      "api 1",
      "web 1",
      "web 2",
    ]);
    expect(tasks[0]).to.have.property("containerId", "c2");
    expect(tasks[0]).to.not.have.property("exitCode");
    expect({ ...tasks[1], id: "", since: "" }).to.deep.equal({
      id: "",
      service: "web",
      serviceId: id,
      slot: 1,
      node: "fake",
      nodeId: "node1",
      image: "busybox:latest",
      state: "failed",
      desiredState: "running",
      since: "",
      message: "created",
      error: "task: non-zero exit (3)",
      exitCode: 3,
      containerId: "c1",
    });
  });

  const TASK_ROWS: [string, Asked<"tasks">, number][] = [
    ["of one service", { service: "web" }, 2],
    ["of a stack", { stack: "shop" }, 2],
    ["of a stack that has none", { stack: "none" }, 0],
    ["of one service in another stack than its own", { service: "web", stack: "shop" }, 0],
    ["on a node", { node: "fake" }, 4],
    ["that should be stopped", { desiredState: "shutdown" }, 0],
  ];
  for (const [what, asked, count] of TASK_ROWS)
    it(`tells the tasks ${what}`, async () => {
      await engine.services.create(service("web"));
      await engine.services.create(labelled("shop_web", SHOP));

      expect(await ask("tasks", asked)).to.have.length(count);
    });

  it("tells a network, a volume, a secret without and a config with its data", async () => {
    const id = await engine.networks.create({ ...network("front"), Labels: OWNED });
    await engine.volumes.create({ Name: "data", Labels: OWNED });
    const secret = { Name: "pw", Labels: OWNED, Data: base64("hunter2") };
    const secretId = await engine.secrets.create(secret);
    await engine.configs.create({ ...secret, Name: "text", Data: base64("a: 1\n") });
    await engine.configs.create({ ...secret, Name: "bytes", Data: base64(Buffer.from([0xff])) });
    const labels = { a: "b" };

    expect(await ask("network", { name: "front" })).to.include({ id, name: "front" });
    expect(await ask("network", { id })).to.deep.include({ labels, driver: "overlay" });
    expect(await ask("volume", { name: "data" })).to.deep.equal({
      ...{ name: "data", labels, driver: "local", driverOpts: {} },
      ...{ mountpoint: "/data", scope: "local" },
    });
    expect(await ask("secret", { name: "pw" })).to.deep.equal({ id: secretId, name: "pw", labels });
    expect(await ask("config", { name: "text" })).to.deep.include({
      ...{ data: "a: 1\n", dataBase64: base64("a: 1\n") },
    });
    const bytes = await ask("config", { name: "bytes" });
    expect([bytes.data, bytes.dataBase64]).to.deep.equal([undefined, "/w=="]);
  });

  it("means the swarm's network where an engine has one of its own of that name", async () => {
    const inSwarm = await engine.networks.create(network("front"));
    const [there] = await engine.networks.list();
    const { list } = engine.networks;
    engine.networks.list = async (filters) => [
      ...(await list(filters)),
      ...(there ? [{ ...there, Id: "local1", Scope: "local" }] : []),
    ];

    expect((await ask("network", { name: "front" })).id).to.equal(inSwarm);
    expect((await ask("network", { id: "local1" })).scope).to.equal("local");
  });

  it("does not take an engine's copy of a network that is gone for one", async () => {
    const inSwarm = await engine.networks.create(network("front"));
    const { list } = engine.networks;
    engine.networks.list = async (filters) => {
      const found = await list(filters);
      return [...found, ...found.map((one) => ({ ...one, Id: "gone1", Containers: {} }))];
    };

    expect((await ask("network", { name: "front" })).id).to.equal(inSwarm);
  });

  it("tells nodes, and the swarm without its tokens", async () => {
    const node = {
      ...{ id: "node1", hostname: "fake", labels: {}, role: "manager", availability: "active" },
      ...{ state: "ready", addr: "127.0.0.1", leader: true, reachability: "reachable" },
      ...{ engineVersion: "20.10.24", os: "linux", architecture: "x86_64", cpus: 4 },
      memoryBytes: 8 * 2 ** 30,
    };

    expect(await ask("node", { name: "fake" })).to.deep.equal(node);
    expect(await ask("nodes", { role: "manager", availability: "active" })).to.deep.equal([node]);
    expect(await ask("nodes", { role: "worker" })).to.deep.equal([]);
    expect(await ask("nodes", { labels: { disk: "ssd" } })).to.deep.equal([]);
    expect(await ask("swarm", {})).to.include({ nodeId: "node1", engineVersion: "20.10.24" });
    expect(JSON.stringify(await ask("swarm", {}))).to.not.contain("SWMTKN");
    expect(await ask("joinTokens", {})).to.deep.equal({
      worker: "SWMTKN-worker",
      manager: "SWMTKN-manager",
    });
  });

  const ALIKE: [string, string[], string][] = [
    ["wbe", ["web", "api"], ' Did you mean "web"?'],
    ["Web", ["web"], ' Did you mean "web"?'],
    ["web", ["shop_web", "api"], ' Did you mean "shop_web"?'],
    ["nothing", ["web"], ""],
  ];
  for (const [asked, there, hint] of ALIKE)
    it(`says of "${asked}" what sounds alike among ${there.join(", ")}`, async () => {
      for (const name of there) await engine.services.create(service(name));

      expect(await failure(ask("service", { name: asked }))).to.equal(
        `Service "${asked}": the engine at ${engine.address} knows no service of this name or id.${hint} ` +
          "`docker service ls` shows what there is.",
      );
      expect(await failure(ask("tasks", { service: asked }))).to.contain(`Service "${asked}"`);
    });

  it("takes no beginning of a name or an id for the whole", async () => {
    const id = await engine.services.create(service("web"));

    expect(await failure(ask("service", { name: "we" }))).to.contain('Service "we"');
    expect(await failure(ask("service", { id: id.slice(0, 5) }))).to.contain("knows no service");
  });

  for (const asked of [{}, { name: "a", id: "b" }, { name: "" }, { name: 1 }] as Asked<"node">[])
    it(`refuses ${JSON.stringify(asked)}`, async () => {
      expect(await failure(ask("node", asked))).to.equal(
        "Look-up of a node: give its `name` or its `id`, one of the two, as text.",
      );
    });

  it("asks for the id where several nodes have one host name", async () => {
    const [node] = await engine.nodes.list();
    engine.nodes.list = async () => (node ? [node, { ...node, ID: "node2" }] : []);

    expect(await failure(ask("node", { name: "fake" }))).to.equal(
      'Node "fake": 2 have this name. Give the `id` of the one that you mean: node1, node2.',
    );
    expect(await ask("node", { id: "node2" })).to.have.property("id", "node2");
  });

  it("asks no other swarm than the cluster's, and needs none for a volume", async () => {
    expect(await failure(ask("nodes", {}, "another"))).to.contain("is a manager of swarm");
    engine = engineAlone();
    await engine.volumes.create({ Name: "data" });

    expect(await failure(ask("nodes", {}))).to.contain("is in no swarm");
    expect(await ask("volume", { name: "data" })).to.have.property("name", "data");
  });

  it("asks no more than it needs", async () => {
    await engine.services.create(service("web"));
    engine.calls.length = 0;

    await ask("service", { name: "web" });
    await ask("tasks", { service: "web" });

    expect(engine.calls).to.deep.equal([
      ...["engine.info", "services.counted"],
      ...["engine.info", "services.list", "nodes.list", "tasks.list"],
    ]);
  });
});
