// Convergence on a real engine: what it waits for, and what it says. Needs root.

import { expect } from "chai";
import { waitForRemoval } from "../../provider/converge/removal";
import { waitForConvergence, type Outcome, type WaitOptions } from "../../provider/converge/wait";
import { connect } from "../../provider/engine/connect";
import type { Engine } from "../../provider/engine/engine";
import type { ServiceSpec, TaskSpec } from "../../provider/engine/types";
import { busyboxImage, loadImages, startLab, type Lab, type LabNode } from "../lab";

type More = Partial<ServiceSpec> & { container?: object; template?: Partial<TaskSpec> };

/** A service of busybox; tasks stop within a second and are tried again after one. */
function spec(Name: string, command: string, more: More = {}): ServiceSpec {
  const { container, template, ...rest } = more;
  return {
    Name,
    Mode: { Replicated: { Replicas: 1 } },
    TaskTemplate: {
      ContainerSpec: {
        Image: "busybox:latest",
        Command: ["sh", "-c", command],
        StopGracePeriod: 1e9,
        ...container,
      },
      RestartPolicy: { Condition: "any", Delay: 1e9 },
      Placement: {},
      ...template,
    },
    ...rest,
  };
}

const STAYS = "trap 'exit 0' TERM; sleep 1000 & wait";

