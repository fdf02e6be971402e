// A stack whose state is of before an update that was killed at its very end.

import { expect } from "chai";
import { stack } from "../../../provider/resources/stack";
import type { FakeEngine } from "../../fakes/engine";
import { written } from "../apply/written";
import { engineInSwarm, failureOf, inventory, pulumi } from "./support";

const args = (version: string) => ({
  services: {
    web: { image: "nginx", networks: ["front"], secrets: ["pw"], configs: ["motd"] },
    [`only-${version}`]: { image: "nginx", networks: ["front"] },
  },
  networks: { front: { attachable: version === "b" } },
  secrets: { pw: { data: `hunter-${version}` } },
  configs: { motd: { data: version } },
  converge: false,
});

const idsIn = async (engine: FakeEngine): Promise<string[]> => {
  const networks = await engine.networks.list();
  const others = await Promise.all([
    engine.services.list(),
    engine.secrets.list(),
    engine.configs.list(),
  ]);
  return [...networks.map(({ Id }) => Id), ...others.flat().map(({ ID }) => ID)].sort();
};

describe("an update that was killed at its end", () => {
  let engine: FakeEngine;
  /** Whose state says "a"; the swarm has "b". */
  let shop: ReturnType<typeof pulumi>;
  beforeEach(async () => {
    engine = await engineInSwarm();
    shop = pulumi(stack as never, engine, { name: "shop" });
    await shop.up(args("a"));
    const killed = pulumi(stack, engine, { name: "shop" });
    await killed.up(args("b"));
  });
  const recorded = () =>
    ((shop.kept()?.outs.__objects ?? []) as { id: string }[]).map(({ id }) => id).sort();

  it("is gone on with, and the state then records what is there and nothing else", async () => {
    await shop.up(args("b"));

    expect(recorded()).to.deep.equal(await idsIn(engine));
  });

  it("is taken back after a refresh, with the data of its secrets as before", async () => {
    await shop.refresh();

    await shop.up(args("a"));

    const { secrets, services } = await inventory(engine);
    expect({ secrets, services }).to.deep.equal({
      secrets: ["shop_pw-3"],
      services: ["shop_only-a", "shop_web"],
    });
    const [pw] = await engine.secrets.list();
    if (pw === undefined) throw new Error("there is no secret");
    const Data = Buffer.from("hunter-a").toString("base64");
    await engine.secrets.update(pw.ID, pw.Version.Index, { ...pw.Spec, Data });
    expect(recorded()).to.deep.equal(await idsIn(engine));
  });
});

describe("an update that was killed once successors stood", () => {
  let engine: FakeEngine;
  let shop: ReturnType<typeof pulumi>;
  let writes: string[];
  beforeEach(async () => {
    engine = await engineInSwarm();
    writes = written(engine);
    shop = pulumi(stack as never, engine, { name: "shop" });
    await shop.up(args("a"));
    const killed = pulumi(stack, engine, { name: "shop" });
    engine.before = (call) => {
      if (/^services\.(create|update)$/.test(call)) throw new Error("killed");
    };
    await failureOf(killed.up(args("b")));
    engine.before = () => undefined;
    writes.length = 0;
  });

  it("is gone on with, with the networks and configs that it made", async () => {
    await shop.up(args("b"));

    const { networks, configs } = await inventory(engine);
    expect({ networks, configs }).to.deep.equal({
      networks: ["shop_front-2"],
      configs: ["shop_motd-2"],
    });
    expect(writes.filter((one) => /^create (network|config)/.test(one))).to.deep.equal([]);
  });

  it("leaves nothing where something else is declared by then", async () => {
    await shop.up({ ...args("b"), networks: { front: { internal: true } } });

    expect((await inventory(engine)).networks).to.deep.equal(["shop_front-3"]);
  });

  it("leaves in the state an old network that could not be removed", async () => {
    engine.before = (call) => {
      if (call === "networks.remove") throw new Error("not now");
    };

    await failureOf(shop.up(args("b")));

    const objects = shop.kept()?.outs.__objects as { kind: string; key: string; name: string }[];
    const networks = objects.filter(({ kind }) => kind === "network");
    expect(networks.map(({ key, name }) => `${key} ${name}`).sort()).to.deep.equal([
      " shop_front",
      "front shop_front-2",
    ]);
  });
});
