// What a rollback makes of failures that are no refused write, of jobs, of other hands, and of what was there before.

import { expect } from "chai";
import { isToUndo } from "../../../provider/lifecycle/undo";
import { Orphaned } from "../../../provider/progress";
import { stack } from "../../../provider/resources/stack";
import type { Props } from "../../../provider/state";
import type { FakeEngine } from "../../fakes/engine";
import { service } from "../engine/contract/support";
import { engineInSwarm, failureOf, inventory, pulumi, writesOf } from "./support";

const ONCE = { restartPolicy: { condition: "none" } };
const shop = (services: Props, more: Props = {}): Props => ({
  ...{ services, onFailure: "rollback", converge: { timeout: "20s", monitor: "1ms" } },
  ...more,
});
const web = (image: string, more: Props = {}): Props => ({ image, deploy: ONCE, ...more });

/** Whenever somebody looks: tasks of images that are bad fail, jobs are complete, all others run. */
function tasksMove(engine: FakeEngine): void {
  const { list } = engine.tasks;
  engine.tasks.list = async (filters) => {
    for (const { ServiceID, DesiredState, Spec } of await list()) {
      if (DesiredState !== "running") continue;
      const image = Spec.ContainerSpec.Image;
      const state = /bad/.test(image) ? "failed" : /job/.test(image) ? "complete" : "running";
      const Timestamp = new Date().toISOString();
      engine.move(ServiceID, state, { Timestamp, ...(state === "failed" && { Err: "broken" }) });
    }
    return list(filters);
  };
}

const imagesOf = async (engine: FakeEngine): Promise<Record<string, string>> =>
  Object.fromEntries(
    (await engine.services.list()).map(({ Spec }) => [
      Spec.Name,
      Spec.TaskTemplate.ContainerSpec.Image,
    ]),
  );

