// Updates that end badly, by the engine's word or by what its tasks do.

import { expect } from "chai";
import type { Task } from "../../../provider/engine/types";
import { replicas, spec, task } from "./recorded";
import { playOne, type Frame } from "./recording";

const up = (id: string, slot: number, on = "n1", since?: number): Task =>
  task(id, slot, "running", { node: on, since });
const stopped = (id: string, slot: number): Task => task(id, slot, "shutdown");

describe("an update fails", () => {
  const cause = "update rolled back due to failure or early termination of task t3";
  const failed = task("t3", 1, "failed", {
    err: "task: non-zero exit (3)",
    exitCode: 3,
    node: "n1",
  });

  it("when it is rolled back, once that has ended", async () => {
    const previous = [up("t2", 2), up("t4", 1)];
    const frames: Frame[] = [
      { at: 0, old: [up("t1", 1), up("t2", 2)] },
      {
        at: 1,
        status: "updating",
        tasks: [task("t3", 1, "starting")],
        old: [stopped("t1", 1), up("t2", 2)],
      },
      // the previous spec is back, and what failed is no longer up to date
      {
        at: 2,
        status: "rollback_started",
        message: cause,
        spec: spec(replicas(2)),
        tasks: [up("t2", 2)],
        old: [failed],
      },
      {
        at: 8,
        status: "rollback_completed",
        message: "rollback completed",
        spec: spec(replicas(2)),
        tasks: previous,
      },
    ];

    const result = await playOne(
      { spec: spec({ ...replicas(2), Labels: { v: "2" } }), frames, baseline: ["t1", "t2"] },
      { logs: ["boom"] },
    );

    expect(result).to.include({ state: "failed", code: "ROLLED_BACK" });
    expect(Math.floor(result.seconds)).to.equal(8);
    expect(result.message.split("\n")).to.deep.equal([
      `Service "web": rolled back (${cause}). The previous version runs: 2 of 2 tasks.`,
      "  web.1 on host-n1: failed: task: non-zero exit (3)",
      "  Last lines of web.1 on host-n1:",
      "    boom",
      "The process itself ended: what it wrote says why. Mend its command, its environment or what it connects to.",
    ]);
  });

  it("with the failed task though the whole rollback fell between two looks", async () => {
    const frames: Frame[] = [
      { at: 0, old: [up("t1", 1)] },
      {
        at: 0.1,
        status: "rollback_completed",
        message: "rollback completed",
        tasks: [up("t4", 1)],
        old: [failed],
      },
    ];

    const result = await playOne({ spec: spec(), frames, baseline: ["t1"] });

    expect(result.message.split("\n")).to.deep.equal([
      'Service "web": rolled back. The previous version runs: 1 of 1 task.',
      "  web.1 on host-n1: failed: task: non-zero exit (3)",
      "The process itself ended: what it wrote says why. Mend its command, its environment or what it connects to.",
    ]);
  });

  const BACK_UP: [string, Frame[], number, number][] = [
    ["and its task has come up again", [{ at: 6, tasks: [up("t4", 1)] }], 6, 1],
    ["though its task never comes up again", [], 14, 0],
  ];
  for (const [how, later, second, running] of BACK_UP)
    it(`with what runs, when the engine calls it rolled back ${how}`, async () => {
      const status = "rollback_completed";
      const frames: Frame[] = [
        { at: 0, status: "rollback_started", message: cause, old: [failed] },
        { at: 4, status, tasks: [task("t4", 1, "starting")], old: [failed] },
        ...later.map((frame) => ({ ...frame, status, old: [failed] })),
      ];

      const result = await playOne({ spec: spec(), frames, baseline: ["t1"] });

      expect(result).to.include({ code: "ROLLED_BACK", running });
      expect(Math.floor(result.seconds)).to.equal(second);
      expect(result.message).to.contain(`The previous version runs: ${running} of 1 task.`);
    });

  it("when the rollback pauses", async () => {
    const message = "rollback paused due to failure or early termination of task t5";
    const frames: Frame[] = [
      { at: 0, status: "rollback_started", message: cause, tasks: [task("t5", 1, "starting")] },
      { at: 4, status: "rollback_paused", message, tasks: [task("t5", 1, "failed", { err: "x" })] },
    ];

    const result = await playOne({ spec: spec(), frames, baseline: ["t1"] });

    expect(result.code).to.equal("ROLLED_BACK");
    expect(result.message.split("\n")).to.deep.equal([
      `Service "web": the rollback paused (${cause}): ${message}. The previous version runs: 0 of 1 task.`,
      "  web.1: failed: x",
    ]);
  });

  it("when it is paused, and says what still runs", async () => {
    const frames: Frame[] = [
      { at: 0, old: [up("t1", 1), up("t2", 2)] },
      {
        at: 2,
        status: "paused",
        message: "update paused due to failure or early termination of task t3",
        tasks: [failed, task("t5", 1, "ready", { desired: "ready" })],
        old: [stopped("t1", 1), up("t2", 2)],
      },
    ];

    const result = await playOne({ spec: spec(replicas(2)), frames, baseline: ["t1", "t2"] });

    expect(result).to.include({ state: "failed", code: "NOT_CONVERGED" });
    expect(result.message.split("\n")).to.deep.equal([
      'Service "web": update paused due to failure or early termination of task t3. 0 of 2 tasks running; 1 of the previous version still running.',
      "  web.1 on host-n1: failed: task: non-zero exit (3)",
      "The process itself ended: what it wrote says why. Mend its command, its environment or what it connects to.",
    ]);
  });

  it("when the engine calls it completed, but the tasks do not stay up", async () => {
    const bad = (id: string): Task => task(id, 1, "failed", { err: "task: non-zero exit (3)" });
    const frames: Frame[] = [
      { at: 0, status: "updating", old: [up("t1", 1)] },
      { at: 2, status: "updating", tasks: [bad("t2"), up("t3", 1)] },
      { at: 6, status: "completed", tasks: [bad("t2"), bad("t3"), up("t4", 1)] },
      { at: 10, status: "completed", tasks: [bad("t2"), bad("t3"), bad("t4")] },
    ];

    const result = await playOne({ spec: spec(), frames, baseline: ["t1"] });

    expect(result.state).to.equal("failed");
    expect(Math.floor(result.seconds)).to.equal(10);
  });

  it("when the same spec was sent again and its tasks still crash", async () => {
    const bad = (id: string): Task => task(id, 1, "failed", { err: "task: non-zero exit (3)" });
    const before = [bad("t1"), bad("t2"), bad("t3")];
    const frames: Frame[] = [
      { at: 0, tasks: [...before, up("t4", 1, "n1", -1)] },
      { at: 3, tasks: [...before, bad("t4"), up("t5", 1, "n1", 3)] },
      { at: 6, tasks: [...before, bad("t4"), bad("t5"), up("t6", 1, "n1", 6)] },
      { at: 9, tasks: [...before, bad("t4"), bad("t5"), bad("t6")] },
    ];

    const result = await playOne({ spec: spec(), frames, baseline: ["t1", "t2", "t3", "t4"] });

    expect(result.message).to.include("  web.1: failed 3 times: task: non-zero exit (3)");
    expect(Math.floor(result.seconds)).to.equal(9);
  });

  it("only by the engine's word while it may still roll back", async () => {
    const rollsBack = spec({ UpdateConfig: { Parallelism: 1, FailureAction: "rollback" } });
    const bad = (id: string): Task => task(id, 1, "rejected", { err: "No such image: x:2" });
    const frames: Frame[] = [
      { at: 0, status: "updating", tasks: [bad("t2"), bad("t3"), bad("t4")] },
      { at: 20, status: "rollback_started", message: cause, tasks: [], old: [bad("t4")] },
      { at: 30, status: "rollback_completed", tasks: [up("t5", 1)], old: [bad("t4")] },
    ];

    const result = await playOne({ spec: rollsBack, frames, baseline: ["t1"] });

    expect(result.code).to.equal("ROLLED_BACK");
    expect(Math.floor(result.seconds)).to.equal(30);
  });

  it("when its tasks find no node, for which the engine never rolls back", async () => {
    const rollsBack = spec({ UpdateConfig: { Parallelism: 1, FailureAction: "rollback" } });
    const err = "no suitable node (insufficient resources on 1 node)";
    const frames: Frame[] = [
      {
        at: 0,
        status: "updating",
        tasks: [task("t2", 1, "pending", { err })],
        old: [stopped("t1", 1)],
      },
    ];

    const result = await playOne({ spec: rollsBack, frames, baseline: ["t1"] });

    expect(result.state).to.equal("failed");
    expect(Math.floor(result.seconds)).to.equal(60);
  });
});

describe("how an earlier update ended", () => {
  it("is no failure of a run that sent nothing", async () => {
    const frames: Frame[] = [
      {
        at: 0,
        status: "rollback_completed",
        message: "rollback completed",
        tasks: [up("t1", 1), up("t2", 2)],
      },
    ];

    const result = await playOne({
      spec: spec(replicas(2)),
      frames,
      baseline: ["t1", "t2"],
      isUnchanged: true,
    });

    expect(result.state).to.equal("converged");
  });
});
