// Which managers may go: by rows for the words, and by every swarm of up to seven managers for the rule.

import { expect } from "chai";
import type { Node } from "../../../provider/engine/types";
import { majority, quorumRefusal, type Loss } from "../../../provider/plan/quorum";
import { node } from "./swarms";

/** m1 leads; those that are dead do not answer. */
function managers(count: number, ...dead: number[]): Node[] {
  return Array.from({ length: count }, (_, i) => {
    const one = node(`m${i + 1}`);
    const isDead = dead.includes(i + 1);
    return {
      ...one,
      Spec: { ...one.Spec, Role: "manager" as const },
      ManagerStatus: {
        Leader: i === 0,
        Reachability: isDead ? "unreachable" : "reachable",
        Addr: "",
      },
    };
  });
}

/** As a new leader shows them that it has not heard of. */
const inDoubt = (nodes: Node[], ...names: string[]): Node[] =>
  nodes.map((one) =>
    names.includes(one.ID) ? { ...one, Status: { ...one.Status, State: "unknown" } } : one,
  );

describe("a manager may not go, and the refusal says why:", () => {
  const last =
    'Node "m1": it cannot be removed, for it is the last manager, and the swarm would be gone with it. Make another node a manager first.';
  const rows: [title: string, nodes: Node[], id: string, loss: Loss, through: string | undefined, said?: string][] = [
    ["it is no manager", [...managers(1), node("w1")], "w1", "removed", "m1"],
    ["it is not in the swarm", managers(3), "x", "removed", "m1"],
    ["it is one of three", managers(3), "m2", "demoted", "m1"],
    ["it is one of two", managers(2), "m2", "removed", "m1"],
    ["it is the dead one of three", managers(3, 3), "m3", "removed", "m1"],
    ["it leads, and is not the one that is reached", managers(3), "m1", "demoted", "m2"],
    ["which one is reached is not known", managers(3), "m1", "demoted", undefined],
    ["it is the last", [...managers(1), node("w1")], "m1", "removed", "m1", last],
    ["the rest would have no majority", managers(3, 3), "m2", "demoted", "m1", 'Node "m2": it cannot be demoted: the swarm would lose its quorum. 2 of 3 managers are reachable; without m2 1 of 2 would be, and a majority is 2. Bring m3 up again, or remove it first.'],
    ["the rest would have no majority, of five", managers(5, 4, 5), "m2", "removed", "m1", 'Node "m2": it cannot be removed: the swarm would lose its quorum. 3 of 5 managers are reachable; without m2 2 of 4 would be, and a majority is 3. Bring m4 and m5 up again, or remove them first.'],
    ["one of three is in doubt, and the rest has a majority", inDoubt(managers(3), "m3"), "m3", "removed", "m1"],
    ["the rest would have no majority, unless one that is in doubt is up", inDoubt(managers(3), "m3"), "m2", "demoted", "m1", 'Node "m2": it cannot be demoted: the swarm would lose its quorum. 2 of 3 managers are reachable; without m2 1 of 2 would be, and a majority is 2. Bring m3 up again, or remove it first.'],
    ["it is the one that is reached", managers(3), "m1", "demoted", "m1", 'Node "m1": it cannot be demoted through itself: the connection reaches it, and m2 and m3 can be reached, too. Connect to one of them, or list several managers in connection.host.'],
    ["it is the one that is reached, of two", managers(2), "m1", "removed", "m1", 'Node "m1": it cannot be removed through itself: the connection reaches it, and m2 can be reached, too. Connect to it, or list several managers in connection.host.'],
    ["only those that answer are named, in order", managers(5, 5).reverse(), "m1", "removed", "m1", 'Node "m1": it cannot be removed through itself: the connection reaches it, and m2, m3 and m4 can be reached, too. Connect to one of them, or list several managers in connection.host.'],
  ]; // prettier-ignore
  for (const [title, nodes, id, loss, through, said] of rows)
    it(said === undefined ? `${title}, so it may` : title, () => {
      expect(quorumRefusal(nodes, id, loss, through)).to.equal(said);
    });
});

describe("the quorum of a swarm", () => {
  /** Raft: two groups that each decide alone must have somebody in common. */
  const decides = (alive: number, all: number): boolean => alive * 2 > all;
  const subsets = (count: number): number[][] =>
    Array.from({ length: 2 ** count }, (_, bits) =>
      Array.from({ length: count }, (_, i) => i + 1).filter((one) => bits & (1 << (one - 1))),
    );

  for (let count = 1; count <= 7; count += 1)
    it(`is kept by exactly those removals that raft survives, with ${count} of which any may be dead`, () => {
      const cases = subsets(count).flatMap((dead) =>
        Array.from({ length: count }, (_, i) => ({ dead, gone: i + 1 })),
      );

      const said = cases.map(
        ({ dead, gone }) =>
          quorumRefusal(managers(count, ...dead), `m${gone}`, "removed") === undefined,
      );

      const survives = cases.map(({ dead, gone }) => {
        const left = Array.from({ length: count }, (_, i) => i + 1).filter((one) => one !== gone);
        return decides(left.filter((one) => !dead.includes(one)).length, left.length);
      });
      expect(said).to.deep.equal(survives);
    });

  it("is a majority", () => {
    expect([1, 2, 3, 4, 5, 6, 7].map(majority)).to.deep.equal([1, 2, 2, 3, 3, 4, 4]);
  });
});
