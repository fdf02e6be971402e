import { expect } from "chai";
import type { NetworkSpec, SecretSpec, Swarm, VolumeSpec } from "../../../provider/engine/types";
import { KINDS } from "../../../provider/objects";
import type { Kind } from "../../../provider/objects/object";
import type { SwarmDeclaration } from "../../../provider/objects/swarm";
import { UNKNOWN } from "../../../provider/model/unknown";
import { ownerLabels, ownerOf } from "../../../provider/owner";

/** The paths that differ, and what can be done about it. */
function compare(kind: Kind, declared: object, live: object, previous?: object): string {
  const changes = KINDS[kind].changes(declared, live, previous);
  const paths = changes.map(({ path }) => path.join("."));
  return [KINDS[kind].remedy(changes), ...paths].join(" ");
}

const OURS = ownerLabels(ownerOf("urn:pulumi:prod::shop::swarm:Network::front"), "front");

describe("a declared network against the live one", () => {
  const declared: NetworkSpec = {
    ...{ Name: "front", Driver: "overlay", Scope: "", IPAM: null, Internal: false },
    ...{ Attachable: false, Ingress: false, ConfigOnly: false, ConfigFrom: null, Options: null },
    Labels: { a: "b", ...OURS },
  };
  const live = {
    ...{ Name: "front", Id: "n1", Created: "2026-01-01", Scope: "swarm", Driver: "overlay" },
    ...{ EnableIPv4: true, EnableIPv6: false, Internal: false, Attachable: false, Ingress: false },
    IPAM: {
      Driver: "default",
      Options: null,
      Config: [{ Subnet: "10.0.1.0/24", Gateway: "10.0.1.1" }],
    },
    ...{ ConfigOnly: false, ConfigFrom: { Network: "" }, Containers: null, Peers: [] },
    Options: { "com.docker.network.driver.overlay.vxlanid_list": "4097" },
    Labels: { a: "b" },
  };
  const pool = (...Config: object[]) => ({ IPAM: { Driver: "default", Options: null, Config } });
  const asked = (...Config: object[]) => ({ IPAM: { Driver: "", Options: null, Config } });

  const ROWS: [string, object, object, string][] = [
    ["what the engine chose is no difference", {}, {}, "keep"],
    [
      "our labels are no difference",
      { Labels: { a: "b" } },
      { Labels: { a: "b", ...OURS } },
      "keep",
    ],
    ["a label is one", { Labels: { a: "c" } }, {}, "replace Labels.a"],
    ["a label's empty text is one", { Labels: { a: "" } }, {}, "replace Labels.a"],
    ["a missing label is one", { Labels: {} }, {}, "replace Labels"],
    ["a flag is one", { Attachable: true }, {}, "replace Attachable"],
    ["an option that was taken away is one", {}, { Options: { encrypted: "" } }, "replace Options"],
    ["an option that was added is one", { Options: { encrypted: "" } }, {}, "replace Options"],
    ["another driver is one", { Driver: "macvlan" }, {}, "replace Driver"],
    ["the subnet that was asked for is none", asked({ Subnet: "10.0.1.0/24" }), {}, "keep"],
    ["another subnet is one", asked({ Subnet: "10.9.0.0/24" }), {}, "replace IPAM.Config"],
    [
      "the order of pools is none",
      asked({ Subnet: "10.2.0.0/24" }, { Subnet: "10.1.0.0/24" }),
      pool({ Subnet: "10.1.0.0/24" }, { Subnet: "10.2.0.0/24", Gateway: "10.2.0.1" }),
      "keep",
    ],
    [
      "a gateway that was asked for is one",
      asked({ Subnet: "10.0.1.0/24", Gateway: "10.0.1.254" }),
      {},
      "replace IPAM.Config",
    ],
  ];
  for (const [what, wanted, there, expected] of ROWS)
    it(what, () => {
      expect(compare("network", { ...declared, ...wanted }, { ...live, ...there })).to.equal(
        expected,
      );
    });
});

describe("a declared volume against the live one", () => {
  const spec = (over: Partial<VolumeSpec> = {}): VolumeSpec => ({
    ...{ Name: "data", Driver: "local", DriverOpts: {}, Labels: {} },
    ...over,
  });
  const nfs = { type: "nfs", device: ":/data", o: "addr=10.0.0.5,rw" };

  const ROWS: [string, Partial<VolumeSpec>, Partial<VolumeSpec>, string][] = [
    ["one that is as declared is kept", {}, {}, "keep"],
    ["an absent driver is the local one", { Driver: undefined }, {}, "keep"],
    [
      "our labels and a stack's are no difference",
      { Labels: OURS },
      { Labels: { "com.docker.stack.namespace": "shop" } },
      "keep",
    ],
    ["a label of the user's is refused", { Labels: { a: "b" } }, {}, "refuse Labels"],
    ["other options are refused", { DriverOpts: nfs }, {}, "refuse DriverOpts"],
    [
      "one option is named",
      { DriverOpts: nfs },
      { DriverOpts: { ...nfs, o: "addr=10.0.0.6,rw" } },
      "refuse DriverOpts.o",
    ],
    ["another driver is refused", { Driver: "rexray" }, {}, "refuse Driver"],
  ];
  for (const [what, wanted, there, expected] of ROWS)
    it(what, () => {
      expect(compare("volume", spec(wanted), spec(there))).to.equal(expected);
    });
});

describe("a declared secret against the live one", () => {
  const spec = (data: string | undefined, Labels = {}): SecretSpec => ({
    Name: "pw",
    Labels,
    ...(data !== undefined && { Data: Buffer.from(data).toString("base64") }),
  });
  const live = spec(undefined);

  it("is kept while its data is what it was", () => {
    expect(compare("secret", spec("a"), live, spec("a"))).to.equal("keep");
  });

  it("is updated for a label", () => {
    expect(compare("secret", spec("a", { l: "1" }), live, spec("a"))).to.equal("update Labels");
  });

  it("is replaced for other data, which no change shows", () => {
    const changes = KINDS.secret.changes(spec("secret-b"), live, spec("secret-a"));

    expect(KINDS.secret.remedy(changes)).to.equal("replace");
    expect(JSON.stringify(changes)).to.not.match(/secret-|c2VjcmV0/);
  });

  it("is replaced for another template driver", () => {
    const templated = { ...spec("a"), Templating: { Name: "golang" } };

    expect(compare("secret", templated, live, templated)).to.equal("replace Templating");
  });
});

describe("a declared config against the live one", () => {
  const spec = (data: string) => ({ Name: "conf", Labels: {}, Data: data });

  it("is compared with what the engine holds, whatever was declared before", () => {
    expect(compare("config", spec("YQ=="), spec("YQ=="), spec("Yg=="))).to.equal("keep");
    expect(compare("config", spec("YQ=="), spec("Yg=="), spec("YQ=="))).to.equal("replace Data");
  });
});

describe("a declared swarm against the live one", () => {
  const live = {
    ...{ ID: "c1", DefaultAddrPool: ["10.0.0.0/8"], SubnetSize: 24, DataPathPort: 4789 },
    NodeAddr: "10.0.0.11",
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
