import { expect } from "chai";
import type { TaskState } from "../../../provider/engine/types";
import type { Props } from "../../../provider/state";
import type { FakeEngine } from "../../fakes/engine";
import { failureOf } from "../lifecycle/support";
import { rolloutOf, type Rollout } from "./rollout";

const web = { image: "nginx" };
const job = { ...web, deploy: { mode: "replicated-job" } };
const ONCE = { restartPolicy: { condition: "none" } };
const on = (condition: string, ...keys: string[]): Props => ({
  dependsOn: Object.fromEntries(keys.map((key) => [key, { condition }])),
});
const healthy = (...keys: string[]): Props => on("service_healthy", ...keys);
const ended = (...keys: string[]): Props => on("service_completed_successfully", ...keys);
const QUICK = { timeout: "60s", monitor: "1ms" };
const shop = (services: Props, more: Props = {}): Props => ({ services, converge: QUICK, ...more });

describe("a service that waits for another", () => {
  let engine: FakeEngine;
  let resource: Rollout["resource"];
  let writes: string[];
  beforeEach(async () => void ({ engine, resource, writes } = await rolloutOf("st")));
  const services = (): string[] => writes.filter((one) => one.includes("service"));
  /** Lets the tasks of each service that was sent get into a state, one look after the other in this order. */
  function tasksMove(...moves: [service: string, state: TaskState][]): void {
    let left = moves;
    engine.after = (call) => {
      const [next, ...rest] = left;
      const isSent = next && services().some((one) => one.endsWith(` ${next[0]}`));
      if (call !== "tasks.list" || !isSent) return;
      left = rest;
      engine.move(next[0], next[1], { Timestamp: new Date().toISOString(), Err: "exit" });
    };
  }

  for (const converge of [QUICK, false])
    describe(`where converge is ${JSON.stringify(converge)}`, () => {
      it("is sent when the other runs, and nobody else is held up", async () => {
        const seen: string[][] = [];
        engine.after = (call) => {
          if (call !== "tasks.list" || seen.push(services()) === 1) return;
          for (const one of services()) engine.move(one.split(" ")[2] ?? "", "running");
        };

        await resource.up(
          shop(
            { web: { ...web, ...healthy("db") }, late: { ...web, dependsOn: ["web"] }, db: web, other: { ...web, dependsOn: ["db"] } },
            { converge },
          ),
        ); // prettier-ignore

        expect(seen[1]).to.deep.equal(["create service st_db", "create service st_other"]);
        expect(services().slice(2)).to.deep.equal(["create service st_web", "create service st_late"]);
      }); // prettier-ignore

      it("is sent when a job is complete", async () => {
        tasksMove(["st_init", "running"], ["st_init", "complete"], ["st_web", "running"]);

        await resource.up(shop({ web: { ...web, ...ended("init") }, init: job }, { converge }));

        expect(services()).to.deep.equal(["create service st_init", "create service st_web"]);
      });

      it("is not sent when the other fails; the error names it, and who waits for it in turn", async () => {
        tasksMove(["st_db", "failed"]);
        const args = shop(
          {
            web: { ...web, ...healthy("db") },
            late: { ...web, dependsOn: ["web"] },
            db: { ...web, deploy: ONCE },
          },
          { converge },
        );

        const failure = await failureOf(resource.up(args));

        expect(services()).to.deep.equal(["create service st_db"]);
        expect(failure.message).to.match(/^Service "st_db": 1 of 1 task failed for good/);
        expect(failure.message.split("\n").slice(-3)).to.deep.equal([
          "",
          'Service "st_late" was not sent: it comes after "web".',
          'Service "st_web" was not sent: it waits for "db" to be healthy.',
        ]);
        const objects = resource.kept()?.outs.__objects as { name: string }[];
        expect(objects.map(({ name }) => name).sort()).to.deep.equal(["st_db", "st_default"]);
      });

      it("is sent though the other fails, where that is not required; the rollout fails all the same", async () => {
        tasksMove(["st_db", "failed"], ["st_web", "running"]);
        const args = shop(
          {
            web: {
              ...web,
              dependsOn: { db: { condition: "service_healthy", required: false } },
            },
            db: { ...web, deploy: ONCE },
          },
          { converge },
        );

        const failure = await failureOf(resource.up(args));

        expect(services()).to.deep.equal(["create service st_db", "create service st_web"]);
        expect(failure.message).to.match(/^Service "st_db": 1 of 1 task failed for good/);
        expect(failure.message).to.not.contain("was not sent");
      });

      it("is not sent where another dependency that is required fails, too", async () => {
        tasksMove(["st_db", "failed"], ["st_cache", "failed"]);
        const args = shop(
          {
            web: {
              ...web,
              dependsOn: {
                db: { condition: "service_healthy", required: false },
                cache: { condition: "service_healthy" },
              },
            },
            db: { ...web, deploy: ONCE },
            cache: { ...web, deploy: ONCE },
          },
          { converge },
        );

        const failure = await failureOf(resource.up(args));

        expect(services().sort()).to.deep.equal([
          "create service st_cache",
          "create service st_db",
        ]);
        expect(failure.message).to.match(
          /\n\nService "st_web" was not sent: it waits for "cache" to be healthy\.$/,
        );
      });

      it("is sent by the next up, when the other runs by then", async () => {
        const args = (image: string) =>
          shop({ web: { ...web, ...healthy("db") }, db: { image, deploy: ONCE } }, { converge });
        tasksMove(["st_db", "failed"]);
        await failureOf(resource.up(args("postgres:16")));
        writes.length = 0;
        tasksMove(["st_db", "running"], ["st_web", "running"]);

        await resource.up(args("postgres:17"));

        expect(services()).to.deep.equal(["update service st_db", "create service st_web"]);
      });

      it("is not sent when it waits in vain; the error says how long", async () => {
        const args = shop({ web: { ...web, ...ended("init") }, init: job });

        const failure = await failureOf(
          resource.up({ ...args, converge: { ...QUICK, timeout: "1s" } }),
        );

        expect(failure.message).to.contain('Service "st_init": not converged after 1 s');
        expect(failure.message).to.match(
          /\n\nService "st_web" was not sent: it waits for "init" to end well\.$/,
        );
      });
    });

  it("waits for several at a time", async () => {
    tasksMove(["st_db", "running"], ["st_init", "complete"], ["st_web", "running"]);
    const dependsOn = { ...healthy("db").dependsOn as Props, ...ended("init").dependsOn as Props }; // prettier-ignore

    await resource.up(shop({ web: { ...web, dependsOn }, db: web, init: job }));

    expect(services().at(-1)).to.equal("create service st_web");
    expect(services()).to.have.length(3);
  });

  it("waits for nothing when it is kept, even if the other does not run any more", async () => {
    const args = (image: string) =>
      shop({ web: { ...web, ...healthy("db") }, db: { image } }, { converge: false });
    tasksMove(["st_db", "running"]);
    await resource.up(args("postgres:16"));
    writes.length = 0;
    engine.calls.length = 0;

    await resource.up(args("postgres:17"));

    expect(services()).to.deep.equal(["update service st_db"]);
    expect(engine.calls.filter((call) => call === "tasks.list")).to.have.length(1);
  });

  it("waits for one that is kept, too", async () => {
    const args = (image: string) =>
      shop({ web: { image, ...healthy("db") }, db: web }, { converge: false });
    tasksMove(["st_db", "running"]);
    await resource.up(args("nginx:1"));
    engine.move("st_db", "starting");
    writes.length = 0;
    const seen: string[][] = [];
    engine.after = (call) => {
      if (call !== "nodes.list") return;
      seen.push(services());
      engine.move("st_db", "running");
    };

    await resource.up(args("nginx:2"));

    expect(seen[0]).to.deep.equal([]);
    expect(services()).to.deep.equal(["update service st_web"]);
  });

  it("is not sent, and not waited with any longer, when another write is refused meanwhile", async () => {
    tasksMove(["st_a", "running"]);
    engine.before = (call) => {
      if (call === "services.create" && writes.at(-1) === "create service st_b")
        throw new Error("no");
    };
    const args = shop({
      ...{ a: web, db: web },
      b: { ...web, ...healthy("a") },
      web: { ...web, ...healthy("db") },
    });

    const failure = await failureOf(resource.up(args));

    expect(services().slice(2)).to.deep.equal(["create service st_b"]);
    expect(failure.message.split("\n")).to.deep.equal([
      "no",
      'Service "st_web" was not sent: it waits for "db" to be healthy.',
    ]);
  });

  it("asks a few things a look, however many wait and are waited for", async () => {
    const names = [...Array(20).keys()];
    const keys = names.map((n) => `db${n}`);
    const dbs = Object.fromEntries(keys.map((key) => [key, web]));
    const waiting = Object.fromEntries(names.map((n) => [`web${n}`, { ...web, ...healthy(...keys) }])); // prettier-ignore
    engine.after = (call) => {
      if (call === "tasks.list" && services().length === 20)
        keys.forEach((key) => engine.move(`st_${key}`, "running"));
    };

    await resource.up(shop({ ...dbs, ...waiting }, { converge: false }));

    const lists = engine.calls.filter((call) => /^(services|tasks|nodes)\.list$/.test(call));
    expect(services()).to.have.length(40);
    expect(lists.length).to.be.at.most(24);
  });
});
