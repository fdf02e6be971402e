import { expect } from "chai";
import type { SecretSpec } from "../../../provider/engine/types";
import { config, secret } from "../../../provider/resources/data";
import { network } from "../../../provider/resources/network";
import type { CommonInputs, ResourceType } from "../../../provider/resources/resource";
import type { Props } from "../../../provider/state";
import type { FakeEngine } from "../../fakes/engine";
import { service } from "../engine/contract/support";
import { engineInSwarm, failureOf, inventory, pulumi, writesOf } from "./support";

const any = (type: unknown) => type as ResourceType<CommonInputs>;

interface Row {
  type: ResourceType<CommonInputs>;
  section: string;
  one: Props;
  other: Props;
  third: Props;
  /** How a service uses it. */
  user: (id: string) => object;
}
const DATA = { one: { data: "first" }, other: { data: "second" }, third: { data: "third" } };
const ROWS: Row[] = [
  {
    type: any(network),
    section: "networks",
    ...{ one: {}, other: { attachable: true }, third: { internal: true } },
    user: (Target) => ({ Networks: [{ Target }] }),
  },
  {
    type: any(secret),
    section: "secrets",
    ...DATA,
    user: (SecretID) => ({ ContainerSpec: { Secrets: [{ SecretID, SecretName: "web" }] } }),
  },
  {
    type: any(config),
    section: "configs",
    ...DATA,
    user: (ConfigID) => ({ ContainerSpec: { Configs: [{ ConfigID, ConfigName: "web" }] } }),
  },
];

for (const { type, section, one, other, third, user } of ROWS)
  describe(`the versions of a ${type.type}`, () => {
    let engine: FakeEngine;
    beforeEach(async () => {
      engine = await engineInSwarm();
    });
    const names = async () => (await inventory(engine))[section];

    it("take turns under names of their own, each told before it is made", async () => {
      const resource = pulumi(type, engine);
      const given: unknown[] = [];
      for (const args of [one, other, one]) given.push((await resource.up(args)).outs.name);

      expect(given).to.deep.equal(["web", "web-2", "web"]);
      expect(await names()).to.deep.equal(["web"]);
    });

    it("keep the name that was given while nothing changes", async () => {
      const resource = pulumi(type, engine);
      await resource.up(one);
      await resource.up(other);
      engine.calls.length = 0;

      expect((await resource.up(other)).outs.name).to.equal("web-2");
      expect(engine.calls).to.deep.equal([]);
    });

    it("are not taken for a name that only looks like one", async () => {
      const resource = pulumi(type, engine);
      await resource.up({ ...one, name: "web-2" });

      expect((await resource.up({ ...one, name: "web" })).outs.name).to.equal("web");
      expect(await names()).to.deep.equal(["web"]);
    });

    it("go around a name that somebody else has", async () => {
      const resource = pulumi(type, engine);
      await resource.up(one);
      await pulumi(type, engine, { name: "web-2" }).up(one);

      expect((await resource.up(other)).outs.name).to.equal("web-3");
    });

    it("leave nothing of a killed run behind, whatever is declared afterwards", async () => {
      const resource = pulumi(type, engine);
      await resource.up(one);
      resource.forget();

      expect((await resource.up(other)).outs.name).to.equal("web");
      expect(await names()).to.deep.equal(["web"]);
    });

    it("go around an older one that a service still has after a run that failed", async () => {
      const resource = pulumi(type, engine);
      const { id } = await resource.up(one);
      const spec = service("api");
      const { ContainerSpec, ...task } = { ...spec.TaskTemplate, ...user(id) };
      const image = { ...spec.TaskTemplate.ContainerSpec, ...ContainerSpec };
      await engine.services.create({ ...spec, TaskTemplate: { ...task, ContainerSpec: image } });
      await resource.begin(other);
      resource.anew();

      expect((await resource.begin(third)).outs.name).to.equal("web-3");
      expect(await names()).to.deep.equal(["web", "web-2", "web-3"]);
    });

    for (const [how, last] of [
      ["made anew in the place of", third],
      ["taken up again from", one],
    ] as const)
      it(`outlive the delete of an older one, which a failed run left: ${how} it`, async () => {
        const resource = pulumi(type, engine);
        await resource.up(one);
        await resource.begin(other);
        resource.anew();
        const { id } = await resource.begin(last);
        resource.anew();

        await resource.up(last);

        expect(await names()).to.deep.equal(["web"]);
        expect(await resource.refresh()).to.deep.include({ id });
        await resource.destroy();
        expect(await names()).to.equal(undefined);
      });

    it("take over nothing of others that differs", async () => {
      await pulumi(type, engine, { project: "theirs" }).up(one);
      engine.calls.length = 0;

      const failure = await failureOf(pulumi(type, engine).up({ ...other, adopt: true }));

      expect(failure.message).to.contain("differs, and the engine cannot change it");
      const sent = writesOf(engine).filter((call) => call !== "secrets.update");
      expect(sent).to.deep.equal([]);
    });
  });

describe("a Secret", () => {
  it("is updated in place when only its labels change", async () => {
    const engine = await engineInSwarm();
    const resource = pulumi(any(secret), engine);
    const { id } = await resource.up({ data: "hunter2!" });
    await resource.up({ data: "hunter2!", labels: { tier: "db" } });

    const [there] = await engine.secrets.list();
    expect(there?.ID).to.equal(id);
    expect(there?.Spec.Labels).to.include({ tier: "db" });
  });

  it("shows labels that somebody changed, and mends them", async () => {
    const engine = await engineInSwarm();
    const resource = pulumi(any(secret), engine);
    await resource.up({ data: "hunter2!", labels: { tier: "db" } });
    const [there] = await engine.secrets.list();
    const Labels = { ...there?.Spec.Labels, tier: "web" };
    const spec = { ...(there?.Spec as SecretSpec), Labels };
    await engine.secrets.update(there?.ID ?? "", there?.Version.Index ?? 0, spec);

    expect((await resource.refresh())?.inputs.labels).to.deep.equal({ tier: "web" });
    await resource.up({ data: "hunter2!", labels: { tier: "db" } });
    expect((await engine.secrets.list())[0]?.Spec.Labels).to.include({ tier: "db" });
  });

  it("is the same whether its bytes are written as text or in base64", async () => {
    const engine = await engineInSwarm();
    const resource = pulumi(any(secret), engine);
    await resource.up({ data: "hunter2!" });
    engine.calls.length = 0;

    const kept = await resource.up({ dataBase64: Buffer.from("hunter2!").toString("base64") });

    expect(kept.outs.name).to.equal("web");
    expect(writesOf(engine)).to.deep.equal([]);
  });
});
