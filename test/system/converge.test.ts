// Convergence on a real engine: what it waits for. Needs root.

import { expect } from "chai";
import type { ServiceSpec } from "../../provider/engine/types";
import { spec, STAYS, waitingOn, type More } from "./support/waiting";

describe("a wait on a real engine", () => {
  const { engine, node, lines, send, sendOne } = waitingOn("converge");

  it("ends for services that stay up, for one-shots and for jobs, all in one", async () => {
    const { outcomes } = await send([
      spec("web", STAYS, { Mode: { Replicated: { Replicas: 3 } } }),
      spec("agent", STAYS, { Mode: { Global: {} } }),
      spec("once", "exit 0", { template: { RestartPolicy: { Condition: "on-failure" } } }),
      spec("job", "exit 0", { Mode: { ReplicatedJob: { MaxConcurrent: 2, TotalCompletions: 4 } } }),
      spec("every", "exit 0", { Mode: { GlobalJob: {} } }),
    ]);

    const states = Object.entries(outcomes).map(([key, { message }]) => [key, message]);
    expect(Object.fromEntries(states)).to.deep.equal({
      web: "web converged: 3/3 running",
      agent: "agent converged: 1/1 running",
      once: "once finished: 0/1 running",
      job: "job finished: 4/4 complete",
      every: "every finished: 1/1 complete",
    });
  });

  it("runs a job again, and does not take the first run for the second", async () => {
    const job = spec("job", "sleep 2", {
      Mode: { ReplicatedJob: { MaxConcurrent: 1, TotalCompletions: 1 } },
    });
    await sendOne(job);

    const outcome = await sendOne({ ...job, Labels: { run: "2" } });

    const run = (await engine().services.inspect("job"))?.JobStatus?.JobIteration?.Index;
    const tasks = (await engine().tasks.list()).filter((one) => one.JobIteration?.Index === run);
    expect(outcome.state).to.equal("finished");
    expect(tasks.map(({ Status }) => Status.State)).to.deep.equal(["complete"]);
  });

  it("follows an update through all its tasks", async () => {
    const more = {
      Mode: { Replicated: { Replicas: 3 } },
      UpdateConfig: { Parallelism: 1, Order: "start-first" },
    };
    await sendOne(spec("web", STAYS, more));

    const outcome = await sendOne(spec("web", `: new; ${STAYS}`, more));

    const live = await engine().services.inspect("web");
    expect(outcome).to.include({ state: "converged", running: 3 });
    expect(live?.UpdateStatus?.State).to.equal("completed");
  });

  it("ends soon when only the scale or a label changes", async () => {
    const scaled = (Replicas: number, more: More = {}): ServiceSpec =>
      spec("web", STAYS, { ...more, Mode: { Replicated: { Replicas } } });
    const changes = [scaled(3), scaled(3, { Labels: { a: "b" } }), scaled(1), scaled(0), scaled(2)];

    const seen: [string, number, boolean][] = [];
    for (const change of changes) {
      const { state, running } = await sendOne(change);
      seen.push([state, running, lines.splice(0).some((line) => /to stay so for 5 s/.test(line))]);
    }

    expect(seen).to.deep.equal([
      ["converged", 3, true],
      ["converged", 3, false],
      ["converged", 1, false],
      ["converged", 0, false],
      ["converged", 2, true],
    ]);
  });

  it("survives a restart of the engine", async () => {
    const slow = spec("web", STAYS, {
      container: {
        Healthcheck: { Test: ["CMD", "true"], Interval: 4e9, Timeout: 1e9, Retries: 3 },
      },
    });

    const waiting = sendOne(slow, { timeoutMs: 120_000 });
    await new Promise<void>((seen) => {
      const timer = setInterval(() => lines.length > 0 && (clearInterval(timer), seen()), 50);
    });
    await node().kill();
    await node().start();

    expect((await waiting).state).to.equal("converged");
  });
});
