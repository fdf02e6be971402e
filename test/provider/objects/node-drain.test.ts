// What a drain waits for, and what it does not.

import { expect } from "chai";
import type { Task, TaskState } from "../../../provider/engine/types";
import { tasksToMove, untilMoved } from "../../../provider/objects/node-drain";
import type { FakeEngine } from "../../fakes/engine";
import { node, task } from "../plan/swarms";
import { engineInSwarm } from "../lifecycle/support";

const web: Task = { ...task("web", "w1"), Slot: 1 };
const at = (one: Task, DesiredState: TaskState, State: TaskState, CreatedAt = "2"): Task => ({
  ...{ ...one, DesiredState, CreatedAt, ID: `${one.NodeID} ${DesiredState} ${CreatedAt}` },
  Status: { ...one.Status, State },
});
const moved: Task = { ...web, NodeID: "m1" };
const job = at({ ...task("backup", "w1"), Slot: 2 }, "complete", "running");

async function engineWith(there: Task[]): Promise<FakeEngine> {
  const engine = await engineInSwarm();
  engine.tasks.list = async ({ node: nodes, "desired-state": wanted } = {}) =>
    there.filter(
      ({ NodeID = "", DesiredState }) =>
        (nodes?.includes(NodeID) ?? true) && (wanted?.includes(DesiredState) ?? true),
    );
  return engine;
}

describe("the wait of a drain", () => {
  const stopping = at(web, "shutdown", "running");
  const rows: [title: string, there: Task[], left: string[], state?: string][] = [
    ["ends when the tasks run elsewhere", [moved], []],
    ["goes on while a task still stops", [moved, stopping], ["id-web"]],
    ["goes on while a task still stops on a node that a new leader has not heard of", [moved, stopping], ["id-web"], "unknown"],
    ["does not ask when a task has stopped on a node that is down", [moved, stopping], [], "down"],
    ["goes on while no other task runs", [at(web, "shutdown", "shutdown"), at(moved, "running", "preparing")], ["id-web"]],
    ["leaves out tasks of jobs, which a drain does not end", [moved, job], []],
  ]; // prettier-ignore
  for (const [title, there, left, state] of rows)
    it(title, async () => {
      const engine = await engineWith(there);
      engine.bring(node("w1", { state }));
      const found = await untilMoved(engine, "w1", [web], { waitMs: -1 });

      expect(found.map(({ serviceId }) => serviceId)).to.deep.equal(left);
    });
});

describe("what a drain moves", () => {
  const [runs, stops] = [at(web, "running", "running"), at(web, "shutdown", "running")];
  const ended = at(web, "shutdown", "shutdown");
  const agent = at(task("agent", "w1"), "shutdown", "running");
  const rows: [title: string, there: Task[], moves: Task[]][] = [
    ["what runs there", [runs, moved], [runs]],
    ["what still stops there", [stops, agent, moved], [stops, agent]],
    ["what ran there last, whatever has come of it", [ended, at(moved, "running", "pending", "3")], [ended]],
    ["nothing that ran elsewhere since", [ended, at(moved, "shutdown", "failed", "3")], []],
    ["no task of a job", [job], []],
  ]; // prettier-ignore
  for (const [title, there, moves] of rows)
    it(`is ${title}`, async () => {
      expect(await tasksToMove(await engineWith(there), "w1")).to.deep.equal(moves);
    });
});
