import { expect } from "chai";
import { SwarmError } from "../../../provider/errors";
import type { ServiceSpec } from "../../../provider/engine/types";
import { network } from "../../../provider/resources/network";
import { service } from "../../../provider/resources/service";
import { stack } from "../../../provider/resources/stack";
import { swarmCluster } from "../../../provider/resources/swarm-cluster";
import { volume } from "../../../provider/resources/volume";
import type { FakeEngine } from "../../fakes/engine";
import { network as networkSpec } from "../engine/contract/support";
import { engineAlone, engineInSwarm, failureOf, inventory, pulumi, writesOf } from "./support";
import { TYPES } from "./types";

/** Somebody changes a service with the docker CLI. */
async function byHand(engine: FakeEngine, name: string, change: (spec: ServiceSpec) => void) {
  const there = await engine.services.inspect(name);
  if (there === undefined) throw new Error(`${name} is not there`);
  change(there.Spec);
  await engine.services.update(there.ID, there.Version.Index, there.Spec);
}

const scaled = (replicas: number) => (spec: ServiceSpec) => {
  spec.Mode = { Replicated: { Replicas: replicas } };
};
const relabelled = (spec: ServiceSpec) => {
  spec.TaskTemplate.ContainerSpec.User = "nobody";
};

describe("a refresh", () => {
  let engine: FakeEngine;
  beforeEach(async () => {
    engine = await engineInSwarm();
  });
  const args = { image: "nginx", deploy: { replicas: 3 }, converge: false };

  it("shows replicas and image that were changed by hand as inputs", async () => {
    const web = pulumi(service, engine);
    await web.up(args);
    await byHand(engine, "web", (spec) => {
      scaled(7)(spec);
      spec.TaskTemplate.ContainerSpec.Image = "nginx:2";
    });

    const kept = await web.refresh();

    expect(kept?.inputs).to.include({ image: "nginx:2" });
    expect(kept?.inputs.deploy).to.deep.equal({ replicas: 7 });
    expect(kept?.outs).to.include({ image: "nginx:2" });
  });

  it("asks for the engine and the service alone, whatever the service uses", async () => {
    await engine.networks.create(networkSpec("front"));
    await engine.secrets.create({ Name: "pw", Data: "YQ==", Labels: {} });
    await engine.configs.create({ Name: "conf", Data: "YQ==", Labels: {} });
    const web = pulumi(service, engine);
    const before = await web.up({
      ...{ ...args, networks: ["front"], secrets: ["pw"] },
      configs: [{ source: "conf", target: "/conf" }],
    });
    engine.calls.length = 0;

    const kept = await web.refresh();

    expect(engine.calls).to.deep.equal(["engine.info", "services.list"]);
    expect(kept?.inputs).to.deep.equal(before.inputs);
  });

  it("shows a network that somebody added, though the state does not know it", async () => {
    await engine.networks.create(networkSpec("front"));
    const Target = await engine.networks.create(networkSpec("back"));
    const web = pulumi(service, engine);
    await web.up({ ...args, networks: ["front"] });
    await byHand(engine, "web", ({ TaskTemplate }) => {
      TaskTemplate.Networks = [...(TaskTemplate.Networks ?? []), { Target }];
    });

    expect((await web.refresh())?.inputs.drifted).to.deep.equal(["TaskTemplate.Networks"]);
  });

  it("names other fields that were changed by hand, and the next up mends them", async () => {
    const web = pulumi(service, engine);
    const before = await web.up(args);
    await byHand(engine, "web", relabelled);

    const kept = await web.refresh();

    expect(kept?.inputs.drifted).to.deep.equal(["TaskTemplate.ContainerSpec.User"]);
    expect((await web.diff(args)).changes).to.equal(true);
    expect(await web.up(args)).to.deep.equal(before);
    expect(await web.refresh()).to.deep.equal(before);
  });

  it("forgets what was changed by hand and changed back", async () => {
    const web = pulumi(service, engine);
    const before = await web.up(args);
    await byHand(engine, "web", relabelled);
    await web.refresh();
    await byHand(engine, "web", (spec) => delete spec.TaskTemplate.ContainerSpec.User);

    expect(await web.refresh()).to.deep.equal(before);
  });

  it("shows a stack's drift at its services, and what is gone", async () => {
    const shop = pulumi(stack, engine, { name: "shop" });
    const whole = {
      services: { web: { image: "nginx" }, db: { image: "db" }, worker: { image: "busybox" } },
      networks: { spare: {} },
      converge: false,
    };
    const before = await shop.up(whole);
    await byHand(engine, "shop_web", scaled(7));
    await byHand(engine, "shop_db", relabelled);
    await engine.services.remove("shop_worker");
    await engine.networks.remove("shop_spare");

    const kept = await shop.refresh();

    expect(kept?.inputs.services).to.deep.equal({
      web: { image: "nginx", deploy: { replicas: 7 } },
      db: { image: "db" },
    });
    expect(kept?.inputs.drifted).to.deep.equal([
      "network spare is gone",
      "service db: TaskTemplate.ContainerSpec.User",
    ]);
    const after = await shop.up(whole);
    expect(after.inputs).to.deep.equal(before.inputs);
    expect(await shop.refresh()).to.deep.equal(after);
  });

  it("shows the history limit of a swarm that was changed by hand", async () => {
    const outside = engineAlone();
    const cluster = pulumi(swarmCluster, outside);
    await cluster.up({ taskHistoryRetentionLimit: 3 });
    const there = await outside.swarm.inspect();
    if (there === undefined) throw new Error("no swarm");
    await outside.swarm.update(there.Version.Index, {
      ...there.Spec,
      Orchestration: { TaskHistoryRetentionLimit: 9 },
    });

    expect((await cluster.refresh())?.inputs).to.include({ taskHistoryRetentionLimit: 9 });
  });

  const GONE = [
    { type: network, remove: (fake: FakeEngine) => fake.networks.remove("web") },
    { type: volume, remove: (fake: FakeEngine) => fake.volumes.remove("web") },
    { type: service, remove: (fake: FakeEngine) => fake.services.remove("web") },
    {
      type: stack,
      remove: async (fake: FakeEngine) => {
        for (const { ID } of await fake.services.list()) await fake.services.remove(ID);
        for (const { ID } of await fake.secrets.list()) await fake.secrets.remove(ID);
        for (const { ID } of await fake.configs.list()) await fake.configs.remove(ID);
        for (const { Id } of await fake.networks.list()) await fake.networks.remove(Id);
      },
    },
  ];
  for (const { type, remove } of GONE)
    it(`tells that a ${type.type} is gone, and the next up makes it anew`, async () => {
      const row = TYPES.find((one) => one.type.type === type.type);
      const resource = pulumi(type as never, engine);
      await resource.up(row?.args ?? {});
      await remove(engine);

      expect(await resource.refresh()).to.equal(undefined);

      await resource.up(row?.args ?? {});
      expect(await inventory(engine)).to.deep.equal(row?.made);
    });

  it("takes one that somebody removed and made again for gone, since it is another", async () => {
    const web = pulumi(service, engine);
    await web.up(args);
    await engine.services.remove("web");
    await engine.services.create({
      Name: "web",
      TaskTemplate: { ContainerSpec: { Image: "other" }, Placement: {} },
      Mode: { Global: {} },
    });

    expect(await web.refresh()).to.equal(undefined);
    expect((await failureOf(web.up(args))).message).to.contain("no Pulumi stack made it");
  });

  for (const { type, args: given } of TYPES) {
    it(`fails where the engine of a ${type.type} does not answer, for nobody knows`, async () => {
      const resource = pulumi(
        type,
        type.type === "SwarmCluster" ? (engine = engineAlone()) : engine,
      );
      const before = await resource.up(given);
      for (const at of ["info", "list", "inspect"]) {
        engine.before = (call) => {
          if (call.endsWith(`.${at}`)) throw new SwarmError("ENGINE_UNREACHABLE", "cut");
        };

        if (asksFor(type.type, at))
          expect((await failureOf(resource.refresh())).message).to.equal("cut");
        expect(resource.kept()).to.deep.equal(before);
      }
    });

    it(`refuses to read, change or delete a ${type.type} in another swarm`, async () => {
      const resource = pulumi(
        type,
        type.type === "SwarmCluster" ? (engine = engineAlone()) : engine,
      );
      const { id, inputs, outs } = await resource.up(given);
      const elsewhere = await engineInSwarm();
      const other = pulumi(type, elsewhere).verbs;
      const moved = { ...outs, clusterId: "another" };

      for (const work of [
        other.read(id, moved),
        other.update(id, moved, inputs),
        other.delete(id, moved),
      ])
        expect((await failureOf(work)).message).to.contain("lives in swarm another");
      expect(writesOf(elsewhere)).to.deep.equal([]);
    });
  }
});

/** Whether a read asks for it at all. */
const asksFor = (type: string, at: string): boolean =>
  at === "info" || (type === "SwarmCluster" ? at === "inspect" : at === "list");
