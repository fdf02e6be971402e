import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import { schemas } from "../../provider/model/schema";
import * as swarm from "../../sdk";
import { connectionOf } from "../../sdk/resource";
import { inputsOf, isSecret, program, valueOf, type Registered } from "./mocks";

type Any = Record<string, pulumi.Output<unknown>>;

/** The keys of a schema, in the args' spelling. */
const keysOf = (kind: keyof typeof schemas): string[] =>
  Object.keys((schemas[kind] as { properties: object }).properties);

const COMMON = ["id", "urn", "clusterId", "connection"];
const CLASSES: { type: string; make: () => pulumi.Resource; keys: string[] }[] = [
  {
    type: "SwarmCluster",
    make: () => new swarm.SwarmCluster("one"),
    keys: [
      ...["advertiseAddr", "listenAddr", "dataPathAddr", "dataPathPort", "defaultAddrPool"],
      ...["subnetSize", "taskHistoryRetentionLimit", "labels", "forceDestroy"],
      ...["joinTokens", "adopted"],
    ],
  },
  {
    type: "Node",
    make: () => new swarm.Node("one"),
    keys: [
      ...keysOf("node").filter((key) => key !== "nodeConnection"),
      ...["adopt", "converge", "nodeId", "hostname", "addr", "state", "engineVersion", "joined"],
    ],
  },
  {
    type: "Network",
    make: () => new swarm.Network("one"),
    keys: [...keysOf("network").filter((key) => key !== "external"), "adopt"],
  },
  {
    type: "Volume",
    make: () => new swarm.Volume("one"),
    keys: [...keysOf("volume").filter((key) => key !== "external"), "adopt", "onDelete"],
  },
  {
    type: "Secret",
    make: () => new swarm.Secret("one", { data: "hunter2!", dataBase64: "YQ==" }),
    keys: [...keysOf("secret").filter((key) => key !== "external"), "adopt", "fileName"],
  },
  {
    type: "Config",
    make: () => new swarm.Config("one", { data: "a", dataBase64: "YQ==" }),
    keys: [...keysOf("config").filter((key) => key !== "external"), "adopt", "fileName"],
  },
  {
    type: "Service",
    make: () => new swarm.Service("one", { image: "nginx" }),
    keys: [
      ...keysOf("service").filter((key) => key !== "dependsOn"),
      ...["adopt", "converge", "name", "runningImage", "publishedPorts"],
    ],
  },
  {
    type: "Stack",
    make: () => new swarm.Stack("one", {}),
    keys: ["services", "networks", "secrets", "configs", "deployed", "adopt", "converge", "name"],
  },
];

describe("the classes of a program", () => {
  let registered: Registered[];
  beforeEach(async () => {
    registered = await program();
  });

  for (const { type, make, keys } of CLASSES) {
    it(`registers a ${type} under its own type, named after its logical name`, async () => {
      await valueOf(make().urn);

      expect(registered.map((one) => [one.type, one.name, one.inputs.name])).to.deep.equal([
        [`pulumi-nodejs:dynamic/swarm:${type}`, "one", "one"],
      ]);
    });

    it(`gives every key of a ${type} an Output that resolves`, async () => {
      const one = make() as unknown as Any;

      for (const key of [...COMMON, ...keys]) {
        expect(pulumi.Output.isInstance(one[key]), key).to.equal(true);
        await valueOf(one[key] as pulumi.Output<unknown>);
      }
    });

    it(`tells the provider whose a ${type} is, and whether it is a preview`, async () => {
      await valueOf(make().urn);

      const [one] = registered;
      expect(one?.inputs.__urn).to.equal(
        `urn:pulumi:prod::shop::pulumi-nodejs:dynamic/swarm:${type}::one`,
      );
      expect(one?.inputs.__preview).to.equal(false);
    });
  }

  it("tells the URN that Pulumi gives a resource with a parent", async () => {
    class App extends pulumi.ComponentResource {}
    const parent = new App("my:pkg:App", "app");

    const front = new swarm.Network("front", {}, { parent });

    const urn = await valueOf(front.urn);
    expect(registered.find(({ name }) => name === "front")?.inputs.__urn).to.equal(urn);
  });

  it("knows in a preview that it is one", async () => {
    registered = await program({ preview: true });

    await valueOf(new swarm.Network("front").urn);

    expect(registered[0]?.inputs.__preview).to.equal(true);
  });

  it("tells a cluster which nodes are declared for it, as far as the program runs without waiting", async () => {
    const cluster = new swarm.SwarmCluster("prod");
    for (const name of ["w2", "w1"]) new swarm.Node(name, { cluster });
    const aliases = [{ name: "w3" }, "urn:pulumi:dev::test::pulumi-nodejs:dynamic/swarm:Node::w4"];
    new swarm.Node("renamed", { cluster }, { aliases });
    new swarm.Node("elsewhere");
    await valueOf(cluster.urn);
    await valueOf(new swarm.Node("late", { cluster }).urn);

    const [prod] = registered.filter(({ name }) => name === "prod");
    expect(prod?.inputs.__nodes).to.deep.equal(["renamed", "w1", "w2", "w3", "w4"]);
  });

  it("gives its join tokens and unlock key as secret outputs", async () => {
    const { joinTokens, urn } = new swarm.SwarmCluster("prod");

    expect(await valueOf(joinTokens)).to.deep.equal({
      worker: "SWMTKN-worker",
      manager: "SWMTKN-manager",
    });
    await valueOf(urn);
    expect(registered[0]?.secretOutputs).to.deep.equal(["joinTokens", "unlockKey"]);
  });

  it("keeps the secret outputs and options that the program names", async () => {
    const opts = { additionalSecretOutputs: ["labels"], protect: true };
    await valueOf(new swarm.SwarmCluster("prod", {}, opts).urn);

    expect(registered[0]?.secretOutputs).to.deep.equal(["labels", "joinTokens", "unlockKey"]);
  });
});

