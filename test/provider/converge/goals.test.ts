// Who waits for another service: when the answer comes, and what the wait for all makes of it.

import { expect } from "chai";
import type { Goal } from "../../../provider/converge/wait";
import { node, replicas, spec, task } from "./recorded";
import { play, type Recorded, type Scene } from "./recording";

const HEALTHY = "service_healthy";
const ENDED = "service_completed_successfully";
const db = { service: "db-id" };
const ONE_SHOT = { template: { RestartPolicy: { Condition: "on-failure" } } };

const comesUp: Recorded = {
  spec: spec({ Name: "db" }),
  frames: [
    { at: 0, tasks: [task("t1", 1, "starting", db)] },
    { at: 20, tasks: [task("t1", 1, "running", { ...db, since: 20 })] },
  ],
};
const crashes: Recorded = {
  spec: spec({ Name: "db" }),
  frames: [0, 2, 4].map((at, n) => ({
    at,
    tasks: [...Array(n + 1).keys()].map((i) =>
      task(`t${i}`, 1, "failed", { ...db, err: "task: non-zero exit (1)" }),
    ),
  })),
};
const ends = (more: Partial<Recorded> = {}): Recorded => ({
  spec: spec({ Name: "db", ...ONE_SHOT }),
  mustEnd: true,
  frames: [
    { at: 0, tasks: [task("t1", 1, "running", { ...db, since: 0 })] },
    { at: 30, tasks: [task("t1", 1, "complete", db)] },
  ],
  ...more,
});
const job = (state: "complete" | "running" | "failed", iteration: number): Recorded => ({
  spec: spec({ Name: "db", Mode: { ReplicatedJob: { TotalCompletions: 1 } }, ...ONE_SHOT }),
  mustEnd: true,
  frames: [
    {
      ...{ at: 0, iteration: 1 },
      tasks: [task("t1", 0, state, { ...db, iteration, desired: "complete" })],
    },
  ],
});

describe("who waits for another service", () => {
  const rows: [string, Recorded, Goal, reached: boolean, second: number, Partial<Scene>?][] = [
    ["goes on as soon as its tasks run, not when they stayed up", comesUp, HEALTHY, true, 20],
    [
      "goes on at once where it runs already",
      {
        spec: spec({ Name: "db" }),
        ...{ baseline: ["t1"], isUnchanged: true },
        frames: [{ at: 0, tasks: [task("t1", 1, "running", db)] }],
      },
      ...([HEALTHY, true, 0] as const),
    ],
    [
      "does not take some of its tasks for all",
      {
        spec: spec({ Name: "db", ...replicas(2) }),
        frames: [
          { at: 0, tasks: [task("t1", 1, "running", db), task("t2", 2, "starting", db)] },
          { at: 9, tasks: [task("t1", 1, "running", db), task("t2", 2, "running", db)] },
        ],
      },
      ...([HEALTHY, true, 9] as const),
    ],
    [
      "does not take tasks of its old spec for those of the new one",
      {
        spec: spec({ Name: "db" }),
        baseline: ["t1"],
        frames: [
          { at: 0, status: "updating", old: [task("t1", 1, "running", db)] },
          { at: 7, status: "updating", tasks: [task("t2", 1, "running", db)] },
        ],
      },
      ...([HEALTHY, true, 7, { timeoutS: 30 }] as const),
    ],
    [
      "does not go on while it rolls back, nor after",
      {
        spec: spec({ Name: "db" }),
        frames: [
          { at: 0, status: "rollback_started", tasks: [task("t1", 1, "running", db)] },
          { at: 12, status: "rollback_completed", tasks: [task("t1", 1, "running", db)] },
        ],
      },
      ...([HEALTHY, false, 12] as const),
    ],
    ["hears no as soon as it fails", crashes, HEALTHY, false, 4],
    ["hears no at the deadline", comesUp, HEALTHY, false, 10, { timeoutS: 10 }],
    ["waits for the end of a one-shot, however long it runs", ends(), ENDED, true, 30],
    ["takes a one-shot that has ended for healthy", ends(), HEALTHY, true, 0],
    ["waits for a job to be complete", job("complete", 1), ENDED, true, 0],
    ["takes no earlier run of a job for this one", job("complete", 0), ENDED, false, 5, { timeoutS: 5 }],
    ["hears no when a job runs on past the deadline", job("running", 1), ENDED, false, 5, { timeoutS: 5 }],
    [
      "waits for nothing in what has no task to run",
      {
        spec: spec({ Name: "db", ...replicas(0), ...ONE_SHOT }),
        mustEnd: true,
        frames: [{ at: 0 }],
      },
      ...([ENDED, true, 1] as const),
    ],
  ]; // prettier-ignore
  for (const [title, recorded, goal, reached, second, more] of rows)
    it(title, async () => {
      const played = await play({ services: { db: recorded }, goals: [["db", goal]], ...more });

      expect(played.reached).to.deep.equal([[reached, second]]);
    });

  it("asks no more than the wait for all does, and leaves its verdict alone", async () => {
    const services = { db: comesUp };
    const alone = await play({ services });

    const asked = await play({ services, goals: [["db", HEALTHY], ["db", HEALTHY]] }); // prettier-ignore

    expect(asked.reached).to.deep.equal([[true, 20], [true, 20]]); // prettier-ignore
    expect(asked.outcomes).to.deep.equal(alone.outcomes);
    expect(asked.seconds).to.equal(alone.seconds);
    expect(asked.requests.length).to.be.at.most(alone.requests.length + 3);
  });

  it("hears no of each when another service of the wait fails, soon after", async () => {
    const slow = { ...comesUp, spec: spec({ Name: "slow" }), frames: [{ at: 0 }] };
    const bad = ["t1", "t2"].map((id) => task(id, 1, "rejected", { ...db, err: "No such image" }));
    const rejected = { ...comesUp, frames: [{ at: 0 }, { at: 4, tasks: bad }] };

    const { reached, outcomes } = await play({
      services: { db: rejected, slow },
      goals: [["slow", HEALTHY]],
      nodes: [node("n1")],
    });

    expect(reached).to.deep.equal([[false, 14]]);
    expect(outcomes["slow"]?.state).to.equal("unsettled");
  });
});
