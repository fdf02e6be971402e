// Networks, volumes, secrets and configs to the bodies of their create requests, and which of them a stack makes.

import { expect } from "chai";
import type { NetworkSpec } from "../../../provider/engine/types";
import {
  canonicalConfig,
  canonicalNetwork,
  canonicalSecret,
  canonicalVolume,
} from "../../../provider/model/canonical";
import type { NetworkArgs } from "../../../provider/model/objects";
import { configSpec } from "../../../provider/spec/config";
import { descope, scope } from "../../../provider/spec/namespace";
import { networkSpec } from "../../../provider/spec/network";
import { secretSpec } from "../../../provider/spec/secret";
import { volumeSpec } from "../../../provider/spec/volume";
import { specsOf } from "./expected";

const owner = { name: "n", labels: { owner: "me" } };
const smallest: NetworkSpec = {
  Name: "n",
  Driver: "overlay",
  Scope: "",
  IPAM: null,
  Internal: false,
  Attachable: false,
  Ingress: false,
  ConfigOnly: false,
  ConfigFrom: null,
  Options: null,
  Labels: { owner: "me" },
};

describe("the spec of a network", () => {
  const rows: [title: string, args: NetworkArgs, beyond: Partial<NetworkSpec>][] = [
    ["is an overlay unless told otherwise", {}, {}],
    ["sends no empty pools", { ipam: {}, driverOpts: {} }, {}],
    ["sends an address driver without pools", { ipam: { driver: "d" } }, { IPAM: { Driver: "d", Options: null, Config: null } }],
    ["sends pools in full", { ipam: { options: { o: "1" }, config: [{ subnet: "10.0.0.0/24", gateway: "10.0.0.1", ipRange: "10.0.0.0/25", auxAddresses: { a: "10.0.0.9" } }] } }, { IPAM: { Driver: "", Options: { o: "1" }, Config: [{ Subnet: "10.0.0.0/24", IPRange: "10.0.0.0/25", Gateway: "10.0.0.1", AuxiliaryAddresses: { a: "10.0.0.9" } }] } }],
    ["sends what is said", { driver: "d", driverOpts: { encrypted: "" }, attachable: true, internal: true, enableIpv6: false, labels: { l: "1" } }, { Driver: "d", EnableIPv6: false, Internal: true, Attachable: true, Options: { encrypted: "" }, Labels: { l: "1", owner: "me" } }],
    ["can be the routing mesh's", { ingress: true }, { Ingress: true }],
  ]; // prettier-ignore
  for (const [title, args, beyond] of rows) {
    it(title, () =>
      expect(networkSpec(canonicalNetwork(args, [], []), owner)).to.deep.equal({
        ...smallest,
        ...beyond,
      }),
    );
  }
});

describe("the specs of volumes, secrets and configs", () => {
  it("say of a volume what is said", () => {
    const volume = canonicalVolume(
      { nfs: { server: "s", path: "/d" }, labels: { l: "1" } },
      [],
      [],
    );

    expect(volumeSpec(volume, owner)).to.deep.equal({
      Name: "n",
      DriverOpts: { device: ":/d", o: "addr=s,rw", type: "nfs" },
      Labels: { l: "1", owner: "me" },
    });
    expect(volumeSpec({}, { name: "n", labels: {} })).to.deep.equal({ Name: "n" });
  });

  it("hold content in standard base64", () => {
    const text = "ÿþ?>ü";

    expect(secretSpec(canonicalSecret({ data: text }, [], []), owner)).to.deep.equal({
      Name: "n",
      Labels: { owner: "me" },
      Data: "w7/Dvj8+w7w=",
    });
    expect(
      configSpec(canonicalConfig({ dataBase64: "/+8=", templateDriver: "golang" }, [], []), owner),
    ).to.deep.equal({
      Name: "n",
      Labels: { owner: "me" },
      Data: "/+8=",
      Templating: { Name: "golang" },
    });
  });

  it("name the driver of a secret without content", () => {
    const secret = canonicalSecret({ driver: "vault", driverOpts: { k: 1 } }, [], []);

    expect(secretSpec(secret, owner)).to.deep.equal({
      Name: "n",
      Labels: { owner: "me" },
      Driver: { Name: "vault", Options: { k: "1" } },
    });
  });
});

describe("the specs of a stack", () => {
  const namesOf = (specs: Record<string, { Name: string }>): Record<string, string> =>
    Object.fromEntries(Object.entries(specs).map(([key, { Name }]) => [key, Name]));

  it("have every object but external ones and networks that no service uses", () => {
    const specs = specsOf({
      services: { web: { image: "a", networks: ["used", "ext"] }, db: { image: "b" } },
      networks: { used: null, unused: null, ext: { external: true } },
      volumes: { v: null },
      secrets: { s: { data: "x" }, ext: { external: true } },
      configs: { c: { data: "x", name: "named" }, ext: { external: true } },
    });

    expect({
      networks: namesOf(specs.networks),
      secrets: namesOf(specs.secrets),
      configs: namesOf(specs.configs),
      services: namesOf(specs.services),
    }).to.deep.equal({
      networks: { default: "st_default", used: "st_used" },
      secrets: { s: "st_s" },
      configs: { c: "named" },
      services: { db: "st_db", web: "st_web" },
    });
  });

  it("take in a property of JavaScript's for no declaration", () => {
    const specs = specsOf({
      services: { web: { image: "a", networks: ["constructor"], volumes: ["toString:/t"] } },
    });

    expect(specs.services.web?.TaskTemplate.Networks).to.deep.equal([
      { Target: "st_constructor", Aliases: ["web"] },
    ]);
    expect(specs.services.web?.TaskTemplate.ContainerSpec.Mounts?.[0]?.Source).to.equal(
      "st_toString",
    );
  });
});

describe("a namespace", () => {
  for (const key of ["web", "a_b", "st_web", ""]) {
    it(`gives back the key "${key}"`, () => expect(descope("st", scope("st", key))).to.equal(key));
  }
  it("leaves other names alone", () => {
    expect(descope("st", "store_web")).to.equal("store_web");
  });
});
