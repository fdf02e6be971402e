// What the docker CLI deployed, taken over by a `Stack` and given back.

import { expect } from "chai";
import type { ServiceSpec } from "../../../provider/engine/types";
import { stack } from "../../../provider/resources/stack";
import type { FakeEngine } from "../../fakes/engine";
import { engineInSwarm, inventory, pulumi, writesOf } from "./support";

const NAMESPACE = { "com.docker.stack.namespace": "shop" };
const WEB = { image: "nginx" };

/** As `docker stack deploy` sends a service. */
function dockers(key: string, Mode: ServiceSpec["Mode"], Target = ""): ServiceSpec {
  return {
    Name: `shop_${key}`,
    Labels: { "com.docker.stack.image": "nginx", ...NAMESPACE },
    TaskTemplate: {
      ContainerSpec: { Image: "nginx:latest", Labels: NAMESPACE },
      Placement: {},
      Networks: [{ Target, Aliases: [key] }],
    },
    Mode,
  };
}
const REPLICATED = { Replicated: {} };
const JOB = { ReplicatedJob: {} };

describe("a stack that the docker CLI deployed", () => {
  let engine: FakeEngine;
  beforeEach(async () => {
    engine = await engineInSwarm();
    const network = await engine.networks.create({
      Name: "shop_default",
      Driver: "overlay",
      Labels: NAMESPACE,
    } as never);
    await engine.services.create(dockers("web", REPLICATED, network));
    await engine.services.create(dockers("once", JOB, network));
    engine.calls.length = 0;
  });
  const args = {
    services: { web: WEB, once: { ...WEB, deploy: { mode: "replicated-job" } } },
    converge: false,
  };

  it("is marked as ours, but for its jobs, which an update would run again", async () => {
    const shop = pulumi(stack, engine, { name: "shop" });

    const made = await shop.up(args);

    expect(writesOf(engine)).to.deep.equal(["services.update"]);
    expect((await engine.services.inspect("shop_once"))?.Spec.Labels).to.deep.equal(
      dockers("once", JOB).Labels,
    );
    expect((await shop.refresh())?.inputs).to.deep.equal(made.inputs);
  });

  it("keeps a service that the files do not declare, as without --prune, and says so in a refresh", async () => {
    const [network] = await engine.networks.list();
    await engine.services.create(dockers("cron", REPLICATED, network?.Id));
    const shop = pulumi(stack, engine, { name: "shop" });

    await shop.up(args);

    expect((await inventory(engine)).services).to.deep.equal([
      "shop_cron",
      "shop_once",
      "shop_web",
    ]);
    expect((await shop.refresh())?.inputs.drifted).to.deep.equal([
      'service shop_cron is not declared: it belongs to the docker stack "shop"',
    ]);
  });

  it("has its jobs marked by their next change", async () => {
    const shop = pulumi(stack, engine, { name: "shop" });
    await shop.up(args);

    const once = { ...args.services.once, environment: { A: "1" } };
    await shop.up({ ...args, services: { web: WEB, once } });

    expect((await engine.services.inspect("shop_once"))?.Spec.Labels).to.include({
      "pulumi-swarm.key": "once",
    });
  });

  it("is removed whole by destroy, jobs without our labels included", async () => {
    const shop = pulumi(stack, engine, { name: "shop" });
    await shop.up(args);

    await shop.destroy();

    expect(await inventory(engine)).to.deep.equal({});
  });

  it("shows that docker took our labels away in one line for each object, and has them back", async () => {
    const shop = pulumi(stack, engine, { name: "shop" });
    const made = await shop.up(args);
    const there = await engine.services.inspect("shop_web");
    if (there === undefined) throw new Error("shop_web is not there");
    await engine.services.update(there.ID, there.Version.Index, {
      ...there.Spec,
      Labels: dockers("web", REPLICATED).Labels,
    });

    expect((await shop.refresh())?.inputs.drifted).to.deep.equal([
      "service web: Labels.pulumi-swarm.*",
    ]);
    await shop.up(args);
    expect((await shop.refresh())?.inputs).to.deep.equal(made.inputs);
  });

  it("is gone when docker removed it, though this engine still shows its own copy of a network", async () => {
    const shop = pulumi(stack, engine, { name: "shop" });
    await shop.up(args);
    for (const { ID } of await engine.services.list()) await engine.services.remove(ID);
    const list = engine.networks.list;
    engine.networks.list = async (filters) =>
      (await list(filters)).map((one) => ({ ...one, Containers: {} }));

    expect(await shop.refresh()).to.equal(undefined);
  });
});
