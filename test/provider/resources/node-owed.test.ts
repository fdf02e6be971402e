// A drain that did not end in one run is waited for by the next.

import { expect } from "chai";
import { SwarmError } from "../../../provider/errors";
import type { Node, Task } from "../../../provider/engine/types";
import { node } from "../../../provider/resources/node";
import type { FakeEngine } from "../../fakes/engine";
import { theNode } from "../../fakes/nodes";
import { engineInSwarm, failureOf, pulumi, writesOf } from "../lifecycle/support";
import { task } from "../plan/swarms";

const worker: Node = {
  ...{ ...theNode, ID: "one", ManagerStatus: undefined },
  Spec: { Role: "worker", Availability: "active" },
  Description: { ...theNode.Description, Hostname: "worker-1" },
};
const active = { name: "worker-1", converge: { timeout: "1ms" } };
const drained = { ...active, availability: "drain" };
const HOMELESS =
  /^Node "worker-1": it is drained, and not all of its tasks run elsewhere yet\.\nid-web: 1 task, no suitable node/;

describe("a drain whose tasks found no place", () => {
  let engine: FakeEngine;
  let tasks: Task[];
  const runs: Task = { ...task("web", "one"), Slot: 1 };
  const ended: Task = {
    ...runs,
    DesiredState: "shutdown",
    Status: { ...runs.Status, State: "shutdown" },
  };
  const waits: Task = {
    ...runs,
    ID: "next",
    NodeID: undefined,
    Status: { ...runs.Status, State: "pending", Err: "no suitable node" },
  };
  const moved: Task = { ...waits, NodeID: theNode.ID, Status: runs.Status }; // prettier-ignore

  beforeEach(async () => {
    engine = await engineInSwarm();
    engine.bring(worker);
    tasks = [runs];
    engine.tasks.list = async ({ node: nodes, "desired-state": wanted } = {}) =>
      tasks.filter(
        ({ NodeID = "", DesiredState }) =>
          (nodes?.includes(NodeID) ?? true) && (wanted?.includes(DesiredState) ?? true),
      );
    engine.after = (call) => void (call === "nodes.update" && (tasks = [ended, waits]));
  });

  const STARTS: [string, (resource: ReturnType<typeof start>) => Promise<unknown>][] = [
    ["by a change", (resource) => resource.up(active)],
    ["by the first run", async () => undefined],
  ];
  const start = () => pulumi(node, engine);

  it("is not taken for ended when the engine fell silent while it was waited for", async () => {
    const resource = start();
    await resource.up(active);
    tasks = [runs];
    const { list: nodes } = engine.nodes;
    // as an engine does: no later write shows in what was read
    engine.nodes.list = async () => structuredClone(await nodes());
    const { list } = engine.tasks;
    engine.tasks.list = (filters) => {
      if (!tasks.includes(waits)) return list(filters);
      engine.tasks.list = list;
      throw new SwarmError("ENGINE_UNREACHABLE", "no answer");
    };

    expect((await failureOf(resource.up(drained))).message).to.contain("no answer");
  });

  for (const [how, begin] of STARTS)
    it(`is waited for again, when it was begun ${how}, until they have one; then nothing is asked`, async () => {
      const resource = start();
      await begin(resource);
      expect((await failureOf(resource.up(drained))).message).to.match(HOMELESS);
      engine.calls.length = 0;

      expect((await failureOf(resource.up(drained))).message).to.match(HOMELESS);
      tasks = [ended, moved];
      await resource.up(drained);
      expect(writesOf(engine)).to.deep.equal([]);

      engine.calls.length = 0;
      await resource.up(drained);
      expect(engine.calls).to.deep.equal([]);
    });

  it("does not keep what else is declared out of the state, nor does a manager that is dead", async () => {
    const resource = start();
    await failureOf(resource.up(drained));
    await failureOf(resource.up({ ...drained, forceDestroy: true }));
    expect(resource.kept()?.outs.forceDestroy).to.equal(true);

    const dead: Node = {
      ...{ ...worker, ID: "dead", Spec: { ...worker.Spec, Role: "manager" } },
      Description: { ...worker.Description, Hostname: "m3" },
      ManagerStatus: { Addr: "10.0.0.3:2377", Reachability: "unreachable" },
      Status: { ...worker.Status, State: "down" },
    };
    engine.bring(dead);
    const manager = pulumi(node, engine, { name: "m3" });
    await manager.up({ name: "m3", role: "manager" });
    await manager.up({ name: "m3", role: "manager", forceDestroy: true });
    expect(manager.kept()?.outs.forceDestroy).to.equal(true);
  });

  it("is waited for again after a refresh, and after a run that was killed", async () => {
    const resource = start();
    await failureOf(resource.up(drained));
    await resource.refresh();
    expect((await failureOf(resource.up(drained))).message).to.match(HOMELESS);

    resource.forget();
    expect((await failureOf(resource.up(drained))).message).to.match(HOMELESS);
  });

  it("is not waited for where nobody waits", async () => {
    const resource = start();
    await failureOf(resource.up(drained));

    await resource.up({ ...drained, converge: false });
  });
});
