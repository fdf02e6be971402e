import { expect } from "chai";
import { waitForRemoval } from "../../../provider/converge/removal";
import type { Engine, Filters } from "../../../provider/engine/engine";
import type { TaskState } from "../../../provider/engine/types";
import { SwarmError } from "../../../provider/errors";
import { fakeClock } from "./fake-clock";
import { node, START_MS, task } from "./recorded";

interface Shown {
  state: TaskState;
  desired: TaskState;
  timeoutS: number;
}

/** Ids of the tasks that are left at a second; the engine may fail instead. */
async function remove(left: (second: number) => string[], more: Partial<Shown> = {}) {
  const { state = "running", desired = "remove", timeoutS = 60 } = more;
  const clock = fakeClock(START_MS);
  const lines: string[] = [];
  const asked: Filters[] = [];
  const tasks = {
    list: async (filters: Filters) => {
      asked.push(filters);
      const ids = left((clock.nowMs() - START_MS) / 1000);
      return ids.map((id) => task(id, 1, state, { desired, node: id === "t9" ? "n9" : "n1" }));
    },
  };
  const nodes = { list: async () => [node("n1"), node("n9", { state: "down" })] };
  const result = await waitForRemoval({ tasks, nodes } as unknown as Engine, ["t1", "t2", "t9"], {
    timeoutMs: timeoutS * 1000,
    progress: (line) => lines.push(line),
    clock,
  });
  return { left: result, lines, asked, seconds: (clock.nowMs() - START_MS) / 1000 };
}

describe("a wait for removed services", () => {
  it("ends when the last of their tasks is gone, asking by task id", async () => {
    const result = await remove((s) => (s < 1 ? ["t1", "t2"] : s < 2 ? ["t2"] : []));

    expect(result.left).to.deep.equal([]);
    expect(result.seconds).to.be.within(2, 2.6);
    expect(result.asked[0]).to.deep.equal({ id: ["t1", "t2", "t9"] });
    expect(result.asked.at(-1)).to.deep.equal({ id: ["t2"] });
    expect(result.lines).to.deep.equal([
      "removed: 2 tasks still stopping (0 s)",
      "removed: 1 task still stopping (1 s)",
    ]);
  });

  it("gives what is left when the time is over", async () => {
    const result = await remove(() => ["t1"], { timeoutS: 30 });

    expect(result).to.deep.include({ left: ["t1"], seconds: 30 });
  });

  it("does not wait for tasks on a node that is down", async () => {
    const result = await remove(() => ["t9"]);

    expect(result).to.deep.include({ left: [], seconds: 0 });
  });

  it("waits for tasks that have stopped, until the engine has cleared them away", async () => {
    const result = await remove((second) => (second < 3 ? ["t1"] : []), { state: "shutdown" });

    expect(Math.floor(result.seconds)).to.equal(3);
  });

  it("does not wait for the ended tasks of a job, which the engine keeps", async () => {
    const result = await remove(() => ["t1"], { state: "complete", desired: "complete" });

    expect(result).to.deep.include({ left: [], seconds: 0 });
  });

  it("bears an engine that does not answer", async () => {
    const result = await remove((second) => {
      if (second < 20) throw new SwarmError("ENGINE_UNREACHABLE", "no leader");
      return [];
    });

    expect(result.left).to.deep.equal([]);
  });

  it("asks nothing when there were no tasks", async () => {
    const options = { timeoutMs: 1000, progress: () => undefined };

    expect(await waitForRemoval({} as Engine, [], options)).to.deep.equal([]);
  });
});
