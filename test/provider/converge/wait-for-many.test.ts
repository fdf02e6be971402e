// One wait for many services: what each one's trouble means for the others.

import { expect } from "chai";
import type { Task } from "../../../provider/engine/types";
import { spec, task } from "./recorded";
import { play, type Frame, type Recorded } from "./recording";

const named = (name: string, more = {}) => spec({ Name: name, ...more });
const up = (id: string, service = "web-id"): Task => task(id, 1, "running", { service });

/** A service that comes up at this second. */
const comesUp = (name: string, at: number): Recorded => ({
  spec: named(name),
  frames: [
    { at: 0, tasks: [task("t1", 1, "preparing", { service: `${name}-id` })] },
    { at, tasks: [up("t1", `${name}-id`)] },
  ],
});

/** A service that crashes every two seconds until this second, and then stays up. */
function crashesUntil(name: string, at: number): Recorded {
  const bad = (n: number): Task =>
    task(`t${n}`, 1, "failed", { service: `${name}-id`, err: "task: non-zero exit (1)" });
  const frames = [...Array(Math.ceil(at / 2)).keys()].map((n) => ({
    at: n * 2,
    tasks: [...Array(n + 1).keys()].map(bad),
  }));
  return { spec: named(name), frames: [...frames, { at, tasks: [up("t900", `${name}-id`)] }] };
}

const failsAt = (name: string, at: number): Recorded => {
  const bad = (id: string): Task =>
    task(id, 1, "rejected", { service: `${name}-id`, err: "No such image: x:1" });
  return { spec: named(name), frames: [{ at: 0 }, { at, tasks: [bad("t1"), bad("t2")] }] };
};

describe("a wait for several services", () => {
  it("asks the engine the same few things however many there are", async () => {
    const names = [...Array(40).keys()].map((i) => `s${i}`);
    const many = Object.fromEntries(names.map((name) => [name, comesUp(name, 5)]));

    const one = await play({ services: { s0: comesUp("s0", 5) } });
    const all = await play({ services: many });

    expect(Object.values(all.outcomes).map(({ state }) => state)).to.deep.equal(
      names.map(() => "converged"),
    );
    expect(all.seconds).to.equal(one.seconds);
    expect(all.requests).to.deep.equal(one.requests);
  });

  it("asks once for the networks that tasks wait for, however many wait", async () => {
    const fails = (name: string): Recorded => ({
      spec: named(name, { template: { Networks: [{ Target: "net" }] } }),
      frames: [{ at: 0, tasks: [task("t1", 1, "new", { service: `${name}-id` })] }],
    });
    const networks = [{ Id: "net", Name: "front", Driver: "" }];
    const lists = (requests: string[]) => requests.filter((one) => one.includes("networks"));
    const names = [...Array(40).keys()].map((i) => `s${i}`);
    const many = Object.fromEntries(names.map((name) => [name, fails(name)]));

    const one = await play({ services: { s0: fails("s0") }, networks });
    const all = await play({ services: many, networks });

    expect(Object.values(all.outcomes).map(({ state }) => state)).to.deep.equal(
      names.map(() => "failed"),
    );
    expect(lists(all.requests)).to.deep.equal(lists(one.requests));
    expect(lists(all.requests)).to.have.length(1);
  });

  it("tells of each how it ended", async () => {
    const job = spec({ Name: "job", Mode: { ReplicatedJob: { TotalCompletions: 1 } } });
    const done = task("t1", 0, "complete", { service: "job-id", desired: "complete" });

    const { outcomes, seconds } = await play({
      services: { a: comesUp("a", 1), job: { spec: job, frames: [{ at: 0, tasks: [done] }] } },
    });

    expect(outcomes).to.deep.equal({
      a: { state: "converged", message: "a converged: 1/1 running", running: 1, desired: 1 },
      job: { state: "finished", message: "job finished: 1/1 complete", running: 1, desired: 1 },
    });
    expect(Math.floor(seconds)).to.equal(6);
  });

  it("ends at once when there are none", async () => {
    const { outcomes, requests } = await play({ services: {} });

    expect(outcomes).to.deep.equal({});
    expect(requests).to.deep.equal([]);
  });

  it("bears the crashes of one that misses another which still comes up", async () => {
    const { outcomes } = await play({
      services: { db: comesUp("db", 30), web: crashesUntil("web", 36) },
    });

    expect([outcomes["db"]?.state, outcomes["web"]?.state]).to.deep.equal([
      "converged",
      "converged",
    ]);
  });

  it("does not bear them once the other is up", async () => {
    const { outcomes, seconds } = await play({
      services: { db: comesUp("db", 10), web: crashesUntil("web", 120) },
    });

    expect(outcomes["web"]).to.include({ state: "failed" });
    expect(Math.floor(seconds)).to.equal(20);
  });

  it("does not bear the crashes of two for each other's sake", async () => {
    const { outcomes, seconds } = await play({
      services: { a: crashesUntil("a", 120), b: crashesUntil("b", 120) },
    });

    expect([outcomes["a"]?.state, outcomes["b"]?.state]).to.deep.equal(["failed", "failed"]);
    expect(Math.floor(seconds)).to.equal(4);
  });

  it("gives the others 10 s after the first failure", async () => {
    const { outcomes, seconds } = await play({
      services: { bad: failsAt("bad", 3), soon: comesUp("soon", 4), late: comesUp("late", 60) },
    });

    expect(outcomes["bad"]?.state).to.equal("failed");
    expect(outcomes["soon"]?.state).to.equal("converged");
    expect(outcomes["late"]).to.deep.equal({
      state: "unsettled",
      code: "NOT_CONVERGED",
      message:
        'Service "late": not converged when the wait ended because "bad" failed: 0/1 running, 1 preparing. 0 of 1 task running.',
      running: 0,
      desired: 1,
    });
    expect(Math.floor(seconds)).to.equal(13);
  });

  it("waits longer for a rollback, to tell what runs", async () => {
    const frames: Frame[] = [
      { at: 0, status: "rollback_started", message: "manually requested rollback" },
      { at: 40, status: "rollback_completed", tasks: [up("t5", "old-id")] },
    ];

    const { outcomes } = await play({
      services: { bad: failsAt("bad", 3), old: { spec: named("old"), frames } },
    });

    expect(outcomes["old"]).to.deep.equal({
      state: "failed",
      code: "ROLLED_BACK",
      message:
        'Service "old": rolled back (manually requested rollback). The previous version runs: 1 of 1 task.',
      running: 1,
      desired: 1,
    });
  });
});
