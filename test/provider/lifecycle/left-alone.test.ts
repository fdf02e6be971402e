// What a program leaves to others with `ignoreChanges`: what is live stays, refreshed or not.

import { expect } from "chai";
import type { ServiceSpec } from "../../../provider/engine/types";
import { service } from "../../../provider/resources/service";
import { stack } from "../../../provider/resources/stack";
import type { Props } from "../../../provider/state";
import type { FakeEngine } from "../../fakes/engine";
import { engineInSwarm, pulumi, writesOf } from "./support";

describe("a service whose replicas are left to others", () => {
  let engine: FakeEngine;
  beforeEach(async () => {
    engine = await engineInSwarm();
  });
  const args = { image: "nginx:1", deploy: { replicas: 3 }, converge: false };
  const ignoreChanges = ["deploy.replicas"];
  const specOf = async (name = "web"): Promise<ServiceSpec> => {
    const there = await engine.services.inspect(name);
    if (there === undefined) throw new Error(`${name} is not there`);
    return there.Spec;
  };
  async function byOthers(change: (spec: ServiceSpec) => void, name = "web") {
    const there = await engine.services.inspect(name);
    if (there === undefined) throw new Error(`${name} is not there`);
    change(there.Spec);
    await engine.services.update(name, there.Version.Index, there.Spec);
  }
  const scaled = (Replicas: number) => (spec: ServiceSpec) => {
    spec.Mode = { Replicated: { Replicas } };
  };

  it("begins with the declared ones", async () => {
    await pulumi(service, engine, { ignoreChanges }).up(args);

    expect((await specOf()).Mode).to.deep.equal({ Replicated: { Replicas: 3 } });
  });

  for (const refreshed of [false, true])
    it(`keeps the live ones in an update of another field${refreshed ? ", refreshed" : ""}`, async () => {
      const web = pulumi(service, engine, { ignoreChanges });
      await web.up(args);
      await byOthers(scaled(7));
      if (refreshed) await web.refresh();

      await web.up({ ...args, image: "nginx:2" });

      const { Mode, TaskTemplate } = await specOf();
      expect(Mode).to.deep.equal({ Replicated: { Replicas: 7 } });
      expect(TaskTemplate.ContainerSpec.Image).to.equal("nginx:2");
    });

  it("keeps them when the program changes its number", async () => {
    const web = pulumi(service, engine, { ignoreChanges });
    await web.up(args);
    await byOthers(scaled(7));
    engine.calls.length = 0;

    await web.up({ ...args, deploy: { replicas: 4 } });

    expect(writesOf(engine)).to.deep.equal([]);
  });

  it("keeps what is scaled between reading and writing", async () => {
    const web = pulumi(service, engine, { ignoreChanges });
    await web.up(args);
    let once = false;
    engine.before = async (call) => {
      if (call !== "services.update" || once) return;
      once = true;
      await byOthers(scaled(9));
    };

    await web.up({ ...args, image: "nginx:2" });

    expect((await specOf()).Mode).to.deep.equal({ Replicated: { Replicas: 9 } });
    expect((await specOf()).TaskTemplate.ContainerSpec.Image).to.equal("nginx:2");
  });

  it("leaves who runs it now and then alone: replicas and forced updates", async () => {
    const web = pulumi(service, engine, { ignoreChanges });
    await web.up({ ...args, deploy: { replicas: 0 } });
    await byOthers((spec) => {
      scaled(1)(spec);
      spec.TaskTemplate.ForceUpdate = 5;
    });

    await web.up({ ...args, deploy: { replicas: 0, labels: { a: "b" } } });

    const { Mode, TaskTemplate, Labels } = await specOf();
    expect({ Mode, force: TaskTemplate.ForceUpdate, a: Labels?.a }).to.deep.equal({
      Mode: { Replicated: { Replicas: 1 } },
      force: 5,
      a: "b",
    });
  });

  it("has no difference for leaving it, nor for leaving it no longer", async () => {
    const before = await pulumi(service, engine).up(args);
    const { diff } = pulumi(service, engine).verbs;
    const leaving = { ...before.inputs, __ignore: ignoreChanges };

    expect((await diff(before.id, before.outs, leaving)).changes).to.equal(false);
    expect((await diff(before.id, leaving, before.inputs)).changes).to.equal(false);
  });

  it("is a service of a stack as well, image and all", async () => {
    const paths = ["services.web.deploy.replicas", "services.web.image"];
    const shop = pulumi(stack, engine, { name: "shop", ignoreChanges: paths });
    const whole = (more: Props = {}) => ({
      services: { web: { image: "nginx:1", ...more }, db: { image: "db:1" } },
      converge: false,
    });
    await shop.up(whole());
    await byOthers((spec) => {
      scaled(4)(spec);
      spec.TaskTemplate.ContainerSpec.Image = "nginx:5";
      spec.Labels = { ...spec.Labels, "com.docker.stack.image": "nginx:5" };
    }, "shop_web");
    await byOthers(scaled(4), "shop_db");

    await shop.up(whole({ user: "nobody" }));

    const { Mode, Labels, TaskTemplate } = await specOf("shop_web");
    expect(Mode).to.deep.equal({ Replicated: { Replicas: 4 } });
    expect(TaskTemplate.ContainerSpec).to.include({ Image: "nginx:5", User: "nobody" });
    expect(Labels?.["com.docker.stack.image"]).to.equal("nginx:5");
    expect((await specOf("shop_db")).Mode).to.deep.equal({ Replicated: {} });
  });
});