describe("a rollback", () => {
  let engine: FakeEngine;
  let resource: ReturnType<typeof pulumi>;
  beforeEach(async () => {
    engine = await engineInSwarm();
    tasksMove(engine);
    resource = pulumi(stack, engine, { name: "st" });
  });

  it("comes after tasks that fail; the error has the failure first, then what was done", async () => {
    await resource.up(shop({ web: web("web:1"), old: web("old:1") }));
    const kept = resource.kept();

    const failure = await failureOf(resource.up(shop({ web: web("bad:2"), api: web("api:2") })));

    expect(failure.message.split("\n")).to.deep.equal([
      'Service "st_web": 1 of 1 task failed for good: the restart policy starts no new one. 0 of 1 task running.',
      "  st_web.1 on fake: failed: broken",
      "",
      'Rolled back: put back "web"; removed again "st_api".',
    ]);
    expect(await imagesOf(engine)).to.deep.equal({ st_old: "old:1", st_web: "web:1" });
    expect(resource.kept()?.outs).to.deep.equal(kept?.outs);
  });

  it("is not done by default: what was sent stays", async () => {
    await resource.up(shop({ web: web("web:1") }));

    const args = shop({ web: web("bad:2") }, { onFailure: undefined });
    const { onFailure, ...kept } = args;
    void onFailure;
    await failureOf(resource.up(kept));

    expect(await imagesOf(engine)).to.deep.equal({ st_web: "bad:2" });
  });

  it("takes a first up back whole, and leaves no resource", async () => {
    const args = shop(
      { web: web("bad:1", { secrets: ["pw"], dependsOn: ["db"] }), db: web("db:1") },
      { secrets: { pw: { data: "hunter2!" } } },
    );

    await failureOf(resource.up(args));

    expect(await inventory(engine)).to.deep.equal({});
    expect(resource.kept()).to.equal(undefined);
  });

  it("names who was not sent, and puts back who was", async () => {
    const on = { dependsOn: { db: { condition: "service_healthy" } } };
    await resource.up(shop({ web: web("web:1", on), db: web("db:1") }));

    const failure = await failureOf(resource.up(shop({ web: web("web:2", on), db: web("bad:2") })));

    expect(failure.message.split("\n").slice(-3)).to.deep.equal([
      'Service "st_web" was not sent: it waits for "db" to be healthy.',
      "",
      'Rolled back: put back "db".',
    ]);
    expect(await imagesOf(engine)).to.deep.equal({ st_db: "db:1", st_web: "web:1" });
  });

  it("runs no job again: one that ran with the change is left, with what it uses", async () => {
    const job = (image: string): Props => ({ image, deploy: { mode: "replicated-job" }, secrets: ["pw"] }); // prettier-ignore
    const args = (n: number, image: string) =>
      shop(
        { job: job(`job:${n}`), web: web(image, { secrets: ["pw"] }) },
        { secrets: { pw: { data: `secret ${n}` } } },
      );
    await resource.up(args(1, "web:1"));

    const failure = await failureOf(resource.up(args(2, "bad:2")));

    expect(failure.message.split("\n").slice(-2)).to.deep.equal([
      'Rolled back: put back "web".',
      'Left as they are, for a change runs a job again: "job".',
    ]);
    expect(await imagesOf(engine)).to.deep.equal({ st_job: "job:2", st_web: "web:1" });
    expect((await inventory(engine)).secrets).to.deep.equal(["st_pw", "st_pw-2"]);

    engine.calls.length = 0;
    await resource.up(args(2, "web:2"));

    const updates = writesOf(engine).filter((call) => call === "services.update");
    expect(updates).to.have.length(1);
    expect((await inventory(engine)).secrets).to.deep.equal(["st_pw-2"]);
  });

  it("leaves alone what others changed of what is theirs, during the run as well", async () => {
    const scaled = pulumi(stack, engine, {
      name: "st",
      ignoreChanges: ["services.web.deploy.replicas"],
    });
    await scaled.up(shop({ web: web("web:1") }));
    let isScaled = false;
    engine.after = async (call) => {
      if (call !== "services.update" || isScaled) return;
      isScaled = true;
      const [there] = await engine.services.list({ name: ["st_web"] });
      if (there === undefined) return;
      const Mode = { Replicated: { Replicas: 4 } };
      await engine.services.update(there.ID, there.Version.Index, { ...there.Spec, Mode });
    };

    await failureOf(scaled.up(shop({ web: web("bad:2") })));

    const [left] = await engine.services.list();
    expect(left?.Spec.Mode).to.deep.equal({ Replicated: { Replicas: 4 } });
    expect(await imagesOf(engine)).to.deep.equal({ st_web: "web:1" });
  });

  it("gives back to the docker CLI what a first up took over", async () => {
    const spec = service("st_web");
    const Labels = { "com.docker.stack.namespace": "st" };
    await engine.services.create({ ...spec, Labels });
    const [theirs] = await engine.services.list();

    await failureOf(resource.up(shop({ web: web("bad:2"), db: web("db:1") })));

    const [left] = await engine.services.list();
    expect(left?.Spec).to.deep.equal(theirs?.Spec);
    expect(await inventory(engine)).to.deep.equal({ services: ["st_web"] });
    expect(resource.kept()).to.equal(undefined);
  });

  it("does not come after a failure to remove the old, when all runs already", async () => {
    await resource.up(shop({ web: web("web:1"), old: web("old:1") }));
    engine.before = (call) => {
      if (call === "services.remove") throw new Error("no");
    };

    const failure = await failureOf(resource.up(shop({ web: web("web:2") })));

    expect(failure.message).to.equal("no");
    expect(await imagesOf(engine)).to.deep.equal({ st_old: "old:1", st_web: "web:2" });
  });

  it("says what it could not do when the engine is gone, and the next up goes on", async () => {
    await resource.up(shop({ web: web("web:1") }, { converge: false }));
    let isGone = false;
    engine.before = (call) => {
      if (call === "services.update") isGone = true;
      if (isGone) throw new Error("no engine");
    };

    const failure = await failureOf(resource.up(shop({ web: web("web:2") }, { converge: false })));

    expect(failure.message).to.equal("no engine\n\nThe rollback met with this:\nno engine");
    engine.before = () => undefined;
    await resource.up(shop({ web: web("web:2") }, { converge: false }));
    expect(await imagesOf(engine)).to.deep.equal({ st_web: "web:2" });
  });

  it("is asked for by an option whose change sends nothing", async () => {
    const args = shop({ web: web("web:1") });
    await resource.up({ ...args, onFailure: "keep" });
    engine.calls.length = 0;

    await resource.up(args);

    expect(writesOf(engine)).to.deep.equal([]);
  });

  it("is asked for by no other word", async () => {
    const failure = await failureOf(
      resource.up(shop({ web: web("web:1") }, { onFailure: "rolback" })),
    );

    expect(failure.message).to.equal(
      'onFailure: "rolback" is not possible. Did you mean "rollback"? Use "keep" or "rollback".',
    );
  });

  it("is left to the next run when nobody listens any more", () => {
    const run = { complete: false, converged: false };
    const gone = new Orphaned("gone");

    expect(isToUndo({ ...run, error: new Error("no") })).to.equal(true);
    expect(isToUndo({ ...run, error: gone })).to.equal(false);
    expect(isToUndo({ ...run, error: new AggregateError([new Error("no"), gone]) })).to.equal(
      false,
    );
  });
});
