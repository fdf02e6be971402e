// Convergence on a real engine: what a wait says that fails. Needs root.

import { expect } from "chai";
import type { ServiceSpec } from "../../provider/engine/types";
import { codeOf, until } from "../provider/engine/contract/support";
import { spec, STAYS, waitingOn, type More } from "./support/waiting";

describe("a wait that fails, on a real engine,", () => {
  const { engine, sendOne } = waitingOn("converge-failures");

  // On a busy machine another try may have failed before anybody looks.
  const failing: [string, ServiceSpec, RegExp[]][] = [
    [
      "a missing image",
      spec("missing", STAYS, { container: { Image: "nosuch/img:9" } }),
      [
        /^ {2}missing\.1 on m1: rejected (?:[2-9]|\d\d) times: No such image: nosuch\/img:9$/m,
        /^Check the image's name/m,
      ],
    ],
    [
      "an exit code, with the log",
      spec("exits", "echo starting; echo boom >&2; exit 3"),
      [
        /again and again.*\. [01] of 1 task running\.$/m,
        /^ {2}exits\.1 on m1: failed (?:[3-9]|\d\d) times: task: non-zero exit \(3\)$/m,
        /^ {2}Last lines of exits\.1 on m1:\n(.*\n)? {4}boom$/m,
      ],
    ],
    [
      "a command that is not there",
      spec("nope", "", { container: { Command: ["/nope"] } }),
      [
        /^ {2}nope\.1 on m1: failed (?:[2-9]|\d\d) times, exit code 127: .*no such file/m,
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
      [
        /^ {2}sick\.1 on m1: failed (?:[3-9]|\d\d) times: .*unhealthy container$/m,
        /^The health check fails/m,
      ],
    ],
    [
      "a bind source that is not there",
      spec("bound", STAYS, {
        container: { Mounts: [{ Type: "bind", Source: "/nonexistent", Target: "/data" }] },
      }),
      [
        /^ {2}bound\.1 on m1: rejected (?:[2-9]|\d\d) times: .*bind source path does not exist/m,
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
        /^ {2}short\.1 on m1: complete (?:[3-9]|\d\d) times: the process ended with exit code 0$/m,
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
        /^ {2}badjob\.0 on m1: failed (?:[3-9]|\d\d) times: task: non-zero exit \(5\)$/m,
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
      // a busy engine may show a task as running for seconds after its end
      const outcome = await sendOne(one, { schedulingTimeoutMs: 5_000, monitorMs: 30_000 });

      expect(outcome).to.include({ state: "failed", code: "NOT_CONVERGED" });
      for (const pattern of patterns) expect(outcome.message).to.match(pattern);
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
    expect(outcome.message).to.match(/^ {2}web\.\d on m1: failed.*: task: non-zero exit \(3\)$/m);
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
    // The new one is tried again each second, and then runs for a moment.
    expect(first.message).to.match(
      /\. [01] of 2 tasks running; 1 of the previous version still running\.$/m,
    );
    expect(second).to.include({ state: "failed", code: "NOT_CONVERGED" });
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
      engine().networks.create({
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
    await engine().services.remove("web");
    // the swarm lets go of a network when its tasks are marked, a moment after their service has gone
    for (const id of ids)
      await until(
        () => codeOf(engine().networks.remove(id)),
        (code) => code !== "IN_USE",
      );

    expect(outcome).to.include({ state: "failed", code: "NOT_CONVERGED" });
    expect(outcome.message).to.match(
      /its tasks wait for "overlapping", which the engine never gave/,
    );
  });
});
