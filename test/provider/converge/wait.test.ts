// A wait, whatever happens meanwhile to the engine and by other hands.

import { expect } from "chai";
import { SwarmError } from "../../../provider/errors";
import type { Task } from "../../../provider/engine/types";
import { replicas, spec, task } from "./recorded";
import { playOne, type Frame, type Recorded } from "./recording";

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

const unreachable = (): never => {
  throw new SwarmError("ENGINE_UNREACHABLE", "engine tcp://m1: cannot list services.");
};

describe("a wait", () => {
  it("ends at its deadline, and says where it stood", async () => {
    const frames = [{ at: 0, tasks: [task("t1", 1, "preparing", { node: "n1" })] }];

    const result = await playOne({ spec: spec(replicas(3)), frames }, { timeoutS: 300 });

    expect(result).to.include({ state: "timed out", code: "NOT_CONVERGED", seconds: 300 });
    expect(result.message).to.equal(
      'Service "web": not converged after 300 s: 0/3 running, 1 preparing on host-n1. 0 of 3 tasks running.',
    );
  });

  it("names at its deadline the failures that it saw", async () => {
    const bad = task("t1", 1, "failed", { err: "task: non-zero exit (1)" });
    const frames = [{ at: 0, tasks: [bad, task("t2", 1, "preparing")] }];

    const result = await playOne({ spec: spec(), frames }, { timeoutS: 20, logs: ["boom"] });

    expect(result.message.split("\n")).to.deep.equal([
      'Service "web": not converged after 20 s: 0/1 running, 1 preparing, 1 failure of web.1. 0 of 1 task running.',
      "  web.1: failed: task: non-zero exit (1)",
      "  Last lines of web.1:",
      "    boom",
      "The process itself ended: what it wrote says why. Mend its command, its environment or what it connects to.",
    ]);
  });

  it("goes on after the engine was away for a while", async () => {
    const fault = (second: number): void => {
      if (second > 2 && second < 85) unreachable();
    };

    const result = await playOne(comesUp("web", 10), { fault });

    expect(result.state).to.equal("converged");
    expect(result.lines).to.include("web waiting for the engine to answer (12 s)");
  });

  it("gives up when the engine does not come back", async () => {
    const fault = (second: number): void => {
      if (second > 2) unreachable();
    };

    const result = await playOne(comesUp("web", 10), { fault });

    expect(result).to.include({ state: "failed", code: "NOT_CONVERGED" });
    expect(result.message).to.equal(
      'Service "web": could not be watched to the end; when last seen, 0/1 running, 1 preparing. engine tcp://m1: cannot list services.',
    );
    expect(result.seconds).to.be.within(91, 93);
  });

  it("gives up at once when the engine refuses", async () => {
    const fault = (): never => {
      throw new SwarmError("ENGINE_REFUSED", "services: the engine refused to list.");
    };

    const result = await playOne(comesUp("web", 10), { fault });

    expect(result).to.include({ state: "failed", seconds: 0 });
  });

  it("does not hide a fault of its own", async () => {
    const fault = (): never => {
      throw new TypeError("a bug");
    };

    const thrown = await playOne(comesUp("web", 10), { fault }).catch((error: unknown) => error);

    expect(thrown).to.be.instanceOf(TypeError);
  });

  it("says when somebody else changed the service", async () => {
    const frames = [
      { at: 0, tasks: [task("t1", 1, "preparing")] },
      { at: 3, tasks: [task("t1", 1, "preparing")], spec: spec({ ...replicas(2) }) },
    ];

    const result = await playOne({ spec: spec(), frames });

    expect(result.message).to.equal(
      'Service "web": changed by somebody else while it was waited for. 0 of 1 task running.',
    );
  });

  it("says when somebody else removed the service", async () => {
    const frames = [
      { at: 0, tasks: [task("t1", 1, "preparing")] },
      { at: 3, gone: true },
    ];

    const result = await playOne({ spec: spec(), frames });

    expect(result).to.include({ state: "failed" });
    expect(result.message).to.equal(
      'Service "web": removed by somebody else while it was waited for.',
    );
  });

  it("says so too when it never saw the service", async () => {
    const result = await playOne({ spec: spec(), frames: [{ at: 0, gone: true }] });

    expect(result.message).to.include("removed by somebody else");
  });

  it("looks at once when the swarm has news", async () => {
    const frames: Frame[] = [
      { at: 0, status: "updating", tasks: [up("t1")] },
      { at: 20.6, status: "completed", tasks: [up("t1")] },
    ];

    const alone = await playOne({ spec: spec(), frames });
    const woken = await playOne({ spec: spec(), frames }, { events: [20.61] });

    expect(alone.seconds).to.be.within(20.7, 21.6);
    expect(woken.seconds).to.be.within(20.6, 20.72);
  });
});
