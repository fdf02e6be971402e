// Networks on a real engine, the provider in this process: each kind of them from create to destroy, what the engine
// makes of each field, and what a change comes to.

import { expect } from "chai";
import type { Network } from "../../provider/engine/types";
import type { Props } from "../../provider/state";
import { networkLab, pools } from "./support/network-lab";

/** What is declared, and what of it the engine shows then. */
const KINDS: [what: string, args: Props, shown: Partial<Network>][] = [
  ["an overlay of which nothing is said", {}, { Driver: "overlay", Scope: "swarm" }],
  ["one with flags, labels and options", { attachable: true, internal: true, labels: { a: "b", empty: "" }, driverOpts: { "com.docker.network.driver.mtu": 1400 } }, { Attachable: true, Internal: true, Labels: { a: "b", empty: "" } }],
  ["an encrypted one", { encrypted: true }, {}],
  ["all of IPAM", { ipam: { driver: "default", options: { o: "1" }, config: [{ subnet: "10.120.1.0/24", gateway: "10.120.1.254", ipRange: "10.120.1.128/25" }, { subnet: "10.120.0.0/24" }] } }, { IPAM: { Driver: "default", Options: { o: "1", "com.docker.network.ipam.serial": "true" }, Config: [{ Subnet: "10.120.0.0/24", Gateway: "10.120.0.1" }, { Subnet: "10.120.1.0/24", IPRange: "10.120.1.128/25", Gateway: "10.120.1.254" }] } }],
  ["IPv6 in any spelling", { enableIpv6: true, ...pools({ subnet: "2001:DB8:7:0::/64", gateway: "2001:DB8:7:0::0009" }, { subnet: "10.121.0.0/24" }) }, { EnableIPv6: true }],
  ["a bridge of one engine", { driver: "bridge", scope: "local", driverOpts: { "com.docker.network.bridge.enable_icc": false }, ...pools({ subnet: "10.122.0.0/24", ipRange: "10.122.0.128/25", auxAddresses: { host: "10.122.0.5" } }), labels: { a: "b" } }, { Scope: "local", Options: { "com.docker.network.bridge.enable_icc": "false" } }],
  ["a configuration", { configOnly: true, driverOpts: { parent: "eth0" }, ...pools({ subnet: "10.123.0.0/24" }) }, { Scope: "local", ConfigOnly: true, Options: { parent: "eth0" } }],
  ["a bridge on each node", { driver: "bridge", scope: "swarm" }, { Driver: "bridge", Scope: "swarm" }],
  ["a macvlan by configuration", { driver: "macvlan", scope: "swarm", configFrom: "nowhere", attachable: true }, { Driver: "macvlan", Scope: "swarm", ConfigFrom: { Network: "nowhere" }, Attachable: true }],
  ["an ipvlan by configuration", { driver: "ipvlan", scope: "swarm", configFrom: "nowhere" }, { Driver: "ipvlan" }],
]; // prettier-ignore

/** What the peers' tests change, and what comes of it. */
const CHANGES: [what: string, before: Props, after: Props, expected: "nothing" | "update" | "replace"][] = [
  ["the same pools in another order", pools({ subnet: "10.130.0.0/24" }, { subnet: "10.131.0.0/24" }), pools({ subnet: "10.131.0.0/24" }, { subnet: "10.130.0.0/24" }), "nothing"],
  ["a gateway that is no longer said", pools({ subnet: "10.130.0.0/24", gateway: "10.130.0.9" }), pools({ subnet: "10.130.0.0/24" }), "update"],
  ["a range that is no longer said", pools({ subnet: "10.130.0.0/24", ipRange: "10.130.0.128/25" }), pools({ subnet: "10.130.0.0/24" }), "update"],
  ["another gateway", pools({ subnet: "10.130.0.0/24", gateway: "10.130.0.9" }), pools({ subnet: "10.130.0.0/24", gateway: "10.130.0.8" }), "replace"],
  ["another subnet", pools({ subnet: "10.130.0.0/24" }), pools({ subnet: "10.131.0.0/24" }), "replace"],
  ["one subnet less", pools({ subnet: "10.130.0.0/24" }, { subnet: "10.131.0.0/24" }), pools({ subnet: "10.130.0.0/24" }), "replace"],
  ["options of the address driver", { ipam: { options: { a: "b" } } }, { ipam: { options: { a: "c" } } }, "replace"],
  ["IPv6 that goes", { enableIpv6: true, ...pools({ subnet: "2001:db8:8::/64" }) }, {}, "replace"],
  ["a boolean option as text", { driverOpts: { o: false } }, { driverOpts: { o: "false" } }, "nothing"],
  ["the default, written out", {}, { driver: "overlay", scope: "swarm", attachable: false, ipam: { driver: "default" } }, "update"],
  ["a label more", { labels: { a: "b" } }, { labels: { a: "b", c: "d" } }, "replace"],
  ["a label less", { labels: { a: "b", c: "d" } }, { labels: { a: "b" } }, "replace"],
  ["internal", {}, { internal: true }, "replace"],
  ["an overlay that becomes a bridge", { driverOpts: { o: "1" } }, { driver: "bridge", scope: "swarm" }, "replace"],
]; // prettier-ignore
describe("networks on a real engine", () => {
  const { manager, one, names } = networkLab("network-test");

  describe("from create to destroy", () => {
    for (const [what, args, shown] of KINDS)
      it(what, async () => {
        const resource = one("front");

        const made = await resource.up(args);

        const live = await manager().networks.inspect("front");
        expect(live).to.deep.include(withLabels(live, shown));
        const before = manager().requests();
        expect((await resource.diff(args)).changes).to.equal(false);
        await resource.up(args);
        expect(manager().requests()).to.equal(before);
        expect((await resource.refresh())?.inputs).to.deep.equal(made.inputs);
        expect((await resource.up({ ...args, connection: { host: "unix:///same" } })).id).to.equal(
          made.id,
        );
        await resource.destroy();
        expect(await names()).to.deep.equal([]);
      });
  });

  describe("changed", () => {
    for (const [what, before, after, expected] of CHANGES)
      it(`${what}: ${expected}`, async () => {
        const resource = one("front");
        const first = await resource.up(before);

        const { changes, replaces } = await resource.diff(after);
        const second = await resource.up(after);

        expect(replaces.length > 0 ? "replace" : changes ? "update" : "nothing").to.equal(expected);
        expect(second.id === first.id).to.equal(expected !== "replace");
        expect((await resource.diff(after)).changes).to.equal(false);
        await resource.destroy();
        expect(await names()).to.deep.equal([]);
      });
  });
});

/** Our own labels are not shown here. */
function withLabels(live: Network | undefined, shown: Partial<Network>): Partial<Network> {
  const ours = Object.entries(live?.Labels ?? {}).filter(([key]) =>
    key.startsWith("pulumi-swarm."),
  );
  return shown.Labels
    ? { ...shown, Labels: { ...shown.Labels, ...Object.fromEntries(ours) } }
    : shown;
}
