// What tasks look like when things go wrong, as recorded from real engines (20.10.24): each to its message.

import { expect } from "chai";
import type { Task, TaskState } from "../../../provider/engine/types";
import { replicas, spec, task } from "./recorded";
import { playOne, type Frame, type Recorded } from "./recording";

interface Ending {
  state: TaskState;
  err?: string;
  message: string;
  exitCode?: number;
}

/** Every 5 s a task ends this way, and the next one is held back for the restart delay. */
function crashLoop(ending: Ending, tries = 6): Frame[] {
  const { state, err, message, exitCode } = ending;
  const ended = (n: number): Task =>
    task(`t${n}`, 1, state, { err, message, exitCode, node: "n1", since: n * 5 });
  return [...Array(tries).keys()].flatMap((n) => {
    const before = [...Array(n).keys()].map((i) => ended(i + 1));
    return [
      { at: n * 5, tasks: [...before, task(`t${n + 1}`, 1, "starting", { node: "n1" })] },
      {
        at: n * 5 + 1,
        tasks: [...before, ended(n + 1), task(`t${n + 2}`, 1, "ready", { desired: "ready" })],
      },
    ];
  });
}

/** A new service of one replica whose tasks all end this way. */
const crashing = (ending: Ending): Recorded => ({ spec: spec(), frames: crashLoop(ending) });

