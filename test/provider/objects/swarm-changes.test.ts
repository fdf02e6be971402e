import { expect } from "chai";
import type { Swarm } from "../../../provider/engine/types";
import { UNKNOWN } from "../../../provider/model/unknown";
import { KINDS } from "../../../provider/objects";
import type { SwarmDeclaration } from "../../../provider/objects/swarm";
import { compare, OURS } from "./compare";

describe("a declared swarm against the live one", () => {
  const live = {
    ...{ ID: "c1", DefaultAddrPool: ["10.0.0.0/8"], SubnetSize: 24, DataPathPort: 4789 },
    ...{ NodeAddr: "10.0.0.11", Managers: ["10.0.0.11:2377", "10.0.0.12:2377"] },
    Spec: {
      ...{ Name: "default", Labels: { a: "b", ...OURS }, Raft: { SnapshotInterval: 10000 } },
      Orchestration: { TaskHistoryRetentionLimit: 5 },
      Dispatcher: { HeartbeatPeriod: 5e9 },
      CAConfig: {
        ExternalCAs: [{ Protocol: "cfssl", URL: "https://ca", Options: null, CACert: "" }],
      },
      EncryptionConfig: { AutoLockManagers: false },
    },
  } as unknown as Swarm;
  const declared = (over: Partial<SwarmDeclaration> = {}): SwarmDeclaration => ({
    ...{ ListenAddr: "0.0.0.0:2377", Spec: {}, Triggers: {}, OwnerLabels: OURS },
    ...over,
  });
  const limit = (TaskHistoryRetentionLimit: number) => ({
    Spec: { Orchestration: { TaskHistoryRetentionLimit } },
  });

  const ROWS: [string, Partial<SwarmDeclaration>, string][] = [
    ["is kept where nothing is declared", {}, "keep"],
    ["is kept where what is declared holds", { ...limit(5), SubnetSize: 24 }, "keep"],
    [
      "is updated for its history limit",
      limit(3),
      "update Spec.Orchestration.TaskHistoryRetentionLimit",
    ],
    ["is updated for a label", { Spec: { Labels: { a: "c" } } }, "update Spec.Labels.a"],
    [
      "is refused another pool, which was fixed when it was made",
      { DefaultAddrPool: ["10.9.0.0/16"] },
      "refuse DefaultAddrPool",
    ],
    ["is refused another subnet size", { SubnetSize: 26 }, "refuse SubnetSize"],
    ["is refused another port", { DataPathPort: 4790 }, "refuse DataPathPort"],
    [
      "is kept where an external CA is written with less",
      { Spec: { CAConfig: { ExternalCAs: [{ Protocol: "CFSSL", URL: "https://ca" }] } } },
      "keep",
    ],
    [
      "is updated for an external CA less",
      { Spec: { CAConfig: { ExternalCAs: [] } } },
      "update Spec.CAConfig.ExternalCAs",
    ],
    [
      "is updated for external CAs that are not known yet",
      { Spec: { CAConfig: { ExternalCAs: UNKNOWN as never } } },
      "update Spec.CAConfig.ExternalCAs",
    ],
    [
      "is updated for a log of the managers that is not known yet",
      { Spec: { Raft: UNKNOWN as never } },
      "update Spec.Raft",
    ],
    [
      "is updated for the lock of its managers",
      { Spec: { EncryptionConfig: { AutoLockManagers: true } } },
      "update Spec.EncryptionConfig.AutoLockManagers",
    ],
  ];
  for (const [what, over, expected] of ROWS)
    it(what, () => {
      expect(compare("swarm", declared(over), live)).to.equal(expected);
    });

  const AFTER: [string, Partial<SwarmDeclaration>, Partial<SwarmDeclaration>, string][] = [
    [
      "is kept with the same addresses",
      { AdvertiseAddr: "eth0" },
      { AdvertiseAddr: "eth0" },
      "keep",
    ],
    [
      "is refused another address to advertise",
      { AdvertiseAddr: "eth0" },
      { AdvertiseAddr: "eth1" },
      "refuse AdvertiseAddr",
    ],
    ["is kept with the address written that it has", {}, { AdvertiseAddr: "10.0.0.11" }, "keep"],
    [
      "is kept with the port written that it has",
      { AdvertiseAddr: "10.0.0.11" },
      { AdvertiseAddr: "10.0.0.11:2377" },
      "keep",
    ],
    [
      "is kept with the port left out that it has",
      { AdvertiseAddr: "10.0.0.11:2377" },
      { AdvertiseAddr: "10.0.0.11" },
      "keep",
    ],
    [
      "is refused another port to advertise",
      { AdvertiseAddr: "10.0.0.11" },
      { AdvertiseAddr: "10.0.0.11:2378" },
      "refuse AdvertiseAddr",
    ],
    [
      "is kept with the address of its traffic written that it advertises",
      { AdvertiseAddr: "10.0.0.11:2377" },
      { AdvertiseAddr: "10.0.0.11:2377", DataPathAddr: "10.0.0.11" },
      "keep",
    ],
    [
      "is kept with the address of its traffic written that the engine found",
      {},
      { DataPathAddr: "10.0.0.11" },
      "keep",
    ],
    [
      "is refused another address of its traffic",
      {},
      { DataPathAddr: "10.0.1.11" },
      "refuse DataPathAddr",
    ],
    [
      "is refused another address to listen on",
      {},
      { ListenAddr: "10.0.0.11:2377" },
      "refuse ListenAddr",
    ],
    ["is kept when an address is no longer written", { AdvertiseAddr: "eth0" }, {}, "keep"],
    [
      "gets a new token when its trigger changes",
      { Triggers: { rotateWorkerToken: 1, rotateCa: 1 } },
      { Triggers: { rotateWorkerToken: 2, rotateCa: 1 } },
      "update Rotate.rotateWorkerToken",
    ],
    ["keeps its token at the first trigger", {}, { Triggers: { rotateWorkerToken: 1 } }, "keep"],
    ["keeps its token when the trigger goes", { Triggers: { rotateCa: 1 } }, {}, "keep"],
  ];
  for (const [what, before, now, expected] of AFTER)
    it(what, () => {
      const previous = declared(before);
      const wanted = KINDS.swarm.withdraw?.(declared(now), previous) ?? declared(now);
      expect(compare("swarm", wanted, live, previous)).to.equal(expected);
    });
});
