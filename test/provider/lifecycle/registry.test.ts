// Digests over many runs: what is asked, what is sent, what restarts.

import { expect } from "chai";
import { service } from "../../../provider/resources/service";
import { stack } from "../../../provider/resources/stack";
import type { FakeEngine } from "../../fakes/engine";
import { engineWithRegistries, ONE, TWO, type Registries } from "./registries";
import { isWrite, pulumi } from "./support";

const ASKED = "engine.distribution";

let engine: FakeEngine;
let tasks: Registries["tasks"];
beforeEach(async () => ({ engine, tasks } = await engineWithRegistries()));

const args = { image: "nginx:1", converge: false };
const imageOf = async (name = "web") =>
  (await engine.services.inspect(name))?.Spec.TaskTemplate.ContainerSpec.Image;
const asked = () => engine.calls.filter((call) => call === ASKED).length;

describe("the digest of an image", () => {
  it("is recorded for a new service, with the platforms that the image is made for", async () => {
    const { outs, inputs } = await pulumi(service, engine).up(args);

    const spec = (await engine.services.inspect("web"))?.Spec.TaskTemplate;
    expect(spec?.ContainerSpec.Image).to.equal(`nginx:1@${ONE}`);
    expect(spec?.Placement).to.deep.equal({
      Platforms: [{ Architecture: "amd64", OS: "linux" }],
    });
    expect(outs.runningImage).to.equal(`nginx:1@${ONE}`);
    expect([inputs.image, outs.image]).to.deep.equal(["nginx:1", "nginx:1"]);
  });

  it("leaves platforms that are declared", async () => {
    const platforms = ["linux/arm64"];
    await pulumi(service, engine).up({ ...args, deploy: { placement: { platforms } } });

    const spec = (await engine.services.inspect("web"))?.Spec.TaskTemplate;
    expect(spec?.Placement.Platforms).to.have.length(1);
    expect(spec?.Placement.Platforms?.[0]?.Architecture).to.equal("arm64");
  });

  it("stays while the tag is written the same, and nobody is asked", async () => {
    const web = pulumi(service, engine);
    await web.up(args);
    engine.digests["nginx:1"] = TWO;
    web.anew();
    engine.calls.length = 0;

    await web.up(args);
    expect(engine.calls).to.deep.equal([]);

    await web.up({ ...args, environment: { A: "1" } });
    expect([await imageOf(), asked()]).to.deep.equal([`nginx:1@${ONE}`, 0]);
    await web.refresh();
    expect((await web.diff({ ...args, environment: { A: "1" } })).changes).to.equal(false);
  });

  it("is looked up for another tag, and its platforms with it", async () => {
    const web = pulumi(service, engine);
    await web.up(args);

    await web.up({ ...args, image: "nginx:2" });

    expect(await imageOf()).to.equal(`nginx:2@${TWO}`);
  });

  it('is looked up at each run with "always"; a tag that moved is a difference', async () => {
    const web = pulumi(service, engine);
    const always = { ...args, resolveImage: "always" };
    await web.up(always);
    web.anew();
    engine.calls.length = 0;

    await web.up(always);
    expect(engine.calls).to.deep.equal(["engine.info", ASKED]);

    engine.digests["nginx:1"] = TWO;
    web.anew();
    expect((await web.diff(always)).changes).to.equal(true);
    await web.up(always);
    expect(await imageOf()).to.equal(`nginx:1@${TWO}`);
  });

  it('stays with "always" when the registry tells nothing', async () => {
    const web = pulumi(service, engine);
    const always = { ...args, resolveImage: "always" };
    await web.up(always);
    engine.digests = {};
    web.anew();

    expect((await web.diff(always)).changes).to.equal(false);
  });

  it('is not asked for with "never", nor for an id', async () => {
    await pulumi(service, engine).up({ ...args, resolveImage: "never" });
    const other = { ...args, name: "other", image: "f".repeat(64) };
    await pulumi(service, engine, { name: "other" })
      .up(other)
      .catch(() => undefined);

    expect([await imageOf(), asked()]).to.deep.equal(["nginx:1", 0]);
  });

  it("stays when resolveImage changes, and nothing is sent", async () => {
    const web = pulumi(service, engine);
    await web.up(args);
    const before = await tasks();
    engine.calls.length = 0;

    for (const resolveImage of ["always", "never", "changed", "always"])
      await web.up({ ...args, resolveImage });

    expect(engine.calls.filter(isWrite)).to.deep.equal([]);
    expect(await tasks()).to.deep.equal(before);
  });

  it("that others set is no drift of the tag, and one of the digest where that is declared", async () => {
    for (const [resolveImage, drift] of [
      ["changed", undefined],
      ["always", { "nginx:1": TWO }],
    ] as const) {
      const name = `web-${resolveImage}`;
      const web = pulumi(service, engine, { name });
      await web.up({ ...args, resolveImage });
      const there = await engine.services.inspect(name);
      if (there === undefined) throw new Error("it is not there");
      there.Spec.TaskTemplate.ContainerSpec.Image = `nginx:1@${TWO}`;
      await engine.services.update(there.ID, there.Version.Index, there.Spec);

      const { inputs } = (await web.refresh()) ?? {};

      expect([inputs?.image, inputs?.digests]).to.deep.equal(["nginx:1", drift]);
      await web.up({ ...args, resolveImage });
      expect(await imageOf(name)).to.equal(`nginx:1@${drift ? ONE : TWO}`);
    }
  });

  it("is asked for once for all services of a stack, and hardly of a registry that is silent", async () => {
    const services = Object.fromEntries(
      ["a", "b", "c"].map((key) => [key, { image: "nginx:1" }] as const),
    );
    const names = ["d", "e", "f", "g", "h", "i", "j", "k"];
    const silent = Object.fromEntries(names.map((key) => [key, { image: `r.io/${key}:1` }]));
    const shop = pulumi(stack, engine, { name: "shop" });

    const { outs } = await shop.up({ services: { ...services, ...silent }, converge: false });

    const deployed = outs.deployed as { services: Record<string, { image: string }> };
    const images = Object.values(deployed.services).map(({ image }) => image);
    expect(images).to.deep.equal([
      ...Array<string>(3).fill(`nginx:1@${ONE}`),
      ...names.map((key) => `r.io/${key}:1`),
    ]);
    // Four are asked at once, so as many may be on the way when the first one fails.
    expect(asked()).to.be.at.most(1 + 4);
  });
});
