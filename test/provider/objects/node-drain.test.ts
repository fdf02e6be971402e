// What a drain waits for, and what it does not.

import { expect } from "chai";
import type { Task } from "../../../provider/engine/types";
import { untilMoved } from "../../../provider/objects/node-drain";
import { task } from "../plan/swarms";
import { engineInSwarm } from "../lifecycle/support";

describe("the wait of a drain", () => {
  const web: Task = { ...task("web", "w1"), Slot: 1 };
  const moved: Task = { ...task("web", "m1"), Slot: 1 };
  const stopping: Task = { ...web, DesiredState: "shutdown" };
  const job: Task = { ...task("backup", "w1"), Slot: 0, DesiredState: "complete" };
  const rows: [title: string, there: Task[], left: string[]][] = [
    ["ends when the tasks run elsewhere", [moved], []],
    ["goes on while a task still stops", [moved, stopping], ["id-web"]],
    ["goes on while no other task runs", [{ ...stopping, Status: { ...web.Status, State: "shutdown" } }, { ...moved, Status: { ...web.Status, State: "preparing" } }], ["id-web"]],
    ["leaves out tasks of jobs, which a drain does not end", [moved, job], []],
  ]; // prettier-ignore
  for (const [title, there, left] of rows)
    it(title, async () => {
      const engine = await engineInSwarm();
      engine.tasks.list = async ({ node, "desired-state": wanted } = {}) =>
        there.filter(
          ({ NodeID = "", DesiredState }) =>
            (node?.includes(NodeID) ?? true) && (wanted?.includes(DesiredState) ?? true),
        );
      const found = await untilMoved(engine, "w1", [web], { isUp: true, waitMs: -1 });

      expect(found.map(({ serviceId }) => serviceId)).to.deep.equal(left);
    });
});
