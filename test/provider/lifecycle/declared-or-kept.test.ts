// Fields that others write as well, a registry and whoever forces an update: kept while nobody declares them, and
// compared exactly once somebody does.

import { expect } from "chai";
import type { ServiceSpec } from "../../../provider/engine/types";
import { service } from "../../../provider/resources/service";
import type { FakeEngine } from "../../fakes/engine";
import { engineInSwarm, pulumi } from "./support";

const AMD64 = { Architecture: "amd64", OS: "linux" };

describe("a field that others write as well", () => {
  let engine: FakeEngine;
  beforeEach(async () => {
    engine = await engineInSwarm();
  });
  const args = { image: "nginx:1", converge: false };
  const inspect = async () => {
    const there = await engine.services.inspect("web");
    if (there === undefined) throw new Error("web is not there");
    return there;
  };
  async function byOthers(change: (task: ServiceSpec["TaskTemplate"]) => void) {
    const { ID, Version, Spec } = await inspect();
    change(Spec.TaskTemplate);
    await engine.services.update(ID, Version.Index, Spec);
  }
  const told = async () => {
    const { Placement, ForceUpdate } = (await inspect()).Spec.TaskTemplate;
    return { platforms: Placement.Platforms, force: ForceUpdate };
  };

  it("is kept while it is not declared, and no refresh shows it", async () => {
    const web = pulumi(service, engine);
    const before = await web.up(args);
    await byOthers((task) => {
      task.Placement.Platforms = [AMD64];
      task.ForceUpdate = 7;
    });

    expect(await web.refresh()).to.deep.equal(before);
    await web.up({ ...args, user: "nobody" });

    expect(await told()).to.deep.equal({ platforms: [AMD64], force: 7 });
  });

  it("is mended once it is declared", async () => {
    const web = pulumi(service, engine);
    const declared = { ...args, platform: "linux/amd64", deploy: { forceUpdate: 2 } };
    const before = await web.up(declared);
    await byOthers((task) => {
      task.Placement.Platforms = [];
      task.ForceUpdate = 7;
    });

    const kept = await web.refresh();
    expect(kept?.inputs.drifted).to.deep.equal([
      "TaskTemplate.ForceUpdate",
      "TaskTemplate.Placement",
    ]);
    expect(await web.up(declared)).to.deep.equal(before);
    expect(await told()).to.deep.equal({ platforms: [AMD64], force: 2 });
  });

  it("goes, or stays, when it is declared no longer: platforms go, a forced update restarts nothing", async () => {
    const web = pulumi(service, engine);
    await web.up({ ...args, platform: "linux/amd64", deploy: { forceUpdate: 2 } });

    const after = await web.up(args);

    expect(await told()).to.deep.equal({ platforms: [], force: 2 });
    expect(await web.refresh()).to.deep.equal(after);
  });

  it("bounds the nodes of a new image, too, where it is declared", async () => {
    const web = pulumi(service, engine);
    await web.up({ ...args, platform: "linux/amd64" });

    await web.up({ ...args, image: "nginx:2", platform: "linux/amd64" });

    expect((await told()).platforms).to.deep.equal([AMD64]);
  });
});
