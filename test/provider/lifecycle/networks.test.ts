// How a service may name its networks, without a difference ever after.

import { expect } from "chai";
import { service } from "../../../provider/resources/service";
import { stack } from "../../../provider/resources/stack";
import type { FakeEngine } from "../../fakes/engine";
import { network } from "../engine/contract/support";
import { engineInSwarm, failureOf, pulumi, writesOf } from "./support";

describe("a service that names its network", () => {
  let engine: FakeEngine;
  let id: string;
  beforeEach(async () => {
    engine = await engineInSwarm();
    id = await engine.networks.create(network("front"));
  });
  const args = (name: string) => ({ image: "nginx", networks: [name], converge: false });
  const attachedTo = async (name = "web") =>
    (await engine.services.inspect(name))?.Spec.TaskTemplate.Networks?.map(({ Target }) => Target);

  const NAMES: [how: string, name: () => string, target: () => string][] = [
    ["by its name", () => "front", () => id],
    ["by its id", () => id, () => id],
    ["as the swarm's own host", () => "host", () => "swarm-host"],
    ["as the swarm's own bridge", () => "bridge", () => "swarm-bridge"],
  ];
  for (const [how, name, target] of NAMES)
    it(`${how} has no difference in a second up, nor in a refresh`, async () => {
      const web = pulumi(service, engine);
      const before = await web.up(args(name()));
      engine.calls.length = 0;

      expect(await attachedTo()).to.deep.equal([target()]);
      expect((await web.diff(args(name()))).changes).to.equal(false);
      expect(await web.refresh()).to.deep.equal(before);
      expect((await web.up(args(name()))).outs).to.deep.equal(before.outs);
      expect(writesOf(engine)).to.deep.equal([]);
    });

  it("otherwise, but means the same one, restarts no task", async () => {
    const web = pulumi(service, engine);
    await web.up(args("front"));
    const tasks = await engine.tasks.list();

    await web.up(args(id));

    expect(await attachedTo()).to.deep.equal([id]);
    expect(await engine.tasks.list()).to.deep.equal(tasks);
  });

  it("by an id that nobody has is refused before anything is written", async () => {
    const web = pulumi(service, engine);
    engine.calls.length = 0;

    const failure = await failureOf(web.up(args("x0123456789")));

    expect(failure.message).to.contain('network "x0123456789" does not exist');
    expect(writesOf(engine)).to.deep.equal([]);
  });

  it("in a stack, by another's name, by its id, or as the swarm's own, has none either", async () => {
    const shop = pulumi(stack, engine, { name: "shop" });
    const networks = {
      theirs: { external: true, name: "front" },
      node: { external: true, name: "host" },
    };
    const whole = {
      services: {
        web: { image: "nginx", networks: ["theirs"] },
        agent: { image: "nginx", networks: ["node"] },
      },
      networks,
      converge: false,
    };
    const before = await shop.up(whole);

    expect(await attachedTo("shop_agent")).to.deep.equal(["swarm-host"]);
    expect(await shop.refresh()).to.deep.equal(before);
    const byId = { ...whole, networks: { ...networks, theirs: { external: true, name: id } } };
    engine.calls.length = 0;
    await shop.up(byId);
    expect(writesOf(engine)).to.deep.equal([]);
  });
});
