// Objects that are there already: refused with their owner named, taken over with `adopt: true`, and what is
// ours taken up again. By the real Pulumi CLI on a real engine.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { connect } from "../../provider/engine/connect";
import type { Engine } from "../../provider/engine/engine";
import { network, service, until } from "../provider/engine/contract/support";
import { busyboxImage, loadImages, startLab, type Lab } from "../lab";
import { expectSuccess, makeProgram, type Program } from "./support/program";

/** Declares what `makeByHand` makes, so that taking it over has nothing to change. */
const INDEX = `
const adopt = config.getBoolean("adopt");
const labels = { keeps: "orders" };
// The engine labels no network and no volume that is there: nothing tells later whose they are.
const unlabelled = adopt || config.getBoolean("lost");
const front = new swarm.Network("front", { attachable: true, labels, adopt: unlabelled });
const data = new swarm.Volume("data", { labels, adopt: unlabelled });
const pw = new swarm.Secret("pw", { data: "hunter2!", labels, adopt });
const motd = new swarm.Config("motd", { data: "hello", labels, adopt });
const api = new swarm.Service("api", {
  image: "busybox:latest",
  entrypoint: ["sleep", "1000"],
  stopSignal: "SIGKILL",
  deploy: { replicas: 2, labels },
  adopt,
  converge: { monitor: "1s" },
});
`;

const DECLARED = {
  ...{ network: "front", volume: "data", secret: "pw", config: "motd", service: "api" },
};
const LABELS = { keeps: "orders" };
const OTHER = {
  "pulumi-swarm.project": "billing",
  "pulumi-swarm.stack": "prod",
  "pulumi-swarm.type": "pulumi-nodejs:dynamic/swarm:Service",
  "pulumi-swarm.name": "api",
  "pulumi-swarm.key": "api",
};

const OWNERS: [string, Record<string, string>, string][] = [
  ["nobody", {}, "no Pulumi stack made it"],
  [
    "a docker stack",
    { "com.docker.stack.namespace": "shop" },
    'it belongs to the docker stack "shop"',
  ],
  ["another Pulumi stack", OTHER, 'it belongs to "api" of Pulumi project "billing", stack "prod"'],
];

describe("what is there already, by the real Pulumi CLI", () => {
  let lab: Lab;
  let engine: Engine;
  let program: Program;

  before(async () => {
    lab = await startLab({ name: "adoption-test", managers: 1 });
    await loadImages(lab, [await busyboxImage()]);
    const host = lab.nodes[0]?.host ?? "";
    engine = connect({ host });
    program = await makeProgram({ host, index: INDEX });
  });
  after(async () => {
    program?.remove();
    await lab?.stop();
  });

  /** In place of what an earlier test left. */
  async function makeByHand(owner: Record<string, string>): Promise<void> {
    await removeAll();
    const Labels = { ...LABELS, ...owner };
    await engine.networks.create({ ...network("front"), Attachable: true, Labels });
    await engine.volumes.create({ Name: "data", Labels });
    const base64 = (text: string) => Buffer.from(text).toString("base64");
    await engine.secrets.create({ Name: "pw", Labels, Data: base64("hunter2!") });
    await engine.configs.create({ Name: "motd", Labels, Data: base64("hello") });
    const ContainerSpec = {
      Image: "busybox:latest",
      Command: ["sleep", "1000"],
      StopSignal: "SIGKILL",
    };
    await engine.services.create({ ...service("api", { ContainerSpec }), Labels });
    await running();
  }
  async function removeAll(): Promise<void> {
    await engine.services.remove("api");
    await until(
      () => engine.tasks.list(),
      ({ length }) => length === 0,
    );
    for (const { ID } of await engine.secrets.list()) await engine.secrets.remove(ID);
    for (const { ID } of await engine.configs.list()) await engine.configs.remove(ID);
    await engine.networks.remove("front");
    await engine.volumes.remove("data");
  }
  const running = () =>
    until(
      () => engine.services.counted({ name: ["api"] }),
      ([one]) => one?.ServiceStatus?.RunningTasks === 2,
    );
  /** Ids of all that a program of this test declares, and of the service's tasks. */
  const ids = async () => ({
    network: (await engine.networks.inspect("front"))?.Id,
    secrets: (await engine.secrets.list()).map(({ ID, Spec }) => [ID, Spec.Name]),
    configs: (await engine.configs.list()).map(({ ID, Spec }) => [ID, Spec.Name]),
    service: (await engine.services.inspect("api"))?.ID,
    tasks: (await engine.tasks.list({ service: ["api"] })).map(({ ID }) => ID).sort(),
    volume: (await engine.volumes.inspect("data"))?.CreatedAt,
  });

  for (const [whose, owner, words] of OWNERS)
    it(`is refused where it is ${whose}'s, and nothing is written`, async () => {
      await makeByHand(owner);
      const before = await ids();

      const { exitCode, text } = await program.pulumi(
        ...["up", "--yes", "--skip-preview", "--continue-on-error"],
      );

      expect(exitCode).to.not.equal(0);
      for (const [kind, name] of Object.entries(DECLARED))
        expect(text).to.match(
          new RegExp(`"${name}": a ${kind} of this name exists \\(id \\S+\\), and ${words}`),
        );
      expect(text).to.contain("or take it over with `adopt: true`");
      expect(await ids()).to.deep.equal(before);
    });

  it("is taken over with adopt: true, and no task restarts", async () => {
    await makeByHand({});
    const before = await ids();
    await program.pulumi("config", "set", "adopt", "true");

    await program.up();

    expect(await ids()).to.deep.equal(before);
    const live = await engine.services.inspect("api");
    expect(live?.Spec.Labels).to.include({ ...LABELS, "pulumi-swarm.name": "api" });
  });

  it("is changed no more by a second up", async () => {
    const before = (await engine.services.inspect("api"))?.Version;

    expect(await program.up()).to.contain("6 unchanged");

    expect((await engine.services.inspect("api"))?.Version).to.deep.equal(before);
  });

  it("is ours though Pulumi lost its state, and taken up again without adopt or a restart", async () => {
    const before = await ids();
    await program.pulumi("config", "set", "lost", "true");
    await program.pulumi("config", "rm", "adopt");
    const settings = readFileSync(join(program.dir, "Pulumi.dev.yaml"), "utf8");
    await expectSuccess(program.pulumi("stack", "rm", "dev", "--yes", "--force"));
    await expectSuccess(program.pulumi("stack", "init", "dev"));
    program.write("Pulumi.dev.yaml", settings);

    await program.up();

    expect(await ids()).to.deep.equal(before);
  });
});
