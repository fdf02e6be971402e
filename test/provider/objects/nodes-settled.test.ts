import { expect } from "chai";
import type { Node } from "../../../provider/engine/types";
import { settledNodes } from "../../../provider/objects/nodes-settled";
import { node } from "../plan/swarms";
import { engineInSwarm } from "../lifecycle/support";

const manager = (state: string, Reachability = "reachable"): Node => ({
  ...node("m1", { state }),
  ManagerStatus: { Reachability, Addr: "" },
});

/** What a leader tells one look after the other; the last goes on. */
const ROWS: [title: string, looks: Node[], seen: number][] = [
  ["are taken as they are where all managers are known", [manager("ready"), manager("down")], 1],
  ["are looked at again while a manager is in doubt", [manager("unknown"), manager("unknown"), manager("ready")], 3],
  ["are not waited for where the others do not reach a manager", [manager("unknown", "unreachable"), manager("ready")], 1],
  ["are not waited for where only a worker is in doubt", [node("w1", { state: "unknown" }), node("w1")], 1],
]; // prettier-ignore

describe("the nodes of a swarm, after an election,", () => {
  const pace = { timeoutMs: 60_000, everyMs: 1 };

  for (const [title, looks, seen] of ROWS)
    it(title, async () => {
      const engine = await engineInSwarm();
      let count = 0;
      engine.nodes.list = async () => [looks[count++] ?? node("more")];

      expect(await settledNodes(engine, pace)).to.deep.equal([looks[seen - 1]]);
      expect(count).to.equal(seen);
    });

  it("are given as they were seen last when the doubt does not end", async () => {
    const engine = await engineInSwarm();
    engine.nodes.list = async () => [manager("unknown")];

    expect(await settledNodes(engine, { timeoutMs: -1, everyMs: 1 })).to.deep.equal([
      manager("unknown"),
    ]);
  });
});
