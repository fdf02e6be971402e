// Networks, volumes, secrets, configs, and the stack that holds them.

import { expect } from "chai";
import {
  canonicalConfig,
  canonicalNetwork,
  canonicalSecret,
  canonicalStack,
  canonicalVolume,
} from "../../../../provider/model/canonical";
import type { Problem } from "../../../../provider/model/common";

const none: Problem[] = [];

describe("objects in the canonical form", () => {
  it("are empty when nothing is said of them", () => {
    expect(canonicalNetwork(null, [], none)).to.deep.equal({});
    expect(canonicalVolume(null, [], none)).to.deep.equal({});
  });

  it("have maps of text", () => {
    const network = canonicalNetwork(
      {
        driverOpts: { mtu: 1400, encrypted: "", "a.b": null },
        labels: ["x=1"],
        ipam: {
          driver: "default",
          options: {},
          config: [{ subnet: "10.0.0.0/24", gateway: undefined }],
        },
        attachable: true,
      },
      [],
      none,
    );

    expect(network).to.deep.equal({
      driverOpts: { "a.b": "", encrypted: "", mtu: "1400" },
      labels: { x: "1" },
      ipam: { driver: "default", config: [{ subnet: "10.0.0.0/24" }] },
      attachable: true,
    });
  });

  it("keep the content of secrets and configs as it is", () => {
    expect(canonicalSecret({ data: "x", labels: { a: null } }, [], none)).to.deep.equal({
      data: "x",
      labels: { a: "" },
    });
    expect(canonicalConfig({ dataBase64: "eA==", name: "c" }, [], none)).to.deep.equal({
      dataBase64: "eA==",
      name: "c",
    });
  });
});

describe("a stack in the canonical form", () => {
  it("has every section, in the order of the keys", () => {
    const stack = canonicalStack(
      { services: { b: { image: "b" }, a: { image: "a" } }, networks: { n: null } },
      none,
    );

    expect(JSON.stringify(stack)).to.equal(
      JSON.stringify({
        services: { a: { image: "a" }, b: { image: "b" } },
        networks: { n: {} },
        volumes: {},
        secrets: {},
        configs: {},
      }),
    );
  });

  it("says where a problem is", () => {
    const problems: Problem[] = [];
    canonicalStack({ services: { web: { ports: ["http"] } } }, problems);

    expect(problems.map(({ path }) => path)).to.deep.equal([["services", "web", "ports", "0"]]);
  });
});
