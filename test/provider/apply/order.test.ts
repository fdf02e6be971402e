import { expect } from "chai";
import { SwarmError } from "../../../provider/errors";
import type { Props } from "../../../provider/state";
import type { FakeEngine } from "../../fakes/engine";
import { failureOf, inventory } from "../lifecycle/support";
import { rolloutOf, type Rollout } from "./rollout";

const shop = (services: Props, more: Props = {}): Props => ({ services, converge: false, ...more });
const web = { image: "nginx" };

/** Long after what fails at once. */
async function manyTurns(): Promise<void> {
  for (let turns = 0; turns < 50; turns++) await new Promise((done) => setImmediate(done));
}

describe("the order of a rollout", () => {
  let engine: FakeEngine;
  let resource: Rollout["resource"];
  let writes: string[];
  let writesOf: Rollout["writesOf"];
  beforeEach(async () => void ({ engine, resource, writes, writesOf } = await rolloutOf("st")));

  it("makes what services use first, then each service after those it depends on", async () => {
    const args = shop(
      {
        web: { ...web, dependsOn: ["api"], secrets: ["pw"] },
        api: { ...web, dependsOn: ["db", "cache"], configs: ["conf"] },
        db: web,
        cache: web,
      },
      { secrets: { pw: { data: "hunter2!" } }, configs: { conf: { data: "a" } } },
    );

    const all = await writesOf(args);

    expect(all.slice(0, 3).sort()).to.deep.equal([
      "create config st_conf",
      "create network st_default",
      "create secret st_pw",
    ]);
    expect(all.slice(3, 5).sort()).to.deep.equal([
      "create service st_cache",
      "create service st_db",
    ]);
    expect(all.slice(5)).to.deep.equal(["create service st_api", "create service st_web"]);
  });

  it("removes what is no longer declared last, services before what they use", async () => {
    await resource.up(
      shop({ web, old: { ...web, networks: ["back"] } }, { networks: { back: {} } }),
    );

    expect(await writesOf(shop({ web: { image: "nginx:2" }, api: web }))).to.deep.equal([
      "create service st_api",
      "update service st_web",
      "remove service st_old",
      "remove network st_back",
    ]);
  });

  it("moves services to a network's successor before the old one goes", async () => {
    await resource.up(shop({ web: { ...web, networks: ["n"] } }, { networks: { n: {} } }));

    const all = await writesOf(
      shop({ web: { ...web, networks: ["n"] } }, { networks: { n: { attachable: true } } }),
    );

    const [successor] = await engine.networks.list({ name: ["st_n-2"] });
    const [moved] = await engine.services.list();
    expect(all).to.deep.equal([
      "create network st_n-2",
      "update service st_web",
      "remove network st_n",
    ]);
    expect(moved?.Spec.TaskTemplate.Networks?.map(({ Target }) => Target)).to.deep.equal([
      successor?.Id,
    ]);
  });

  it("puts a secret's new version beside the old one, moves the service, removes the old one", async () => {
    const args = (data: string) =>
      shop({ web: { ...web, secrets: ["pw"] } }, { secrets: { pw: { data } } });
    await resource.up(args("first secret"));

    expect(await writesOf(args("second secret"))).to.deep.equal([
      "create secret st_pw-2",
      "update service st_web",
      "remove secret st_pw",
    ]);
    expect(await writesOf(args("second secret"))).to.deep.equal([]);
  });

  it("removes a service whose kind of mode changes before it makes the new one", async () => {
    await resource.up(shop({ web }));

    expect(await writesOf(shop({ web: { ...web, deploy: { mode: "global" } } }))).to.deep.equal([
      "remove service st_web",
      "create service st_web",
    ]);
  });

  it("begins no service while what it depends on could not be made", async () => {
    engine.before = (call) => {
      if (call === "services.create") throw new Error("no");
    };

    await failureOf(resource.up(shop({ web: { ...web, dependsOn: ["db"] }, db: web })));

    expect(writes).to.deep.equal(["create network st_default", "create service st_db"]);
  });

  it("lets what was begun beside a failure end, and records it", async () => {
    let refused = false;
    engine.before = (call) => {
      if (call !== "services.create" || refused) return;
      refused = true;
      throw new Error("no");
    };

    await failureOf(resource.up(shop({ a: web, b: web, c: web })));

    const recorded = resource.kept()?.outs.__objects as { kind: string; name: string }[];
    const names = recorded.filter(({ kind }) => kind === "service").map(({ name }) => name);
    expect(names.sort()).to.deep.equal((await inventory(engine)).services);
    expect(names).to.have.length(2);
  });

  it("lets removals that were begun beside a failure end, and records them", async () => {
    await resource.up(shop({ a: web, b: web, c: web, web }));
    const late: Promise<void>[] = [];
    engine.before = (call) => {
      if (call !== "services.remove") return;
      if (engine.calls.filter((one) => one === call).length === 1) throw new Error("no");
      late.push(manyTurns());
      return late.at(-1);
    };
    engine.calls.length = 0;

    await failureOf(resource.up(shop({ web })));
    await Promise.all(late);

    const recorded = resource.kept()?.outs.__objects as { kind: string; name: string }[];
    const names = recorded.filter(({ kind }) => kind === "service").map(({ name }) => name);
    expect(names.sort()).to.deep.equal((await inventory(engine)).services);
  });

  it("takes what somebody else removed just now for removed", async () => {
    await resource.up(shop({ a: web, b: web, web }));
    const [a] = await engine.services.list({ name: ["st_a"] });
    engine.before = async (call) => {
      if (call !== "tasks.list") return;
      engine.before = () => undefined;
      await engine.services.remove(a?.ID ?? "");
    };

    await resource.up(shop({ web }));

    expect((await inventory(engine)).services).to.deep.equal(["st_web"]);
  });

  it("keeps nothing in the state when nothing was made", async () => {
    engine.before = (call) => {
      if (call === "networks.create") throw new Error("no");
    };

    await failureOf(resource.up(shop({ web })));

    expect(resource.kept()).to.equal(undefined);
  });

  it("tries again to remove what the engine says is still in use", async () => {
    await resource.up(
      shop({ web, old: { ...web, networks: ["back"] } }, { networks: { back: {} } }),
    );
    let refusals = 0;
    engine.before = (call) => {
      if (call !== "networks.remove" || refusals++ > 0) return;
      throw new SwarmError("IN_USE", "network st_back has active endpoints");
    };

    await resource.up(shop({ web }));

    expect((await inventory(engine)).networks).to.deep.equal(["st_default"]);
  });

  it("gives an object whose name was changed a successor of that name", async () => {
    const args = (name: string) =>
      shop({ web: { ...web, configs: ["c"] } }, { configs: { c: { name, data: "a" } } });
    await resource.up(args("c-v1"));

    expect(await writesOf(args("c-v2"))).to.deep.equal([
      "create config c-v2",
      "update service st_web",
      "remove config c-v1",
    ]);
  });

  it("makes services anew that a killed run made under another name of the stack", async () => {
    await resource.up({ ...shop({ web }), name: "before" });
    resource.forget();

    await resource.up({ ...shop({ web }), name: "after" });

    expect((await inventory(engine)).services).to.deep.equal(["after_web"]);
  });
});
