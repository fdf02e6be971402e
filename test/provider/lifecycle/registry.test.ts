// Digests and credentials over many runs: what is asked, what is sent, what restarts.

import { expect } from "chai";
import type { RegistryAuth } from "../../../provider/engine/engine";
import type { ServiceSpec, Task } from "../../../provider/engine/types";
import { encodeLogin } from "../../../provider/engine/login";
import { service } from "../../../provider/resources/service";
import { stack } from "../../../provider/resources/stack";
import type { Props } from "../../../provider/state";
import type { FakeEngine } from "../../fakes/engine";
import { engineInSwarm, failureOf, isWrite, pulumi } from "./support";

const [ONE, TWO] = [`sha256:${"1".repeat(64)}`, `sha256:${"2".repeat(64)}`];
const ASKED = "engine.distribution";

let engine: FakeEngine;
/** The credentials of each create and update. */
let sent: (RegistryAuth | undefined)[];
beforeEach(async () => {
  engine = await engineInSwarm();
  engine.digests = { "nginx:1": ONE, "nginx:2": TWO };
  sent = [];
  const { create, update } = engine.services;
  Object.assign(engine.services, {
    create: (spec: ServiceSpec, auth?: RegistryAuth) => (sent.push(auth), create(spec)),
    update: (id: string, version: number, spec: ServiceSpec, auth?: RegistryAuth) => (
      sent.push(auth),
      update(id, version, spec)
    ),
  });
});

const args = { image: "nginx:1", converge: false };
const imageOf = async (name = "web") =>
  (await engine.services.inspect(name))?.Spec.TaskTemplate.ContainerSpec.Image;
const tasks = async () =>
  (await engine.tasks.list({ "desired-state": ["running"] })).map(({ ID }: Task) => ID);
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

describe("the login of a registry", () => {
  const login = (password: string) => ({ username: "ops", password });
  const header = (password: string) => encodeLogin(login(password), "docker.io");
  const withPassword = (password: string, more: Props = {}): Props => ({
    ...{ ...args, ...more },
    registryAuth: { "docker.io": login(password), "quay.io": login("another") },
  });

  it("goes with create and update; of other registries none does", async () => {
    const web = pulumi(service, engine);
    await web.up(withPassword("a"));
    await web.up(withPassword("a", { environment: { A: "1" } }));
    await web.up(withPassword("a", { image: "r.io/app:1" }));
    await web.up({ ...args, environment: { A: "2" } });

    expect(sent).to.deep.equal([header("a"), header("a"), undefined, undefined]);
  });

  it("is sent by itself when it changes, and restarts nothing", async () => {
    const web = pulumi(service, engine);
    await web.up(withPassword("a"));
    const before = await tasks();

    const { replaces, changes } = await web.diff(withPassword("b"));
    await web.up(withPassword("b"));
    await web.up(withPassword("b"));

    expect([changes, replaces]).to.deep.equal([true, []]);
    expect(sent).to.deep.equal([header("a"), header("b")]);
    expect(await tasks()).to.deep.equal(before);
  });

  it("is sent to the services alone whose registry it is of", async () => {
    const services = { web: { image: "nginx:1" }, db: { image: "quay.io/db:1" } };
    const shop = pulumi(stack, engine, { name: "shop" });
    const auth = withPassword("a").registryAuth as Props;
    await shop.up({ services, converge: false, registryAuth: auth });
    sent.length = 0;

    await shop.up({
      services,
      converge: false,
      registryAuth: { ...auth, "docker.io": login("b") },
    });

    expect(sent).to.deep.equal([header("b")]);
  });

  it("waits for the next change of a job, which an update would run again", async () => {
    const deploy = { mode: "replicated-job" };
    const job = pulumi(service, engine);
    await job.up(withPassword("a", { deploy }));
    await job.up(withPassword("b", { deploy }));
    expect(sent).to.deep.equal([header("a")]);

    await job.up(withPassword("b", { deploy, environment: { A: "1" } }));
    expect(sent).to.deep.equal([header("a"), header("b")]);
  });

  it("is sent again after a run that failed, though it is written the same", async () => {
    const web = pulumi(service, engine);
    const waits = withPassword("a", { converge: { timeout: "1s" } });
    await failureOf(web.up(waits));
    sent.length = 0;

    await failureOf(web.up(waits));

    expect(sent).to.deep.equal([header("a")]);
  });

  it("stays where it is when the program says nothing of it any more", async () => {
    const web = pulumi(service, engine);
    await web.up(withPassword("a"));
    sent.length = 0;

    await web.up(args);

    expect(sent).to.deep.equal([]);
  });
});
