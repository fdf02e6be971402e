import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import { UNKNOWN } from "../../provider/model/unknown";
import * as swarm from "../../sdk";
import { inputsOf, program, type Registered } from "./mocks";

describe("a Service of a program", () => {
  let registered: Registered[];
  beforeEach(async () => {
    registered = await program();
  });
  const inputs = (args: swarm.ServiceArgs) => inputsOf(registered, new swarm.Service("web", args));

  it("joins networks by their names, whether resources, names or Outputs", async () => {
    const front = new swarm.Network("front", { name: "shop-front" });

    const { networks } = await inputs({
      image: "nginx",
      networks: [front, "back", pulumi.output("side")],
    });

    expect(networks).to.deep.equal(["shop-front", "back", "side"]);
  });

  it("tells which networks this program makes, so that a preview does not miss them", async () => {
    const front = new swarm.Network("front");

    await inputs({ image: "nginx", networks: [front, "back"] });

    const web = registered.find(({ name }) => name === "web");
    expect(web?.inputs.__made).to.deep.equal(["front"]);
  });

  it("tells that it waits for what may bring nodes, so that a preview only warns where none fits", async () => {
    const db = new swarm.Service("db", { image: "postgres" });
    const join = new pulumi.ComponentResource("shop:Nodes", "join");
    const waits = { none: [], db, join, both: [db, join], later: pulumi.output([db]) };
    for (const [name, dependsOn] of Object.entries(waits))
      await inputsOf(registered, new swarm.Service(name, { image: "nginx" }, { dependsOn }));

    const after = registered
      .filter(({ name }) => name in waits)
      .map(({ name, inputs: { __after } }) => [name, __after]);
    expect(Object.fromEntries(after)).to.deep.equal({
      ...{ none: undefined, db: undefined },
      ...{ join: true, both: true, later: true },
    });
  });

  it("tells what `ignoreChanges` leaves to others", async () => {
    for (const [name, ignoreChanges] of Object.entries({ web: ["deploy.replicas"], none: [] }))
      await inputsOf(registered, new swarm.Service(name, { image: "nginx" }, { ignoreChanges }));

    expect(registered.map(({ inputs: { __ignore } }) => __ignore)).to.deep.equal([
      ["deploy.replicas"],
      undefined,
    ]);
  });

  it("gets secrets and configs under the name that was declared, whichever version it is", async () => {
    const pw = new swarm.Secret("pw", { data: "hunter2!" });
    const conf = new swarm.Config("conf", { name: "nginx.conf", data: "a=b" });

    const { secrets, configs } = await inputs({
      image: "nginx",
      secrets: [pw, "cert", { source: pw, target: "/pw", mode: 0o400 }],
      configs: [conf, { source: conf, target: "/etc/nginx.conf" }, { source: "mime" }],
    });

    expect(secrets).to.deep.equal([
      { source: "pw", target: "pw" },
      "cert",
      { source: "pw", target: "/pw", mode: 0o400 },
    ]);
    expect(configs).to.deep.equal([
      { source: "nginx.conf", target: "nginx.conf" },
      { source: "nginx.conf", target: "/etc/nginx.conf" },
      { source: "mime" },
    ]);
    const web = registered.find(({ name }) => name === "web");
    expect(web?.inputs.__made).to.deep.equal(["pw", "pw", "nginx.conf", "nginx.conf"]);
  });

  it("passes networks with settings as they are", async () => {
    const networks = { front: { aliases: ["w"] } };

    expect((await inputs({ image: "nginx", networks })).networks).to.deep.equal(networks);
  });

  it("carries a volume's driver in the mount, so that it is the same on every node", async () => {
    const data = new swarm.Volume("data", {
      driver: "local",
      driverOpts: { type: "nfs", device: ":/data" },
      labels: { tier: "db" },
    });

    const { volumes } = await inputs({
      image: "nginx",
      volumes: [
        "logs:/logs",
        { source: data, target: "/data", readOnly: true, volume: { nocopy: true } },
        { type: "bind", source: "/etc", target: "/etc" },
      ],
    });

    expect(volumes).to.deep.equal([
      "logs:/logs",
      {
        type: "volume",
        source: "data",
        target: "/data",
        readOnly: true,
        volume: {
          nocopy: true,
          driver: "local",
          driverOpts: { type: "nfs", device: ":/data" },
          labels: { tier: "db" },
        },
      },
      { type: "bind", source: "/etc", target: "/etc" },
    ]);
  });

  it("keeps secret what is secret, and known what is known", async () => {
    registered = await program({ preview: true });
    const unknown = new swarm.SwarmCluster("prod").clusterId;

    const { environment } = await inputs({
      image: "nginx",
      environment: { PASSWORD: pulumi.secret("hunter2"), ID: unknown, LOUD: "1" },
    });

    expect(environment).to.deep.equal({
      PASSWORD: { secret: "hunter2" },
      ID: UNKNOWN,
      LOUD: "1",
    });
  });

  it("takes a name that is known only later", async () => {
    expect(await inputs({ image: "nginx", name: pulumi.output("front") })).to.include({
      name: "front",
    });
  });

  it("seals the passwords of registries, and nothing else of their logins", async () => {
    const { registryAuth } = await inputs({
      image: "nginx",
      registryAuth: {
        "docker.io": { username: "ops", password: "hunter2" },
        "quay.io": { identityToken: pulumi.output("hunter3") },
        "r.io": pulumi.output({ username: "ops", password: "hunter4" }),
      },
    });

    expect(registryAuth).to.deep.equal({
      "docker.io": { username: "ops", password: { secret: "hunter2" } },
      "quay.io": { identityToken: { secret: "hunter3" } },
      "r.io": { secret: { username: "ops", password: "hunter4" } },
    });
  });

  it("seals logins that come later as a whole", async () => {
    const { registryAuth } = await inputs({ image: "nginx", registryAuth: pulumi.output({}) });

    expect(registryAuth).to.deep.equal({ secret: {} });
  });

  it("takes the logins of the machine as it is told", async () => {
    const { registryAuth } = await inputs({ image: "nginx", registryAuth: true });

    expect(registryAuth).to.equal(true);
  });
});
