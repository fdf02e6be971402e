import { expect } from "chai";
import type { NetworkSpec, SecretSpec, VolumeSpec } from "../../../provider/engine/types";
import { KINDS } from "../../../provider/objects";
import { compare, OURS } from "./compare";

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
