// Rules of networks, volumes, secrets and configs.

import { expect } from "chai";
import {
  canonicalConfig,
  canonicalNetwork,
  canonicalSecret,
  canonicalVolume,
} from "../../../../provider/model/canonical";
import type { Problem } from "../../../../provider/model/common";
import type { ConfigArgs, NetworkArgs, SecretArgs } from "../../../../provider/model/objects";
import {
  configRules,
  networkRules,
  secretRules,
  volumeRules,
} from "../../../../provider/model/rules";
import type { VolumeArgs } from "../../../../provider/model/volume";

type Row<A> = [title: string, args: A, path?: string, reason?: string];

function testRows<A>(rows: Row<A>[], problemsOf: (args: A) => Problem[]): void {
  for (const [title, args, path, reason] of rows) {
    it(title, () => {
      const problems = problemsOf(args);

      expect(problems.map((problem) => problem.path.join("."))).to.deep.equal(
        path === undefined ? [] : [path],
      );
      if (reason !== undefined) expect(problems[0]?.reason).to.include(reason);
    });
  }
}

describe("the rules of a network", () => {
  const pool = (...config: object[]): NetworkArgs => ({ ipam: { config } });
  const rows: Row<NetworkArgs>[] = [
    ["take one of which nothing is said", {}],
    ["take pools that lie apart", { ...pool({ subnet: "10.1.0.0/24", gateway: "10.1.0.1", ipRange: "10.1.0.128/25" }, { subnet: "fd00::/64" }), enableIpv6: true }],
    ["refuse the names of the engine's own networks", { name: "host" }, "name", "every engine has"],
    ["demand names for DNS", { name: "my.net" }, "name", '"my.net" is no name'],
    ["bound names", { name: "n".repeat(64) }, "name", "has 64 characters; at most 63"],
    ["keep the ingress network from being attachable", { ingress: true, attachable: true }, "attachable", "not possible for the ingress network"],
    ["keep the engine's label", { labels: { "com.docker.swarm.predefined": "1" } }, "labels.com.docker.swarm.predefined", "kept for the engine"],
    ["demand a subnet of a pool", pool({ gateway: "10.0.0.1" }), "ipam.config.0.subnet", "is missing"],
    ["demand a subnet in CIDR form", pool({ subnet: "10.0.0.0" }), "ipam.config.0.subnet", '"10.0.0.0" is no subnet'],
    ["bound the length of a prefix", pool({ subnet: "10.0.0.0/33" }), "ipam.config.0.subnet", "no subnet"],
    ["keep the gateway in the subnet", pool({ subnet: "10.9.0.0/24", gateway: "10.8.0.1" }), "ipam.config.0.gateway", "10.8.0.1 does not lie within the subnet 10.9.0.0/24"],
    ["keep the range in the subnet", pool({ subnet: "10.9.0.0/24", ipRange: "10.9.0.0/16" }), "ipam.config.0.ipRange", "does not lie within"],
    ["keep auxiliary addresses in the subnet", { ...pool({ subnet: "fd00::/64", auxAddresses: { a: "fd01::1" } }), driver: "bridge", scope: "local", enableIpv6: true }, "ipam.config.0.auxAddresses.a", "does not lie within"],
    ["keep pools apart", pool({ subnet: "10.0.0.0/8" }, { subnet: "10.9.0.0/24" }), "ipam.config.1.subnet", "10.9.0.0/24 overlaps 10.0.0.0/8"],
  ]; // prettier-ignore
  testRows(rows, (args) => networkRules(canonicalNetwork(args, [], []), []));

  it("warn of what an external network ignores", () => {
    const inputs = canonicalNetwork({ external: true, name: "host", driver: "overlay" }, [], []);

    expect(networkRules(inputs, [])).to.deep.equal([
      {
        path: ["driver"],
        reason: "is ignored, as external means that it exists already and is not ours.",
        warning: true,
      },
    ]);
  });
});

