// The logins of registries over many runs: what is sent, and what it restarts.

import { expect } from "chai";
import { encodeLogin } from "../../../provider/engine/login";
import { service } from "../../../provider/resources/service";
import { stack } from "../../../provider/resources/stack";
import type { Props } from "../../../provider/state";
import type { FakeEngine } from "../../fakes/engine";
import { engineWithRegistries, type Registries } from "./registries";
import { failureOf, pulumi } from "./support";

let engine: FakeEngine;
let sent: Registries["sent"];
let tasks: Registries["tasks"];
beforeEach(async () => ({ engine, sent, tasks } = await engineWithRegistries()));

const args = { image: "nginx:1", converge: false };

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