describe("a new service whose tasks fail", () => {
  const again = "its tasks fail again and again with the same error";
  const incurable = "its tasks fail, and trying again will not cure it";
  const table: [string, Ending, number, string[]][] = [
    [
      "for a missing image",
      { state: "rejected", message: "preparing", err: "No such image: nosuch/img:9" },
      6,
      [
        `Service "web": ${incurable}. 0 of 1 task running.`,
        "  web.1 on host-n1: rejected 2 times: No such image: nosuch/img:9",
        "Check the image's name and tag, and that every node can pull it: the registry answers there, and a private one has credentials. host-n1 lacks web:1. Push it to a registry that the nodes reach, or load it there (docker save web:1 | ssh host-n1 docker load).",
      ],
    ],
    [
      "with an exit code",
      { state: "failed", message: "started", err: "task: non-zero exit (3)", exitCode: 3 },
      11,
      [
        `Service "web": ${again}. 0 of 1 task running.`,
        "  web.1 on host-n1: failed 3 times: task: non-zero exit (3)",
        "  Last lines of web.1 on host-n1:",
        "    starting",
        "    boom",
        "The process itself ended: what it wrote says why. Mend its command, its environment or what it connects to.",
      ],
    ],
    [
      "for a command that is not in the image",
      {
        state: "failed",
        message: "starting",
        err: 'starting container failed: failed to create shim task: OCI runtime create failed: exec: "/nope":\n stat /nope: no such file or directory: unknown',
        exitCode: 127,
      },
      6,
      [
        `Service "web": ${incurable}. 0 of 1 task running.`,
        '  web.1 on host-n1: failed 2 times, exit code 127: starting container failed: failed to create shim task: OCI runtime create failed: exec: "/nope": stat /nope: no such file or directory: unknown',
        "  Last lines of web.1 on host-n1:",
        "    starting",
        "    boom",
        "The command is not in the image: check command, entrypoint and the image.",
      ],
    ],
    [
      "their health check",
      {
        state: "failed",
        message: "starting",
        err: "task: non-zero exit (137): dockerexec: unhealthy container",
        exitCode: 137,
      },
      11,
      [
        `Service "web": ${again}. 0 of 1 task running.`,
        "  web.1 on host-n1: failed 3 times: task: non-zero exit (137): dockerexec: unhealthy container",
        "  Last lines of web.1 on host-n1:",
        "    starting",
        "    boom",
        "The health check fails: try its command inside the container, or give it time with healthcheck.startPeriod.",
      ],
    ],
    [
      "for want of memory",
      { state: "failed", message: "started", err: "task: non-zero exit (137)", exitCode: 137 },
      11,
      [
        `Service "web": ${again}. 0 of 1 task running.`,
        "  web.1 on host-n1: failed 3 times: task: non-zero exit (137)",
        "  Last lines of web.1 on host-n1:",
        "    starting",
        "    boom",
        "Exit code 137 is a kill, most often for memory: raise deploy.resources.limits.memory, or see the node's kernel log.",
      ],
    ],
    [
      "for a bind source that is not there",
      {
        state: "rejected",
        message: "preparing",
        err: 'invalid mount config for type "bind": bind source path does not exist: /nonexistent',
      },
      6,
      [
        `Service "web": ${incurable}. 0 of 1 task running.`,
        '  web.1 on host-n1: rejected 2 times: invalid mount config for type "bind": bind source path does not exist: /nonexistent',
        "Create the folder on every node that may run the task, or mount a volume instead.",
      ],
    ],
    [
      "to mount NFS",
      {
        state: "failed",
        message: "starting",
        err: "starting container failed: error while mounting volume '/x': failed to mount local volume: mount :/x:/y, data: addr=10.77.0.99: no such device",
        exitCode: 128,
      },
      11,
      [
        `Service "web": ${again}. 0 of 1 task running.`,
        "  web.1 on host-n1: failed 3 times, exit code 128: starting container failed: error while mounting volume '/x': failed to mount local volume: mount :/x:/y, data: addr=10.77.0.99: no such device",
        "  Last lines of web.1 on host-n1:",
        "    starting",
        "    boom",
        "Check the volume's driver options, and that the nodes reach and may mount what it names.",
      ],
    ],
    [
      "for an unknown capability",
      {
        state: "rejected",
        message: "preparing",
        err: 'invalid CapAdd: unknown capability: "CAP_FOO"',
      },
      6,
      [
        `Service "web": ${incurable}. 0 of 1 task running.`,
        '  web.1 on host-n1: rejected 2 times: invalid CapAdd: unknown capability: "CAP_FOO"',
        "Check capAdd and capDrop.",
      ],
    ],
    [
      "to be a service, for they end well",
      { state: "complete", message: "finished" },
      11,
      [
        `Service "web": ${again}. 0 of 1 task running.`,
        "  web.1 on host-n1: complete 3 times: the process ended with exit code 0",
        "  Last lines of web.1 on host-n1:",
        "    starting",
        "    boom",
        'The process ended well and is started again. Either it is a one-shot: set the restart condition to "on-failure", or deploy.mode to "replicated-job". Or its health check failed, and the engine stopped it.',
      ],
    ],
  ];
  for (const [name, ending, seconds, message] of table)
    it(name, async () => {
      const result = await playOne(crashing(ending), { logs: ["starting", "boom"] });

      expect(result).to.include({ state: "failed", code: "NOT_CONVERGED", running: 0, desired: 1 });
      expect(Math.floor(result.seconds)).to.equal(seconds);
      expect(result.message.split("\n")).to.deep.equal(message);
    });

  it("is not given up for failures of different kinds", async () => {
    const ends = (n: number): Task =>
      task(`t${n}`, 1, "failed", { err: `task: non-zero exit (${n})`, exitCode: n });
    const frames = [1, 2, 3, 4].map((n) => ({
      at: n * 5,
      tasks: [...Array(n).keys()].map((i) => ends(i + 1)),
    }));
    const up = { at: 25, tasks: [task("t9", 1, "running")] };

    const result = await playOne({ spec: spec(), frames: [{ at: 0 }, ...frames, up] });

    expect(result).to.include({ state: "converged" });
  });

  it("is seen through the ids in the engine's words", async () => {
    const err = (id: string): string =>
      `endpoint with name web.1.${id} already exists in network front`;
    const ids = ["a1b2c3d4e5f6", "0f0e0d0c0b0a", "aaaabbbbccccdddd"];
    const failed = ids.map((id, i) => task(`t${i}`, 1, "failed", { err: err(id) }));
    const frames = [1, 2, 3].map((n) => ({ at: n, tasks: failed.slice(0, n) }));

    const result = await playOne({ spec: spec(), frames: [{ at: 0 }, ...frames] });

    expect(result.message).to.include(`failed 3 times: ${err("aaaabbbbccccdddd")}`);
  });

  it("quotes no log when none is wanted, and keeps secrets out of all that it says", async () => {
    const loop = crashing({ state: "failed", message: "started", err: "cannot log in: hunter2" });
    const redact = (text: string): string => text.replaceAll("hunter2", "***");

    const silent = await playOne(loop, { logs: ["pw=hunter2"], logLines: 0, redact });
    const quoting = await playOne(loop, { logs: ["\u001b[31mpw=hunter2\u001b[0m"], redact });

    expect(silent.requests.filter((what) => what.startsWith("logs"))).to.deep.equal([]);
    expect(quoting.message).to.include("    pw=***");
    for (const text of [silent.message, quoting.message, ...quoting.lines])
      expect(text).not.to.include("hunter2");
  });

  it("names ten slots and counts the others", async () => {
    const all = [...Array(12).keys()].map((i) => i + 1);
    const bad = (n: number): Task[] =>
      all.map((slot) =>
        task(`t${n * 100 + slot}`, slot, "rejected", { err: "No such image: x:1" }),
      );
    const frames = [{ at: 0 }, { at: 1, tasks: bad(1) }, { at: 6, tasks: [...bad(1), ...bad(2)] }];

    const result = await playOne({ spec: spec(replicas(12)), frames });

    const lines = result.message.split("\n");
    expect(lines.slice(1, 3)).to.deep.equal([
      "  web.1: rejected 2 times: No such image: x:1",
      "  web.2: rejected 2 times: No such image: x:1",
    ]);
    expect(lines[11]).to.equal("  and 2 slots more");
  });
});
