import { expect } from "chai";
import type { Engine } from "../../provider/engine/engine";
import type { Info } from "../../provider/engine/types";
import type { ConnectionArgs } from "../../provider/model/common";
import { openSession } from "../../provider/session";

const HOSTS = { host: ["unix:///m1.sock", "unix:///m2.sock"], insecure: true };

/** An engine that says this of itself, and what was asked of it. */
function engineThatIs(LocalNodeState: Info["Swarm"]["LocalNodeState"], leaderless = 0) {
  const keys: string[] = [];
  const reached: (ConnectionArgs | undefined)[] = [];
  let state = LocalNodeState;
  let looks = 0;
  const info = (): Info => ({
    ...{ ID: "e1", ServerVersion: "20.10.24", Name: "m1" },
    Swarm: {
      ...{ LocalNodeState: state, NodeID: "n1", NodeAddr: "", Error: "" },
      ControlAvailable: state === "active",
      ...(state === "active" && { Cluster: { ID: (looks += 1) > leaderless ? "c1" : "" } }),
      RemoteManagers: [
        { NodeID: "n2", Addr: "m2:2377" },
        { NodeID: "n1", Addr: "m1:2377" },
      ],
    },
  });
  const unlock = async (key: string): Promise<void> => {
    keys.push(key);
    state = "active";
  };
  const engine = { address: "m1", info: async () => info(), swarm: { unlock } };
  const reach = (connection: ConnectionArgs | undefined): Engine => {
    reached.push(connection);
    return engine as unknown as Engine;
  };
  return { keys, reached, reach };
}

describe("the way to an engine", () => {
  it("is through all managers for what lives in the swarm", async () => {
    const { reach, reached } = engineThatIs("active");
    await openSession({ connection: HOSTS, needsSwarm: true }, reach);

    expect(reached).to.deep.equal([HOSTS]);
  });

  it("is to the first of them alone for what lives on one engine", async () => {
    const { reach, reached } = engineThatIs("active");
    await openSession({ connection: HOSTS, needsSwarm: false, onOneEngine: true }, reach);

    expect(reached).to.deep.equal([{ ...HOSTS, host: "unix:///m1.sock" }]);
  });

  it("opens with the key of the state", async () => {
    const { reach, keys } = engineThatIs("locked");
    const needs = { needsSwarm: false, unlockKey: "SWMKEY-1-a", recordedEngineId: "e1" };

    expect((await openSession(needs, reach)).clusterId).to.equal("c1");
    expect(keys).to.deep.equal(["SWMKEY-1-a"]);
  });

  const CLOSED: [string, object][] = [
    ["without a key", {}],
    ["that is not the one of the state, which gets no key", { unlockKey: "SWMKEY-1-a", recordedEngineId: "e2" }],
  ]; // prettier-ignore
  for (const [what, known] of CLOSED)
    it(`stays closed at a locked engine ${what}`, async () => {
      const { reach, keys } = engineThatIs("locked");
      const error: unknown = await openSession({ needsSwarm: true, ...known }, reach).catch(
        (reason: unknown) => reason,
      );

      expect(String(error)).to.contain(
        "The engine at m1 is locked: its swarm needs the unlock key.",
      );
      expect(keys).to.deep.equal([]);
    });

  it("waits for a leader that is being elected", async () => {
    const { reach } = engineThatIs("active", 1);

    expect((await openSession({ needsSwarm: true }, reach)).clusterId).to.equal("c1");
  });

  const LEADERLESS: [string, object][] = [
    ["for what lives in the swarm", { needsSwarm: true }],
    ["for the swarm itself", { needsSwarm: false, recordedEngineId: "e1" }],
    ["for the swarm itself, through another manager than it was made on", { needsSwarm: false, recordedEngineId: "e2" }],
  ]; // prettier-ignore
  for (const [what, needs] of LEADERLESS)
    it(`says that the swarm has no leader ${what}`, async () => {
      const { reach } = engineThatIs("active", Infinity);
      const error: unknown = await openSession({ needsSwarm: true, ...needs }, reach, 0).catch(
        (reason: unknown) => reason,
      );

      expect((error as Error).message).to.equal(
        "The swarm of m1 has no leader, and had none for 20 s: more than half of its managers (m1:2377, m2:2377) have to be " +
          "up and reach each other. Nothing was changed. Start those that are down, and run it again. If they are lost " +
          "for good: `forceNewCluster` of the SwarmCluster.",
      );
    });

  it("does without a leader for what lives on one engine", async () => {
    const { reach } = engineThatIs("active", Infinity);
    const needs = { needsSwarm: false, onOneEngine: true, recordedEngineId: "e1" };

    expect((await openSession(needs, reach, 0)).engineId).to.equal("e1");
  });

  it("does without a leader where one is to be made", async () => {
    const { reach } = engineThatIs("active", Infinity);
    const needs = { needsSwarm: false, recordedEngineId: "e2", mayLackLeader: true };

    expect((await openSession(needs, reach, 0)).clusterId).to.equal(undefined);
  });
});