describe("the engine that a resource talks to", () => {
  const connectionIn = async (
    make: () => pulumi.Resource,
    config: Record<string, string> = {},
  ): Promise<unknown> => {
    const registered = await program({ config });
    return (await inputsOf(registered, make())).connection;
  };
  const host = "tcp://10.0.0.1:2376";

  it("is the one of its cluster, whose id it is told", async () => {
    const registered = await program();
    const cluster = new swarm.SwarmCluster("prod", { connection: { host } });

    const front = new swarm.Network("front", { cluster });

    expect((await inputsOf(registered, front)).connection).to.deep.equal({ host });
    expect(registered.find(({ name }) => name === "front")?.inputs.__cluster).to.equal("c1");
  });

  it("is the one that it names", async () => {
    expect(
      await connectionIn(() => new swarm.Network("front", { connection: { host } })),
    ).to.deep.equal({ host });
  });

  it("is the one of the stack's config where nothing is named", async () => {
    const make = () => new swarm.Network("front");

    expect(await connectionIn(make, { "swarm:host": host })).to.deep.equal({ host });
    expect(await connectionIn(make, { "swarm:context": "lab" })).to.deep.equal({ context: "lab" });
    expect(await connectionIn(make)).to.equal(undefined);
  });

  it("is the one of the stack's config with all that ssh needs, the key secret", async () => {
    const config = { "swarm:sshKey": "KEY", "swarm:sshKnownHosts": "H", "swarm:sshJump": "J" };
    await program({ config: { ...config, "swarm:host": "ssh://node" } });

    const { sshKey, ...rest } = connectionOf(undefined, undefined) as Record<string, unknown>;

    expect(rest).to.deep.equal({ host: "ssh://node", sshKnownHosts: "H", sshJump: "J" });
    expect([await isSecret(sshKey), await valueOf(sshKey as pulumi.Output<string>)]).to.deep.equal([
      true,
      "KEY",
    ]);
  });

  it("is not named twice", async () => {
    await program();
    const cluster = new swarm.SwarmCluster("prod");

    expect(() => new swarm.Network("front", { cluster, connection: { host } })).to.throw(
      pulumi.RunError,
      "`cluster` brings its own connection",
    );
  });

  it("is reached with keys that stay secret, and hide nothing else", async () => {
    await program();
    const plain = { host, ca: "CA", cert: "CERT", sshKnownHosts: "H", sshJump: "J" };
    const connection = { ...plain, key: "KEY", sshKey: "SSH" };

    const given = connectionOf(undefined, connection) as Record<string, unknown>;

    const { key, sshKey, ...rest } = given;
    expect(rest).to.deep.equal(plain);
    expect([await isSecret(key), await isSecret(sshKey)]).to.deep.equal([true, true]);
  });

  it("is reached with a key that stays secret, where the connection comes from elsewhere", async () => {
    await program();
    const connection = pulumi.output({ host, key: "KEY" });

    const given = connectionOf(undefined, connection) as pulumi.Output<object>;

    expect(await valueOf(given)).to.deep.equal({ host, key: "KEY" });
    expect(await isSecret(pulumi.output(given))).to.equal(true);
  });
});
