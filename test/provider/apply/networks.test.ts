import { expect } from "chai";
import { network } from "../../../provider/resources/network";
import { stack } from "../../../provider/resources/stack";
import type { FakeEngine } from "../../fakes/engine";
import { engineInSwarm, failureOf, inventory, pulumi } from "../lifecycle/support";

const SUBNET = { ipam: { config: [{ subnet: "10.20.0.0/24" }] } };
const WORDS =
  'the swarm cannot allocate it. Its subnet 10.20.0.0/24 overlaps with 10.20.0.0/24 of network "first". ' +
  "Choose another subnet, or remove that network first. It was removed again.";

describe("a network that the swarm does not allocate", () => {
  let engine: FakeEngine;
  beforeEach(async () => {
    engine = await engineInSwarm();
    await pulumi(network, engine, { name: "first" }).up(SUBNET);
  });

  it("is removed again, with words that name the other", async () => {
    const second = pulumi(network, engine, { name: "second" });

    const failure = await failureOf(second.up(SUBNET));

    expect(failure.message).to.equal(`Network "second": ${WORDS}`);
    expect([second.kept(), await inventory(engine)]).to.deep.equal([
      undefined,
      { networks: ["first"] },
    ]);
  });

  it("ends the rollout of a stack before its services", async () => {
    const shop = pulumi(stack, engine, { name: "shop" });
    const services = { web: { image: "nginx", networks: ["front"] } };

    const failure = await failureOf(shop.up({ services, networks: { front: SUBNET } }));

    expect(failure.message).to.contain(WORDS);
    expect(await inventory(engine)).to.deep.equal({ networks: ["first"] });
  });

  it("is taken up by the next run when the one that made it was killed", async () => {
    const second = pulumi(network, engine, { name: "second" });
    engine.before = (call) => {
      if (call === "networks.inspect") throw new Error("killed");
    };
    await failureOf(second.up(SUBNET));
    second.forget();
    engine.before = () => undefined;

    const failure = await failureOf(second.up(SUBNET));

    expect(failure.message).to.contain(WORDS);
    expect(await inventory(engine)).to.deep.equal({ networks: ["first"] });
  });
});

describe("a network that the swarm has not allocated yet", () => {
  const { now } = Date;
  afterEach(() => void (Date.now = now));

  it("is waited for when the first look took an election", async () => {
    const engine = await engineInSwarm();
    const { inspect } = engine.networks;
    let looks = 0;
    engine.networks.inspect = async (id) => {
      const there = await inspect(id);
      looks += 1;
      if (looks > 1 || there === undefined) return there;
      Date.now = () => now() + 20_000;
      return { ...there, Driver: "" };
    };

    await pulumi(network, engine, { name: "front" }).up({});

    expect([looks, await inventory(engine)]).to.deep.equal([2, { networks: ["front"] }]);
  });
});

describe("a network's subnet", () => {
  const pool = (subnet: string) => ({ ipam: { config: [{ subnet }] } });
  const reasons = ({ failures }: { failures: { reason: string }[] }) =>
    failures.map(({ reason }) => reason);

  it("is held against that of live networks in a preview", async () => {
    const engine = await engineInSwarm();
    await pulumi(network, engine, { name: "first" }).up(SUBNET);

    const checked = await pulumi(network, engine, { name: "second" }).check(
      pool("10.20.0.128/25"),
      {},
      true,
    );

    expect(reasons(checked)).to.deep.equal([
      'Network "second": Its subnet 10.20.0.128/25 overlaps with 10.20.0.0/24 of network "first". Choose another subnet.',
    ]);
  });

  it("is that of its predecessor only when no service holds that one", async () => {
    const engine = await engineInSwarm();
    const front = pulumi(network, engine, { name: "front" });
    const { inputs } = await front.up(SUBNET);
    const user = {
      ...{ Name: "user", Mode: { Replicated: {} } },
      TaskTemplate: {
        ContainerSpec: { Image: "a" },
        Placement: {},
        Networks: [{ Target: "front" }],
      },
    };
    const id = await engine.services.create(user);
    const changed = { ...SUBNET, attachable: true };
    await front.check(changed, inputs, true);

    const held = await front.check(changed, {}, true);
    await engine.services.remove(id);
    await front.up(changed);

    expect(reasons(held)).to.deep.equal([
      'Network "front": it has to be removed before its successor can be made, and is in use by service "user". ' +
        "Let them leave it first; or, where it is the subnet that both would have, change that as well.",
    ]);
    expect(await inventory(engine)).to.deep.equal({ networks: ["front"] });
  });
});
