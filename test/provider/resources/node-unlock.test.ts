// What becomes of a manager that was restarted locked: it gets the key, or the refresh says why it stays down.

import { expect } from "chai";
import type { ConnectionArgs } from "../../../provider/model/common";
import { unlock } from "../../../provider/resources/node-seen";
import { theNode } from "../../fakes/nodes";
import { startStub, type Answer } from "../../fakes/stub";
import { engineInSwarm } from "../lifecycle/support";

const REFUSED = {
  status: 401,
  body: { message: "swarm could not be unlocked: invalid key provided" },
};
const SAID =
  /^The engine of this node is locked, and could not be unlocked with the key of the swarm\. the swarm: the engine refused to unlock \(HTTP 401\)\. swarm could not be unlocked: invalid key provided\. It stays as it is\. One that has just become a manager may hang: restart it, and run `pulumi refresh` again\.$/; // prettier-ignore

describe("a manager of a locked swarm, at a refresh,", () => {
  const ROWS: [string, object, string, Answer, { unlocked: boolean; keys: unknown[]; said: RegExp[] }][] = [
    ["gets the key", {}, "locked", {}, { unlocked: true, keys: [{ UnlockKey: "SWMKEY-1-1" }], said: [] }],
    ["gets none where it is not locked", {}, "active", {}, { unlocked: false, keys: [], said: [] }],
    ["gets none by plain tcp", { insecure: true }, "locked", {}, { unlocked: false, keys: [], said: [] }],
    ["is told of where it does not take the key", {}, "locked", REFUSED, { unlocked: false, keys: [{ UnlockKey: "SWMKEY-1-1" }], said: [SAID] }],
  ]; // prettier-ignore
  for (const [what, more, LocalNodeState, answer, expected] of ROWS)
    it(what, async () => {
      const stub = await startStub({
        answer: ({ path }) =>
          path.endsWith("/info") ? { body: { Swarm: { LocalNodeState } } } : answer,
      });
      const engine = await engineInSwarm();
      engine.swarm.unlockKey = async () => "SWMKEY-1-1";
      const Member: ConnectionArgs = { host: stub.host, ...more };
      const said: string[] = [];
      const tell = async (words: string) => void said.push(words);

      const unlocked = await unlock(engine, { ...theNode, Member }, tell);
      await stub.close();

      const keys = stub.asked.filter(({ path }) => path.endsWith("/unlock"));
      expect(unlocked).to.equal(expected.unlocked);
      expect(keys.map(({ body }) => body)).to.deep.equal(expected.keys);
      expect(said).to.have.length(expected.said.length);
      expected.said.forEach((words, i) => expect(said[i]).to.match(words));
    });
});
