import { expect } from "chai";
import { service } from "../../../provider/resources/service";
import { stack } from "../../../provider/resources/stack";
import type { Props } from "../../../provider/state";
import type { FakeEngine } from "../../fakes/engine";
import { engineInSwarm, failureOf, pulumi } from "./support";

const ONE_SHOT = { restartPolicy: { condition: "none" } };

/** Moves the tasks of every service, however often it is sent. */
function tasksEnd(engine: FakeEngine, state: "running" | "failed", Err?: string): void {
  engine.after = async (call) => {
    if (call !== "services.create" && call !== "services.update") return;
    engine.after = () => undefined;
    for (const { Spec } of await engine.services.list())
      engine.move(Spec.Name, state, { Timestamp: new Date().toISOString(), ...(Err && { Err }) });
    tasksEnd(engine, state, Err);
  };
}

describe("a rollout that is waited for", () => {
  let engine: FakeEngine;
  beforeEach(async () => {
    engine = await engineInSwarm();
  });
  const converge = { timeout: "500ms", monitor: "1ms" };

  it("ends when the tasks run", async () => {
    tasksEnd(engine, "running");

    const { failed } = await pulumi(service, engine).up({ image: "nginx", converge });

    expect(failed).to.equal(false);
  });

  it("fails with the task's own words, and keeps the service in the state", async () => {
    tasksEnd(engine, "failed", "task: non-zero exit (3)");
    const web = pulumi(service, engine);

    const failure = await failureOf(web.up({ image: "nginx", deploy: ONE_SHOT, converge }));

    expect(failure.message).to.contain("task: non-zero exit (3)");
    expect(failure.reasons).to.deep.equal([failure.message]);
    expect(failure.stack).to.equal("");
    expect(web.kept()).to.include({ failed: true });
    expect(web.kept()?.outs).to.include({ image: "nginx" });
  });

  it("goes on with the next up, which succeeds when the tasks run", async () => {
    tasksEnd(engine, "failed");
    const web = pulumi(service, engine);
    const args = { image: "nginx", deploy: ONE_SHOT, converge };
    await failureOf(web.up(args));
    tasksEnd(engine, "running");

    const kept = await web.up({ ...args, image: "nginx:2" });

    expect(kept.failed).to.equal(false);
    expect(kept.outs).to.not.have.property("__unfinished");
    expect((await web.diff({ ...args, image: "nginx:2" })).changes).to.equal(false);
  });

  it("removes nothing while the tasks do not run", async () => {
    const shop = pulumi(stack, engine, { name: "shop" });
    const args = (data: string, services: Props): Props => ({
      services: { web: { image: "nginx", secrets: ["pw"], deploy: ONE_SHOT }, ...services },
      secrets: { pw: { data } },
    });
    await shop.up({ ...args("first secret", { old: { image: "old" } }), converge: false });
    tasksEnd(engine, "failed");

    await failureOf(shop.up({ ...args("second secret", {}), converge }));

    const names = (await engine.services.list()).map(({ Spec }) => Spec.Name);
    expect(names.sort()).to.deep.equal(["shop_old", "shop_web"]);
    expect(await engine.secrets.list()).to.have.length(2);
  });

  it("never tells a secret that a log quotes, neither the new one nor the old", async () => {
    const shop = pulumi(stack, engine, { name: "shop" });
    const args = (data: string): Props => ({
      services: { web: { image: "nginx", secrets: ["pw"], deploy: ONE_SHOT } },
      secrets: { pw: { data } },
    });
    await shop.up({ ...args("first-hunter2"), converge: false });
    Object.assign(engine.tasks, {
      logs: () => Promise.resolve(["refused: first-hunter2", "refused: second-hunter3"]),
    });
    tasksEnd(engine, "failed", "exit: second-hunter3");

    const failure = await failureOf(shop.up({ ...args("second-hunter3"), converge }));

    expect(failure.message).to.contain("refused: [secret]");
    expect(failure.message).to.not.match(/hunter/);
  });

  it("keeps what was sent, not what was before, when a change does not converge", async () => {
    const web = pulumi(service, engine);
    await web.up({ image: "nginx", converge: false });
    tasksEnd(engine, "failed");

    await failureOf(web.up({ image: "nginx:2", deploy: ONE_SHOT, converge }));

    expect(web.kept()?.outs).to.include({ image: "nginx:2", runningImage: "nginx:2" });
  });

  it("tells of a successor alone what was deployed, while the old version still stands", async () => {
    const shop = pulumi(stack, engine, { name: "shop" });
    const args = (attachable: boolean): Props => ({
      services: { web: { image: "nginx", networks: ["n"], deploy: ONE_SHOT } },
      networks: { n: { attachable } },
    });
    await shop.up({ ...args(false), converge: false });
    tasksEnd(engine, "failed");

    await failureOf(shop.up({ ...args(true), converge }));

    const { networks } = shop.kept()?.outs.deployed as Record<string, Record<string, Props>>;
    expect(Object.entries(networks ?? {}).map(([key, { name }]) => [key, name])).to.deep.equal([
      ["n", "shop_n-2"],
    ]);
  });
});
