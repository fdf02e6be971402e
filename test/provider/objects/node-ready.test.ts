import { expect } from "chai";
import { node } from "../../../provider/objects/node";
import { theNode } from "../../fakes/nodes";
import { engineInSwarm } from "../lifecycle/support";

describe("a node that has just joined", () => {
  it("gets its labels, though the swarm itself writes to it meanwhile", async () => {
    const engine = await engineInSwarm();
    engine.bring({ ...theNode, ID: "new", Spec: { Role: "worker", Availability: "drain" } });
    let isWritten = false;
    engine.before = async (call) => {
      if (call !== "nodes.update" || isWritten) return;
      isWritten = true;
      const there = await engine.nodes.inspect("new");
      if (there) await engine.nodes.update("new", there.Version.Index, there.Spec);
    };

    const Spec = { Role: "worker", Availability: "active", Labels: { disk: "ssd" } };
    await node.ready?.(engine, "new", { Name: "worker-1", Spec, Join: {}, WaitMs: 0 });

    expect((await engine.nodes.inspect("new"))?.Spec).to.deep.equal(Spec);
  });
});
