// Look-ups as a program writes them: the plain form, the Output form, and what each does with what comes later.

import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import * as swarm from "../../sdk";
import { installFakeSsh } from "../fakes/ssh";
import { startStub, type Stub } from "../fakes/stub";
import { makeProgram, type Program } from "./built-package";
import { isSecret, program, valueOf } from "./mocks";

const NETWORK = { Id: "n1", Name: "front", Driver: "overlay", Scope: "swarm", Labels: {} };
const INFO = {
  ...{ ID: "e1", ServerVersion: "27.0.0", Name: "m1" },
  Swarm: { LocalNodeState: "active", NodeID: "m1", ControlAvailable: true, Cluster: { ID: "c1" } },
};
const SWARM = {
  ...{ ID: "c1", Version: { Index: 1 }, CreatedAt: "2026-01-01T00:00:00Z" },
  Spec: { Name: "default", Labels: {}, Orchestration: {}, EncryptionConfig: {} },
  JoinTokens: { Worker: "SWMTKN-worker", Manager: "SWMTKN-manager" },
};

const BODIES: Record<string, unknown> = {
  "/v1.41/info": INFO,
  "/v1.41/swarm": SWARM,
  "/v1.41/networks": [NETWORK],
};

describe("a program that looks up what is there", () => {
  let stub: Stub;
  let connection: { host: string };
  before(async () => {
    stub = await startStub({ answer: ({ path }) => ({ body: BODIES[path] ?? [] }) });
    connection = { host: stub.host };
  });
  after(() => stub.close());
  beforeEach(async () => {
    await program();
    stub.asked.length = 0;
  });

  const failure = async (asking: Promise<unknown>): Promise<Error> =>
    asking.then(
      () => new Error("answered"),
      (error: Error) => error,
    );

  it("gets a plain object, or an Output of the same", async () => {
    const plain = await swarm.getNetwork({ name: "front", connection });
    const later = await valueOf(
      swarm.getNetworkOutput({ name: pulumi.output("front"), connection }),
    );

    expect(plain).to.include({ id: "n1", name: "front", driver: "overlay" });
    expect(later).to.deep.equal(plain);
  });

  it("asks the engine that the stack's config names", async () => {
    await program({ config: { "swarm:host": stub.host } });

    expect(await swarm.getNetwork({ name: "front" })).to.include({ id: "n1" });
    expect(await valueOf(swarm.getNetworkOutput({ id: "n1" }))).to.include({ name: "front" });
  });

  it("asks with a key that the program or the stack's config gives", async () => {
    const key = "-----BEGIN PRIVATE KEY-----";
    const ssh = installFakeSsh(stub.socketPath);
    await program({ config: { "swarm:host": "ssh://node", "swarm:sshKey": key } });
    const asked = [
      swarm.getNetwork({ name: "front", connection: { ...connection, key } }),
      swarm.getNetwork({ name: "front" }),
      valueOf(swarm.getNetworkOutput({ name: "front" })),
    ];

    const ids = (await Promise.all(asked)).map(({ id }) => id);

    const given = ssh.keys();
    ssh.remove();
    expect([ids, given]).to.deep.equal([["n1", "n1", "n1"], `${key}\n`]);
  });

  it("asks the engine of a cluster, and no other swarm than that", async () => {
    const cluster = new swarm.SwarmCluster("prod", { connection });

    expect(await valueOf(swarm.getSwarmOutput({ cluster }))).to.include({ id: "c1" });
  });

  it("asks nothing in a preview while an arg is unknown", async () => {
    await program({ preview: true });
    const cluster = new swarm.SwarmCluster("prod", { connection });
    const { name, clusterId } = new swarm.Network("made", { name: "front", connection });

    const answers = [
      swarm.getNetworkOutput({ name: "front", cluster }),
      swarm.getNetworkOutput({ id: clusterId, connection }),
    ];
    const known = swarm.getNetworkOutput({ name, connection });

    for (const answer of answers)
      expect(await (answer as unknown as { isKnown: Promise<boolean> }).isKnown).to.equal(false);
    expect(stub.asked).to.deep.equal([]);
    expect(await valueOf(known)).to.include({ id: "n1" });
  });

  it("keeps a secret what was asked for with one, and join tokens in any case", async () => {
    const asked = swarm.getNetworkOutput({ name: pulumi.secret("front"), connection });
    const tokens = swarm.getJoinTokensOutput({ connection });

    expect(await isSecret(asked)).to.equal(true);
    expect(await isSecret(swarm.getNetworkOutput({ name: "front", connection }))).to.equal(false);
    expect(await isSecret(tokens)).to.equal(true);
    expect(await valueOf(tokens)).to.deep.equal({
      worker: "SWMTKN-worker",
      manager: "SWMTKN-manager",
    });
  });

  it("is told its mistake without a stack trace", async () => {
    const error = await failure(swarm.getNetwork({ name: "fornt", connection }));

    expect(pulumi.RunError.isInstance(error)).to.equal(true);
    expect(error.message).to.match(/^Network "fornt": .* Did you mean "front"\?/);
    expect(error.stack).to.equal(error.message);
  });

  const LATER: [string, object][] = [
    ["an Output", { name: pulumi.output("front") }],
    ["a promise", { connection: Promise.resolve({}) }],
    ["a cluster", { name: "front", cluster: {} }],
  ];
  for (const [what, args] of LATER)
    it(`is told which form takes ${what}`, async () => {
      const error = await failure(swarm.getNetwork(args as swarm.GetNetworkArgs));

      expect(pulumi.RunError.isInstance(error)).to.equal(true);
      expect(error.message).to.contain("Use getNetworkOutput");
      expect(stub.asked).to.deep.equal([]);
    });

  it("gives args of the right types only, in both forms", () => {
    type Plain = Parameters<typeof swarm.getTasks>[0];
    type Later = Parameters<typeof swarm.getTasksOutput>[0];
    const plain: Plain = { service: "web", desiredState: "running", connection };
    const later: Later = { service: pulumi.output("web"), connection: pulumi.output(connection) };
    // @ts-expect-error an Output is no text
    const mixed: Plain = { service: pulumi.output("web") };
    // @ts-expect-error no such state
    const unknown: Later = { desiredState: "gone" };
    const count = (all: swarm.GetTaskResult[]): number => all.length;
    const counted: (args: Plain) => Promise<number> = async (args) =>
      count(await swarm.getTasks(args));

    expect([plain, later, mixed, unknown, counted].every(Boolean)).to.equal(true);
  });
});

describe("the package as it is built", function () {
  this.timeout(300_000); // the package is built for it
  let built: Program;
  before(() => (built = makeProgram("installed")));
  after(() => built.remove());

  it("loads nothing that talks to an engine before something is asked", async () => {
    const loaded = await built.run(`
      require("pulumi-swarm");
      const late = /dockerode|docker-modem|provider.lookup.index/;
      console.log(JSON.stringify(Object.keys(require.cache).filter((file) => late.test(file))));
    `);

    expect(loaded).to.deep.equal([]);
  });

  it("finds it then", async () => {
    const told = await built.run(`
      require("pulumi-swarm").getNodes().then(() => "answered", (error) => error.message)
        .then((message) => console.log(JSON.stringify(message)));
    `);

    expect(told).to.contain("none.sock");
  });
});
