import { expect } from "chai";
import { fakeEngine } from "../../fakes/engine";
import { describeContract } from "./contract";
import { codeOf, service } from "./contract/support";

const shared = fakeEngine();
describeContract("the fake engine", () => ({
  engine: shared,
  address: "127.0.0.1:2377",
  hold: async (name) => void shared.held.push(name),
}));

describe("the fake engine, where a real one will not", () => {
  async function inSwarm() {
    const engine = fakeEngine();
    await engine.swarm.init({ ListenAddr: "127.0.0.1:2377" });
    return engine;
  }

  it("fails a call before it is done", async () => {
    const engine = await inSwarm();
    engine.before = (call) => {
      if (call === "services.create") throw new Error("cut");
    };

    const failure = await engine.services.create(service("web")).catch((error: Error) => error);

    expect(failure).to.have.property("message", "cut");
    expect(await engine.services.list()).to.deep.equal([]);
  });

  it("loses the answer to a call that is done", async () => {
    const engine = await inSwarm();
    engine.after = (call) => {
      if (call === "services.create") throw new Error("cut");
    };

    await engine.services.create(service("web")).catch(() => undefined);

    expect(await engine.services.inspect("web")).to.have.property("Spec");
  });

  it("lets another hand in between read and write", async () => {
    const engine = await inSwarm();
    await engine.services.create(service("web"));
    const live = await engine.services.inspect("web");
    engine.bump("web");

    const code = codeOf(engine.services.update("web", live?.Version.Index ?? 0, service("web")));

    expect(await code).to.equal("OUT_OF_SEQUENCE");
  });

  it("moves the tasks that are meant to run", async () => {
    const engine = await inSwarm();
    await engine.services.create(service("web"));

    engine.move("web", "failed", { Err: "task: non-zero exit (3)" });

    const tasks = await engine.tasks.list({ service: ["web"] });
    expect(tasks.map(({ Status }) => [Status.State, Status.Err])).to.deep.equal(
      Array(2).fill(["failed", "task: non-zero exit (3)"]),
    );
  });

  it("tells what it was asked", async () => {
    const engine = await inSwarm();

    await engine.services.list();

    expect(engine.calls).to.deep.equal(["swarm.init", "services.list"]);
    expect(engine.requests()).to.equal(2);
  });
});
