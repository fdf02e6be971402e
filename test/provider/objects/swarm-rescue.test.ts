import { expect } from "chai";
import type { Info } from "../../../provider/engine/types";
import { survivor } from "../../../provider/objects/swarm-rescue";

const KNOWN = { clusterId: "c1", managers: ["n1"], isLocking: false };
const LOST: Info["Swarm"] = {
  ...{ LocalNodeState: "active", NodeID: "n3", NodeAddr: "10.0.0.13", ControlAvailable: true },
  ...{ Error: "The swarm does not have a leader.", Cluster: { ID: "" } },
  RemoteManagers: [
    { NodeID: "n3", Addr: "10.0.0.13:2377" },
    { NodeID: "n2", Addr: "10.0.0.12:2377" },
    { NodeID: "n1", Addr: "10.0.0.11:2377" },
  ],
};
const info = (more: Partial<Info["Swarm"]>): Info => ({
  ...{ ServerVersion: "20.10.24", Name: "m3" },
  Swarm: { ...LOST, ...more },
});

describe("the manager that goes on alone", () => {
  it("is the one that is reached; it gives up all others", () => {
    expect(survivor(info({}), "m3", KNOWN)).to.deep.equal({
      address: "10.0.0.13:2377",
      dropped: ["10.0.0.11:2377", "10.0.0.12:2377"],
    });
  });

  const REFUSED: [string, Partial<Info["Swarm"]>, Partial<typeof KNOWN>, string][] = [
    ["of a swarm with a leader", { Cluster: { ID: "c1" } }, {},
      "the swarm of m3 has a leader, so nothing is lost. Take forceNewCluster out of the program."],
    ["that is a worker", { ControlAvailable: false }, {},
      "the engine at m3 is no manager (active), so it holds nothing of the swarm to go on with. Name a manager that is left " +
        "in `connection`."],
    ["that is in no swarm", { ControlAvailable: false, LocalNodeState: "inactive", RemoteManagers: null }, {},
      "the engine at m3 is no manager (inactive), so it holds nothing of the swarm to go on with. Name a manager that is " +
        "left in `connection`."],
    ["of which the state knows no manager", {}, { managers: ["n7"] },
      "the engine at m3 knows none of the managers that the state knows of swarm c1, so it may be of another one. Mend " +
        "`connection`. Where you know better: `docker swarm init --force-new-cluster` on it."],
    ["of a swarm whose managers are locked after a restart", {}, { isLocking: true },
      "its managers need a key (autoLockManagers), and an engine asked to go on alone would stop to be a manager instead. " +
        "Bring lost managers back, or restore one from a backup of /var/lib/docker/swarm."],
  ]; // prettier-ignore
  for (const [what, there, known, why] of REFUSED)
    it(`is none ${what}`, () => {
      expect(() => survivor(info(there), "m3", { ...KNOWN, ...known })).to.throw(
        `Swarm: it is not forced to go on alone: ${why} Nothing was changed.`,
      );
    });
});