describe("the rules of a volume", () => {
  const nfs = { type: "nfs", o: "addr=10.0.0.5,rw", device: ":/data" };
  const rows: Row<VolumeArgs>[] = [
    ["take one of which nothing is said", {}],
    ["take an NFS share in both forms", { driverOpts: nfs }],
    ["take what the typed form writes", { nfs: { server: "nas", path: "/data" } }],
    ["take a name with a template", { name: "data-{{.Task.Slot}}" }],
    ["demand two characters of a name", { name: "v" }, "name", '"v" is no volume name'],
    ["demand a name that is one of other drivers, too", { driver: "rexray", name: "" }, "name", "is empty"],
    ["demand a name that is one of an external volume, too", { external: true, name: "" }, "name", "is empty"],
    ["leave the options of other drivers alone", { driver: "rexray", driverOpts: { anything: "goes" } }],
    ["refuse a driver of an external volume", { external: true, driver: "local" }, "driver", "contradicts external"],
    ["know the options of the local driver", { driverOpts: { ...nfs, devise: "x" } }, "driverOpts.devise", 'Did you mean "device"?'],
    ["demand a device", { driverOpts: { type: "nfs" } }, "driverOpts", "lacks device"],
    ["demand a type", { driverOpts: { o: "size=1m" } }, "driverOpts", "lacks type"],
    ["demand the server of a share", { driverOpts: { ...nfs, o: "rw" } }, "driverOpts.o", '"addr=10.0.0.5,rw"'],
    ["demand the form of an export", { driverOpts: { ...nfs, device: "/data" } }, "driverOpts.device", '"/data" is no NFS export'],
    ["refuse blanks", { driverOpts: { ...nfs, o: "addr=10.0.0.5, rw" } }, "driverOpts.o", "holds a blank"],
    ["refuse the port of a CIFS device", { driverOpts: { type: "cifs", device: "//nas:445/x", o: "user=a" } }, "driverOpts.device", "port="],
  ]; // prettier-ignore
  testRows(rows, (args) => volumeRules(canonicalVolume(args, [], []), []));
});

describe("the rules of a secret", () => {
  const rows: Row<SecretArgs>[] = [
    ["take text", { data: "hush" }],
    ["take the most that fits", { data: "x".repeat(511_999) }],
    ["take an external one", { external: true, name: "a" }],
    ["take one that a driver holds", { driver: "vault" }],
    ["count bytes, not characters", { data: "ü".repeat(256_000) }, "data", "has 512000 bytes. The engine keeps from 1 to 511999 bytes."],
    ["refuse nothing", { data: "" }, "data", "has 0 bytes"],
    ["demand content", {}, "", "has no content"],
    ["demand one content", { data: "a", dataBase64: "YQ==" }, "", "both data and dataBase64"],
    ["demand standard base64", { dataBase64: "a-_b" }, "dataBase64", "no standard base64"],
    ["demand whole base64", { dataBase64: "YQ" }, "dataBase64", "no standard base64"],
    ["know template drivers", { data: "a", templateDriver: "go" }, "templateDriver", '"golang"'],
    ["demand names", { data: "a", name: "-a" }, "name", '"-a" is no name'],
    ["bound names", { data: "a", name: "n".repeat(65) }, "name", "at most 64"],
    ["refuse content beside a driver", { data: "a", driver: "vault" }, "driver", "excludes data"],
  ]; // prettier-ignore
  testRows(rows, (args) => secretRules(canonicalSecret(args, [], []), []));

  it("never quote the content", () => {
    expect(JSON.stringify(secretRules({ dataBase64: "hush hush" }, []))).not.to.include("hush");
  });
});

describe("the rules of a config", () => {
  const rows: Row<ConfigArgs>[] = [
    ["take the most that fits", { data: "x".repeat(1_023_999) }],
    ["bound the content", { data: "x".repeat(1_024_000) }, "data", "from 1 to 1023999 bytes"],
  ];
  testRows(rows, (args) => configRules(canonicalConfig(args, [], []), []));
});
