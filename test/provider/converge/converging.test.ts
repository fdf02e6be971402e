// Rollouts that end well, as the engine shows them.

import { expect } from "chai";
import type { Task } from "../../../provider/engine/types";
import { node, replicas, spec, task } from "./recorded";
import { playOne } from "./recording";

const up = (id: string, slot: number, on = "n1", since?: number): Task =>
  task(id, slot, "running", { node: on, since });
const stopped = (id: string, slot: number): Task => task(id, slot, "shutdown");

describe("a rollout converges", () => {
  it("5 s after the last task of a new service came up", async () => {
    const frames = [
      { at: 0 },
      { at: 1, tasks: [task("t1", 1, "preparing", { node: "n1" }), up("t2", 2)] },
      { at: 41, tasks: [up("t1", 1), up("t2", 2)] },
    ];

    const result = await playOne({ spec: spec(replicas(2)), frames });

    expect(result).to.include({ state: "converged", running: 2, desired: 2 });
    expect(result).not.to.have.property("code");
    expect(result.lines).to.deep.equal([
      "web 0/2 running (0 s)",
      "web 1/2 running, 1 preparing on host-n1 (1 s)",
      "web 1/2 running, 1 preparing on host-n1 (11 s)",
      "web 1/2 running, 1 preparing on host-n1 (21 s)",
      "web 1/2 running, 1 preparing on host-n1 (31 s)",
      "web 2/2 running, to stay so for 5 s (41 s)",
      "web converged: 2/2 running (46 s)",
    ]);
  });

  it("as late as the service's monitor says, when that is longer", async () => {
    const monitored = spec({ UpdateConfig: { Parallelism: 1, Monitor: 20e9 } });

    const result = await playOne({ spec: monitored, frames: [{ at: 0, tasks: [up("t1", 1)] }] });

    expect(result.seconds).to.equal(20);
  });

  it("as soon as its own option says", async () => {
    const frames = [{ at: 0, tasks: [up("t1", 1)] }];

    const result = await playOne({ spec: spec(), frames }, { monitorMs: 2_000 });

    expect(result.seconds).to.equal(2);
  });

  it("within a second when no task was replaced", async () => {
    const frames = [{ at: 0, tasks: [up("t1", 1), up("t2", 2)] }];

    const result = await playOne({ spec: spec(replicas(2)), frames, baseline: ["t1", "t2"] });

    expect(result).to.include({ state: "converged", seconds: 1 });
  });

  it("only after 5 s when the tasks that were there had just come up", async () => {
    const frames = [{ at: 0, tasks: [up("t1", 1, "n1", -2)] }];

    const result = await playOne({ spec: spec(), frames, baseline: ["t1"] });

    expect(result.seconds).to.equal(5);
  });

  it("only when the engine no longer watches the update", async () => {
    const updated = [up("t3", 1), up("t4", 2)];
    const frames = [
      { at: 0, old: [up("t1", 1), up("t2", 2)] },
      { at: 0.2, status: "updating", tasks: [up("t3", 1)], old: [stopped("t1", 1), up("t2", 2)] },
      { at: 10, status: "updating", tasks: updated, old: [stopped("t1", 1), stopped("t2", 2)] },
      { at: 25, status: "completed", tasks: updated },
    ];

    const result = await playOne({ spec: spec(replicas(2)), frames, baseline: ["t1", "t2"] });

    expect(result).to.include({ state: "converged", running: 2 });
    expect(Math.floor(result.seconds)).to.equal(25);
    expect(result.lines).to.include("web 2/2 running, the engine still watches the update (10 s)");
  });

  it("anew after a task failed within the 5 s", async () => {
    const failed = task("t1", 1, "failed", { err: "task: non-zero exit (1)" });
    const frames = [
      { at: 0, tasks: [up("t1", 1)] },
      { at: 3, tasks: [failed, up("t2", 1)] },
    ];

    const result = await playOne({ spec: spec(), frames });

    expect(result.state).to.equal("converged");
    expect(Math.floor(result.seconds)).to.equal(8);
  });

  it("on other nodes when one is drained meanwhile", async () => {
    const nodes = (second: number) => [
      node("n1", { availability: second < 2 ? "active" : "drain" }),
      node("n2"),
    ];
    const frames = [
      { at: 0, tasks: [up("t1", 1)] },
      { at: 2, tasks: [stopped("t1", 1), task("t2", 1, "preparing", { node: "n2" })] },
      { at: 4, tasks: [stopped("t1", 1), up("t2", 1, "n2")] },
    ];

    const result = await playOne({ spec: spec(), frames }, { nodes });

    expect(result.state).to.equal("converged");
    expect(Math.floor(result.seconds)).to.equal(9);
  });

  it("on other nodes when one goes down meanwhile", async () => {
    const nodes = (second: number) => [
      node("n1", { state: second < 2 ? "ready" : "down" }),
      node("n2"),
    ];
    const frames = [
      { at: 0, tasks: [up("t1", 1)] },
      {
        at: 7,
        tasks: [task("t1", 1, "running", { node: "n1", desired: "shutdown" }), up("t2", 1, "n2")],
      },
    ];

    const result = await playOne({ spec: spec(), frames }, { nodes });

    expect(result.state).to.equal("converged");
    expect(Math.floor(result.seconds)).to.equal(12);
  });

  it("when a service is scaled to nothing", async () => {
    const leaving = task("t1", 1, "running", { desired: "remove" });
    const frames = [
      { at: 0, tasks: [up("t1", 1)] },
      { at: 1, tasks: [leaving] },
    ];

    const result = await playOne({ spec: spec(replicas(0)), frames, baseline: ["t1"] });

    expect(result).to.include({ state: "converged", running: 0, desired: 0 });
    expect(Math.floor(result.seconds)).to.equal(2);
  });

  it("when the tasks beyond a smaller scale are to go, whatever their slots", async () => {
    const frames = [
      { at: 0, tasks: [up("t1", 1), up("t2", 2), up("t3", 3)] },
      {
        at: 1,
        tasks: [task("t1", 1, "shutdown", { desired: "remove" }), up("t2", 2), up("t3", 3)],
      },
    ];

    const result = await playOne({ spec: spec(replicas(2)), frames, baseline: ["t1", "t2", "t3"] });

    expect(result).to.include({ state: "converged", running: 2 });
    expect(Math.floor(result.seconds)).to.equal(2);
  });

  it("on every node of a global service, one that joins too", async () => {
    const on = (id: string, where: string): Task => task(id, undefined, "running", { node: where });
    const nodes = (second: number) => (second < 3 ? [node("n1")] : [node("n1"), node("n2")]);
    const frames = [
      { at: 0, tasks: [on("t1", "n1")] },
      { at: 4, tasks: [on("t1", "n1"), task("t2", undefined, "preparing", { node: "n2" })] },
      { at: 6, tasks: [on("t1", "n1"), on("t2", "n2")] },
    ];

    const result = await playOne({ spec: spec({ Mode: { Global: {} } }), frames }, { nodes });

    expect(result).to.include({ state: "converged", running: 2, desired: 2 });
    expect(Math.floor(result.seconds)).to.equal(11);
  });
});
