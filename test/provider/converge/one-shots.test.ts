// Tasks that are to end: one-shot services and jobs.

import { expect } from "chai";
import type { Task } from "../../../provider/engine/types";
import { node, spec, task } from "./recorded";
import { playOne, type Frame } from "./recording";

describe("a one-shot finishes", () => {
  const oneShot = (condition: string, more = {}) =>
    spec({ ...more, template: { RestartPolicy: { Condition: condition } } });
  for (const condition of ["none", "on-failure"])
    it(`when its task ended well and the restart condition is ${condition}`, async () => {
      const frames = [
        { at: 0, tasks: [task("t1", 1, "running")] },
        { at: 2, tasks: [task("t1", 1, "complete", { message: "finished" })] },
      ];

      const result = await playOne({ spec: oneShot(condition), frames });

      expect(result).to.include({ state: "finished" });
      expect(result).not.to.have.property("code");
      expect(Math.floor(result.seconds)).to.equal(2);
    });

  it("after a first try that failed", async () => {
    const failed = task("t1", 1, "failed", { err: "task: non-zero exit (1)" });
    const frames = [
      { at: 0, tasks: [failed, task("t2", 1, "running")] },
      { at: 2, tasks: [failed, task("t2", 1, "complete")] },
    ];

    const result = await playOne({ spec: oneShot("on-failure"), frames });

    expect(result.state).to.equal("finished");
  });

  it("though the engine takes its end for a failed update", async () => {
    const frames = [
      { at: 0, old: [task("t1", 1, "complete")] },
      { at: 1, status: "updating", tasks: [task("t2", 1, "running")] },
      {
        at: 2,
        status: "paused",
        message: "update paused due to failure or early termination of task t2",
        tasks: [task("t2", 1, "complete")],
      },
    ];

    const result = await playOne({ spec: oneShot("none"), frames, baseline: ["t1"] });

    expect(result.state).to.equal("finished");
  });

  it("at once when it had finished before and is not run again", async () => {
    const frames = [{ at: 0, tasks: [task("t1", 1, "complete")] }];

    const result = await playOne({ spec: oneShot("none"), frames, baseline: ["t1"] });

    expect(result).to.include({ state: "finished", seconds: 0 });
  });

  it("or fails at its first failure when nothing is tried again", async () => {
    const failed = task("t1", 1, "failed", {
      err: "task: non-zero exit (3)",
      exitCode: 3,
      node: "n1",
    });
    const frames = [
      { at: 0, tasks: [task("t1", 1, "running")] },
      { at: 2, tasks: [failed] },
    ];

    const result = await playOne({ spec: oneShot("none"), frames });

    expect(result).to.include({ state: "failed", code: "NOT_CONVERGED" });
    expect(result.message.split("\n")).to.deep.equal([
      'Service "web": 1 of 1 task failed for good: the restart policy starts no new one. 0 of 1 task running.',
      "  web.1 on host-n1: failed: task: non-zero exit (3)",
      "The process itself ended: what it wrote says why. Mend its command, its environment or what it connects to.",
    ]);
  });

  it("or fails when its attempts are used up", async () => {
    const tries = spec({
      template: { RestartPolicy: { Condition: "on-failure", MaxAttempts: 1 } },
    });
    const failed = (id: string): Task => task(id, 1, "failed", { err: "task: non-zero exit (3)" });
    const frames = [
      { at: 0, tasks: [failed("t1"), task("t2", 1, "running")] },
      { at: 2, tasks: [failed("t1"), failed("t2")] },
    ];

    const result = await playOne({ spec: tries, frames });

    expect(result.message).to.include("  web.1: failed 2 times: task: non-zero exit (3)");
    expect(Math.floor(result.seconds)).to.equal(2);
  });

  it("or fails when it had failed before and is not run again", async () => {
    const failed = task("t1", 1, "failed", { err: "task: non-zero exit (3)" });

    const result = await playOne({
      spec: oneShot("none"),
      frames: [{ at: 0, tasks: [failed] }],
      baseline: ["t1"],
    });

    expect(result.message).to.include("  web.1: failed: task: non-zero exit (3)");
  });
});

describe("a job", () => {
  const job = spec({ Mode: { ReplicatedJob: { MaxConcurrent: 1, TotalCompletions: 2 } } });
  const of = (id: string, slot: number, state: Task["Status"]["State"], iteration: number): Task =>
    task(id, slot, state, { iteration, desired: "complete", err: undefined });

  it("finishes with its last completion, not with those of an earlier run", async () => {
    const earlier = [of("t1", 0, "complete", 1), of("t2", 1, "complete", 1)];
    const frames: Frame[] = [
      { at: 0, iteration: 2, tasks: [...earlier, of("t3", 0, "running", 2)] },
      {
        at: 3,
        iteration: 2,
        tasks: [...earlier, of("t3", 0, "complete", 2), of("t4", 1, "running", 2)],
      },
      {
        at: 5,
        iteration: 2,
        tasks: [...earlier, of("t3", 0, "complete", 2), of("t4", 1, "complete", 2)],
      },
    ];

    const result = await playOne({ spec: job, frames, baseline: ["t1", "t2"] });

    expect(result).to.include({ state: "finished", running: 2, desired: 2 });
    expect(result.lines).to.deep.equal([
      "web 0/2 complete, 1 running (0 s)",
      "web 1/2 complete, 1 running (3 s)",
      "web finished: 2/2 complete (5 s)",
    ]);
  });

  it("fails when the same failure came three times", async () => {
    const failed = (id: string): Task =>
      task(id, 0, "failed", { err: "task: non-zero exit (1)", exitCode: 1, node: "n1" });
    const frames: Frame[] = [1, 2, 3].map((n) => ({
      at: n * 5,
      tasks: [...Array(n).keys()].map((i) => failed(`t${i}`)),
    }));

    const result = await playOne({ spec: job, frames: [{ at: 0 }, ...frames] });

    expect(result.message.split("\n")).to.deep.equal([
      'Service "web": its tasks fail again and again with the same error. 0 of 2 tasks complete.',
      "  web.0 on host-n1: failed 3 times: task: non-zero exit (1)",
      "The process itself ended: what it wrote says why. Mend its command, its environment or what it connects to.",
    ]);
  });

  it("on every node names the node that fails", async () => {
    const globalJob = spec({
      Mode: { GlobalJob: {} },
      template: { RestartPolicy: { Condition: "none" } },
    });
    const frames: Frame[] = [
      {
        at: 0,
        tasks: [
          task("t1", undefined, "complete", { node: "n1", desired: "complete" }),
          task("t2", undefined, "failed", { node: "n2", err: "task: non-zero exit (2)" }),
        ],
      },
    ];

    const result = await playOne({ spec: globalJob, frames }, { nodes: [node("n1"), node("n2")] });

    expect(result.message.split("\n")).to.deep.equal([
      'Service "web": 1 of 2 tasks failed for good: the restart policy starts no new one. 1 of 2 tasks complete.',
      "  web on host-n2: failed: task: non-zero exit (2)",
      "The process itself ended: what it wrote says why. Mend its command, its environment or what it connects to.",
    ]);
  });
});
