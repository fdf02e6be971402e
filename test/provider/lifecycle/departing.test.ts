// What a preview asks about nodes that have left the program, and when: told by their cluster.

import { expect } from "chai";
import type { Node } from "../../../provider/engine/types";
import { departed } from "../../../provider/lifecycle/departing";
import { SwarmError } from "../../../provider/errors";
import { JOINED, ownerLabels, ownerOf } from "../../../provider/owner";
import { swarmCluster } from "../../../provider/resources/swarm-cluster";
import type { FakeEngine } from "../../fakes/engine";
import { node } from "../plan/swarms";
import { engineInSwarm, pulumi, urn } from "./support";

/** A node that a resource of this name let join. */
function joined(name: string, project = "shop"): Node {
  const owner = ownerLabels(ownerOf(urn("Node", name, project)), "node");
  return node(name, { labels: { ...owner, [JOINED]: "true" } });
}

describe("nodes that are no longer declared", () => {
  const rows: [title: string, before: string[] | undefined, after: string[] | undefined, gone: string[]][] = [
    ["are none where all are still there", ["a", "b"], ["a", "b"], []],
    ["are those that the last run had", ["a", "b"], ["b", "c"], ["a"]],
    ["are all of them where none is left", ["a", "b"], undefined, ["a", "b"]],
    ["are none where the last run named none", undefined, ["a"], []],
  ]; // prettier-ignore
  for (const [title, before, after, gone] of rows)
    it(title, () => {
      expect(departed({ __nodes: before }, { __nodes: after })).to.deep.equal(gone);
    });

  describe("of a cluster", () => {
    let engine: FakeEngine;
    let cluster: ReturnType<typeof pulumi>;
    beforeEach(async () => {
      engine = await engineInSwarm();
      cluster = pulumi(swarmCluster, engine, { name: "prod" });
      await cluster.up({ __nodes: ["a", "b"] });
      engine.calls.length = 0;
    });
    const asked = async (__nodes: string[] | undefined, preview = true): Promise<string[]> => {
      const { failures } = await cluster.check(__nodes ? { __nodes } : {}, undefined, preview);
      expect(failures).to.deep.equal([]);
      return engine.calls.slice(1);
    };

    it("are asked about in a preview", async () => {
      engine.bring(joined("a"));

      expect(await asked(["b"])).to.deep.equal(["nodes.list", "services.list", "tasks.list"]);
    });

    it("are not asked about while all are declared", async () => {
      engine.bring(joined("a"));
      await asked(["a", "b"]);

      expect(engine.calls).to.deep.equal([]);
    });

    it("are not asked about in the update itself", async () => {
      engine.bring(joined("a"));
      await asked(["b"], false);

      expect(engine.calls).to.deep.equal([]);
    });

    it("move nothing where the swarm has them no more", async () => {
      expect(await asked(["b"])).to.deep.equal(["nodes.list"]);
    });

    it("move nothing where they were members before, or another program's", async () => {
      engine.bring(node("a"));
      engine.bring(joined("a", "other"));

      expect(await asked(undefined)).to.deep.equal(["nodes.list"]);
    });

    it("are no refusal, even where their deletion will be", async () => {
      const one = joined("a");
      const ManagerStatus = { Reachability: "reachable", Addr: "" };
      engine.bring({ ...one, Spec: { ...one.Spec, Role: "manager" }, ManagerStatus });
      const dead = { Reachability: "unreachable", Addr: "" };
      engine.bring({ ...node("b"), ManagerStatus: dead });

      expect(await asked(undefined)).to.deep.equal(["nodes.list", "services.list", "tasks.list"]);
    });

    it("are no change of the cluster, and stand in its inputs for the next run", async () => {
      const { changes } = await cluster.diff({ __nodes: ["b"] });
      const { inputs } = await cluster.up({ __nodes: ["b"] });

      expect([changes, inputs.__nodes]).to.deep.equal([false, ["b"]]);
    });

    it("leave the preview alone where no engine answers", async () => {
      engine.before = () => {
        throw new SwarmError("ENGINE_UNREACHABLE", "nobody there");
      };

      expect(await asked(["b"])).to.deep.equal([]);
    });
  });
});