describe("a wait on a real engine", () => {
  let lab: Lab;
  let only: LabNode;
  let engine: Engine;
  const lines: string[] = [];

  before(async () => {
    lab = await startLab({ name: "converge", managers: 1 });
    const [first] = lab.nodes;
    if (first === undefined) throw new Error("a lab without nodes");
    only = first;
    await loadImages(lab, [await busyboxImage()]);
    engine = connect({ host: only.host });
  });

  after(async () => lab?.stop());

  beforeEach(() => lines.splice(0));

  afterEach(async () => {
    const services = await engine.services.list();
    if (services.length === 0) return;
    const tasks = await engine.tasks.list({ service: services.map(({ ID }) => ID) });
    await Promise.all(services.map(({ ID }) => engine.services.remove(ID)));
    const ids = tasks.map(({ ID }) => ID);
    const left = await waitForRemoval(engine, ids, {
      timeoutMs: 30_000,
      progress: () => undefined,
    });
    expect(left).to.deep.equal([]);
  });

  /** Creates or updates these services and waits for them. */
  async function send(specs: ServiceSpec[], options: Partial<WaitOptions> = {}) {
    const targets = await Promise.all(
      specs.map(async (one) => {
        const live = await engine.services.inspect(one.Name);
        const before = live ? await engine.tasks.list({ service: [live.ID] }) : [];
        const changedAtMs = Date.now();
        if (live) await engine.services.update(live.ID, live.Version.Index, one);
        const id = live?.ID ?? (await engine.services.create(one));
        return {
          key: one.Name,
          id,
          spec: one,
          baseline: new Set(before.map(({ ID }) => ID)),
          changedAtMs,
        };
      }),
    );
    const progress = (line: string): number => lines.push(line);
    const all = { timeoutMs: 60_000, progress, ...options };
    const beganMs = Date.now();
    const { outcomes } = await waitForConvergence(engine, targets, all);
    return { outcomes, seconds: (Date.now() - beganMs) / 1000 };
  }

  async function sendOne(one: ServiceSpec, options: Partial<WaitOptions> = {}) {
    const { outcomes, seconds } = await send([one], options);
    return { ...(outcomes[one.Name] as Outcome), seconds };
  }

  const failing: [string, ServiceSpec, RegExp[]][] = [
    [
      "a missing image",
      spec("missing", STAYS, { container: { Image: "nosuch/img:9" } }),
      [
        /^ {2}missing\.1 on m1: rejected 2 times: No such image: nosuch\/img:9$/m,
        /^Check the image's name/m,
      ],
    ],
    [
      "an exit code, with the log",
      spec("exits", "echo starting; echo boom >&2; exit 3"),
      [
        /again and again.*\. 0 of 1 task running\.$/m,
        /^ {2}exits\.1 on m1: failed 3 times: task: non-zero exit \(3\)$/m,
        /^ {2}Last lines of exits\.1 on m1:\n(.*\n)? {4}boom$/m,
      ],
    ],
    [
      "a command that is not there",
      spec("nope", "", { container: { Command: ["/nope"] } }),
      [
        /^ {2}nope\.1 on m1: failed 2 times, exit code 127: .*no such file/m,
        /^The command is not in the image/m,
      ],
    ],
    [
      "a failing health check",
      spec("sick", "sleep 1000", {
        container: {
          Healthcheck: { Test: ["CMD", "false"], Interval: 2e8, Timeout: 1e9, Retries: 1 },
        },
      }),
      [/^ {2}sick\.1 on m1: failed 3 times: .*unhealthy container$/m, /^The health check fails/m],
    ],
    [
      "a bind source that is not there",
      spec("bound", STAYS, {
        container: { Mounts: [{ Type: "bind", Source: "/nonexistent", Target: "/data" }] },
      }),
      [
        /^ {2}bound\.1 on m1: rejected 2 times: .*bind source path does not exist/m,
        /^Create the folder/m,
      ],
    ],
    [
      "a constraint that no node meets",
      spec("picky", STAYS, {
        template: { Placement: { Constraints: ["node.labels.disk == ssd"] } },
      }),
      [
        /^Service "picky": 1 of 1 task found no node for 5 s\. 0 of 1 task running\.$/m,
        /^ {2}node\.labels\.disk == ssd matches 0 of 1 node$/m,
        /no suitable node \(scheduling constraints not satisfied on 1 node\)$/m,
      ],
    ],
    [
      "a process that ends well, and is started again",
      spec("short", "exit 0"),
      [
        /^ {2}short\.1 on m1: complete 3 times: the process ended with exit code 0$/m,
        /Either it is a one-shot/,
      ],
    ],
    [
      "a one-shot that fails",
      spec("once", "exit 4", { template: { RestartPolicy: { Condition: "none" } } }),
      [
        /^Service "once": 1 of 1 task failed for good/,
        /^ {2}once\.1 on m1: failed: task: non-zero exit \(4\)$/m,
      ],
    ],
    [
      "a job that fails",
      spec("badjob", "exit 5", {
        Mode: { ReplicatedJob: { MaxConcurrent: 1, TotalCompletions: 1 } },
      }),
      [
        /0 of 1 task complete\.$/m,
        /^ {2}badjob\.0 on m1: failed 3 times: task: non-zero exit \(5\)$/m,
      ],
    ],
    [
      "a job that fails and is not to be tried again",
      spec("onejob", "exit 5", {
        Mode: { ReplicatedJob: { MaxConcurrent: 1, TotalCompletions: 1 } },
        template: { RestartPolicy: { Condition: "none" } },
      }),
      [/^ {2}onejob\.0 on m1: failed.*non-zero exit \(5\)$/m],
    ],
    [
      "a global service for which no node is eligible",
      spec("nowhere", STAYS, {
        Mode: { Global: {} },
        template: { Placement: { Constraints: ["node.role == worker"] } },
      }),
      [
        /^Service "nowhere": no node has been eligible for 5 s/,
        /^ {2}node\.role == worker matches 0 of 1 node$/m,
      ],
    ],
  ];
  for (const [name, one, patterns] of failing)
    it(`tells ${name}`, async () => {
      const outcome = await sendOne(one, { schedulingTimeoutMs: 5_000 });

      expect(outcome).to.include({ state: "failed", code: "NOT_CONVERGED" });
      for (const pattern of patterns) expect(outcome.message).to.match(pattern);
    });

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

    expect(outcome.state).to.equal("finished");
    expect(outcome.seconds).to.be.greaterThan(1.9);
  });

  it("tells a rollback with its cause and what runs", async () => {
    const more: More = {
      Mode: { Replicated: { Replicas: 2 } },
      UpdateConfig: { Parallelism: 1, FailureAction: "rollback", Monitor: 2e9 },
      RollbackConfig: { Parallelism: 0, Monitor: 1e9 },
    };
    await sendOne(spec("web", STAYS, more));

    const outcome = await sendOne(spec("web", "echo cannot; exit 3", more));

    expect(outcome).to.include({ state: "failed", code: "ROLLED_BACK", running: 2, desired: 2 });
    expect(outcome.message).to.match(
      /^Service "web": rolled back \(update rolled back due to failure or early termination of task \w+\)\. The previous version runs: 2 of 2 tasks\.$/m,
    );
    expect(outcome.message).to.match(/^ {2}web\.\d on m1: failed: task: non-zero exit \(3\)$/m);
    expect(outcome.message).to.match(/^ {2}Last lines of web\.\d on m1:\n {4}cannot$/m);
  });

  it("tells a paused update, and still fails when the same spec is sent again", async () => {
    const more: More = {
      Mode: { Replicated: { Replicas: 2 } },
      UpdateConfig: { Parallelism: 1, Delay: 60e9 }, // the second task stays as it is
    };
    await sendOne(spec("web", STAYS, more));

    const first = await sendOne(spec("web", "exit 3", more));
    const second = await sendOne(spec("web", "exit 3", more));

    expect(first).to.include({ state: "failed", code: "NOT_CONVERGED" });
    expect(first.message).to.match(/^Service "web": update paused due to failure/);
    expect(first.message).to.include(
      ". 0 of 2 tasks running; 1 of the previous version still running.",
    );
    expect(second).to.include({ state: "failed", code: "NOT_CONVERGED" });
  });

  it("follows an update through all its tasks", async () => {
    const more = {
      Mode: { Replicated: { Replicas: 3 } },
      UpdateConfig: { Parallelism: 1, Order: "start-first" },
    };
    await sendOne(spec("web", STAYS, more));

    const outcome = await sendOne(spec("web", `: new; ${STAYS}`, more));

    const live = await engine.services.inspect("web");
    expect(outcome).to.include({ state: "converged", running: 3 });
    expect(live?.UpdateStatus?.State).to.equal("completed");
  });

  it("ends soon when only the scale or a label changes", async () => {
    const scaled = (Replicas: number, more: More = {}): ServiceSpec =>
      spec("web", STAYS, { ...more, Mode: { Replicated: { Replicas } } });
    await sendOne(scaled(3));

    const label = await sendOne(scaled(3, { Labels: { a: "b" } }));
    const down = await sendOne(scaled(1));
    const none = await sendOne(scaled(0));
    const up = await sendOne(scaled(2));

    expect([label.state, down.state, none.state, up.state]).to.deep.equal(
      Array(4).fill("converged"),
    );
    expect([label.running, down.running, none.running, up.running]).to.deep.equal([3, 1, 0, 2]);
    for (const { seconds } of [label, down, none]) expect(seconds).to.be.lessThan(3);
  });

  it("tells a network that never gets its addresses", async () => {
    const base = {
      Driver: "overlay",
      Internal: false,
      Attachable: false,
      Ingress: false,
      ConfigOnly: false,
    };
    const network = (Name: string) =>
      engine.networks.create({
        ...base,
        Name,
        IPAM: { Config: [{ Subnet: "10.88.0.0/24" }] },
        ConfigFrom: null,
        Options: null,
        Labels: {},
      });
    const ids = [await network("front"), await network("overlapping")];

    const outcome = await sendOne(
      spec("web", STAYS, { template: { Networks: [{ Target: "overlapping" }] } }),
    );
    await Promise.all((await engine.services.list()).map(({ ID }) => engine.services.remove(ID)));
    for (const id of ids) await engine.networks.remove(id);

    expect(outcome.message).to.match(
      /its tasks wait for "overlapping", which the engine never gave/,
    );
    expect(outcome.seconds).to.be.within(15, 18);
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
    await only.kill();
    await only.start();

    expect((await waiting).state).to.equal("converged");
  });
});
