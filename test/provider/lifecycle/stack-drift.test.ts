// What a refresh of a stack shows of other people's work, and what the next `up` and `destroy` do with it.

import { expect } from "chai";
import type { Labels, ServiceSpec } from "../../../provider/engine/types";
import { ownerLabels, ownerOf } from "../../../provider/owner";
import { stack } from "../../../provider/resources/stack";
import type { FakeEngine } from "../../fakes/engine";
import { network, service } from "../engine/contract/support";
import { engineInSwarm, inventory, pulumi, urn } from "./support";

const NAMESPACE = { "com.docker.stack.namespace": "shop" };
const ARGS = {
  services: {
    web: { image: "nginx", networks: ["front"], secrets: ["pw"], configs: ["motd"] },
  },
  networks: { front: {} },
  secrets: { pw: { data: "hunter2!" } },
  configs: { motd: { data: "hello" } },
  converge: false,
};

const change = (edit: (spec: ServiceSpec) => void) => async (engine: FakeEngine) => {
  const there = await engine.services.inspect("shop_web");
  if (there === undefined) throw new Error("shop_web is not there");
  edit(there.Spec);
  await engine.services.update(there.ID, there.Version.Index, there.Spec);
};

const relabel = (kind: "secrets" | "configs", edit: (labels: Labels) => Labels) => {
  return async (engine: FakeEngine) => {
    const [there] = await engine[kind].list();
    if (there === undefined) throw new Error(`${kind}: none is there`);
    const { Spec, Version } = there;
    await engine[kind].update(there.ID, Version.Index, {
      ...Spec,
      Labels: edit(Spec.Labels ?? {}),
    });
  };
};

/** What somebody did by hand, and what a refresh says of it. */
const MENDED: [string, (engine: FakeEngine) => Promise<unknown>, string[]][] = [
  [
    "labels of a service",
    change((spec) => (spec.Labels = { ...spec.Labels, by: "hand" })),
    ["service web: Labels.by"],
  ],
  [
    "variables of a service",
    change(({ TaskTemplate }) => (TaskTemplate.ContainerSpec.Env = ["BY=hand"])),
    ["service web: TaskTemplate.ContainerSpec.Env"],
  ],
  [
    "labels that were added to a secret",
    relabel("secrets", (labels) => ({ ...labels, by: "hand" })),
    ["secret pw: Labels.by"],
  ],
  [
    "labels that were taken from a config",
    relabel("configs", () => NAMESPACE),
    ["config motd: Labels.pulumi-swarm.*"],
  ],
];

const Labels = NAMESPACE;
const ADDED: [string, (engine: FakeEngine) => Promise<unknown>, string][] = [
  ["a service", (engine) => engine.services.create({ ...service("shop_cron"), Labels }), "service shop_cron"],
  ["a network", (engine) => engine.networks.create({ ...network("shop_back"), Labels }), "network shop_back"],
  ["a secret", (engine) => engine.secrets.create({ Name: "shop_key", Labels, Data: "YQ==" }), "secret shop_key"],
  ["a config", (engine) => engine.configs.create({ Name: "shop_conf", Labels, Data: "YQ==" }), "config shop_conf"],
]; // prettier-ignore

describe("a refresh of a stack", () => {
  let engine: FakeEngine;
  beforeEach(async () => {
    engine = await engineInSwarm();
  });
  const deployed = async (args: object = ARGS) => {
    const shop = pulumi(stack, engine, { name: "shop" });
    return { shop, before: await shop.up({ ...args }) };
  };

  for (const [what, edit, drifted] of MENDED)
    it(`shows ${what}, and the next up mends it`, async () => {
      const { shop, before } = await deployed();
      await edit(engine);

      expect((await shop.refresh())?.inputs.drifted).to.deep.equal(drifted);

      await shop.up(ARGS);
      expect((await shop.refresh())?.inputs).to.deep.equal(before.inputs);
    });

  for (const [what, add, name] of ADDED)
    it(`shows ${what} that somebody added to the namespace, and neither up nor destroy removes it`, async () => {
      const { shop } = await deployed();
      await add(engine);

      expect((await shop.refresh())?.inputs.drifted).to.deep.equal([
        `${name} is not declared: it belongs to the docker stack "shop"`,
      ]);

      await shop.up(ARGS);
      expect(Object.values(await inventory(engine)).flat()).to.include(name.split(" ")[1]);
      await shop.destroy();
      expect(Object.values(await inventory(engine)).flat()).to.deep.equal([name.split(" ")[1]]);
    });

  it("shows them where the stack has no object of that kind", async () => {
    const { shop } = await deployed({ services: { web: { image: "nginx" } }, converge: false });
    for (const [, add] of ADDED) await add(engine);

    expect((await shop.refresh())?.inputs.drifted).to.have.members(
      ADDED.map(([, , name]) => `${name} is not declared: it belongs to the docker stack "shop"`),
    );
  });

  it("shows what another program put into the namespace as that one's", async () => {
    const { shop } = await deployed();
    const other = ownerLabels(ownerOf(urn("Service", "cron", "jobs")), "cron");
    await engine.services.create({ ...service("shop_cron"), Labels: { ...NAMESPACE, ...other } });

    expect((await shop.refresh())?.inputs.drifted).to.deep.equal([
      'service shop_cron is not declared: it belongs to "cron" of Pulumi project "jobs", stack "prod"',
    ]);
  });

  it("says nothing of another namespace, nor of old versions of its own", async () => {
    const { shop } = await deployed();
    const rotated = { ...ARGS, secrets: { pw: { data: "hunter3!" } } };
    await shop.up(rotated);
    const before = await shop.refresh();
    await engine.services.create({
      ...service("other_web"),
      Labels: { "com.docker.stack.namespace": "other" },
    });

    expect(before?.inputs.drifted).to.equal(undefined);
    expect(await shop.refresh()).to.deep.equal(before);
  });
});

describe("an up of a stack", () => {
  it("removes what a killed run left of a kind that is declared no more", async () => {
    const engine = await engineInSwarm();
    const shop = pulumi(stack, engine, { name: "shop" });
    await shop.up(ARGS);
    shop.forget();

    await shop.up({ services: { web: { image: "nginx", networks: ["front"] } }, networks: { front: {} }, converge: false }); // prettier-ignore

    expect(await inventory(engine)).to.deep.equal({
      networks: ["shop_front"],
      services: ["shop_web"],
    });
  });
});
