// Networks on real engines, the provider in this process: each kind of them from create to destroy, what the
// engine makes of each field, and what it takes to remove one.

import { expect } from "chai";
import { connect } from "../../provider/engine/connect";
import type { Engine } from "../../provider/engine/engine";
import type { Network } from "../../provider/engine/types";
import { network } from "../../provider/resources/network";
import { service } from "../../provider/resources/service";
import type { Props } from "../../provider/state";
import { run } from "../../tools/engine/run";
import { busyboxImage, loadImages, startLab, type Lab } from "../lab";
import { until } from "../provider/engine/contract/support";
import { failureOf, pulumi } from "../provider/lifecycle/support";

const pools = (...config: object[]) => ({ ipam: { config } });

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

describe("networks on real engines", () => {
  let lab: Lab;
  let engine: Engine;
  let worker: Engine;

  before(async () => {
    lab = await startLab({ name: "network-test", managers: 1, workers: 1 });
    await loadImages(lab, [await busyboxImage()]);
    [engine, worker] = lab.nodes.map(({ host }) => connect({ host })) as [Engine, Engine];
  });
  after(() => lab?.stop());

  const one = (name: string, at: Engine = engine) => pulumi(network, at, { name });
  const names = async (at: Engine = engine): Promise<string[]> =>
    (await at.networks.list())
      .filter((net) => net.Scope === "local" || !net.Containers)
      .map(({ Name }) => Name)
      .filter((name) => !["bridge", "host", "none", "docker_gwbridge", "ingress"].includes(name))
      .sort();
  const running = (networks: unknown, more: Props = {}): Props => ({
    image: "busybox:latest",
    command: "sleep 1d",
    init: true,
    networks,
    ...more,
    deploy: { replicas: 2, ...(more.deploy as object) },
    converge: { monitor: "0s" },
  });
  const docker = (node: number, ...args: string[]): Promise<string> =>
    run("docker", ["-H", lab.nodes[node]?.host ?? "", ...args]);

  describe("from create to destroy", () => {
    for (const [what, args, shown] of KINDS)
      it(what, async () => {
        const resource = one("front");

        const made = await resource.up(args);

        const live = await engine.networks.inspect("front");
        expect(live).to.deep.include(withLabels(live, shown));
        const before = engine.requests();
        expect((await resource.diff(args)).changes).to.equal(false);
        await resource.up(args);
        expect(engine.requests()).to.equal(before);
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

  it("is made again at once under the same name, with the same subnet", async () => {
    const resource = one("front");
    const args = pools({ subnet: "10.140.0.0/24" });
    const user = pulumi(service, engine, { name: "user" });

    const once = async (): Promise<void> => {
      await resource.up(args);
      await user.up(running(["front"]));
      await user.destroy();
      await resource.destroy();
    };
    await once();
    await once();

    expect(await names()).to.deep.equal([]);
  });

  it("is refused in a preview, and taken back by an up, when its subnet is another's", async () => {
    const [first, second] = [one("first"), one("second")];
    await first.up(pools({ subnet: "10.141.0.0/24" }));
    const args = pools({ subnet: "10.141.0.0/25" });

    const { failures } = await second.check(args, {}, true);
    const failure = await failureOf(second.up(args));

    const words = 'Its subnet 10.141.0.0/25 overlaps with 10.141.0.0/24 of network "first".';
    expect(failures.map(({ reason }) => reason)).to.deep.equal([
      `Network "second": ${words} Choose another subnet.`,
    ]);
    expect(failure.message).to.equal(
      `Network "second": the swarm cannot allocate it. ${words} Choose another subnet, or remove that network ` +
        "first. It was removed again.",
    );
    expect(second.kept()).to.equal(undefined);
    expect(await names()).to.deep.equal(["first"]);
    await first.destroy();
  });

  it("says which network has the subnet of a bridge, too", async () => {
    const [first, second] = [one("first"), one("second")];
    const local = { driver: "bridge", scope: "local" };
    await first.up({ ...local, ...pools({ subnet: "10.142.0.0/24" }) });

    const failure = await failureOf(second.up({ ...local, ...pools({ subnet: "10.142.0.0/25" }) }));

    expect(failure.message).to.contain('overlaps with 10.142.0.0/24 of network "first"');
    await first.destroy();
  });

  it("has to leave before its successor with the same subnet, and says who holds it", async () => {
    const resource = one("front");
    const user = pulumi(service, engine, { name: "user" });
    const subnet = pools({ subnet: "10.143.0.0/24" });
    await resource.up(subnet);
    await user.up(running(["front"]));

    const began = Date.now();
    const failure = await failureOf(resource.up({ ...subnet, attachable: true }));

    expect(failure.message).to.match(
      /^network "front" \(id .*\): cannot be removed, it is in use by service "user"\./,
    );
    expect(Date.now() - began).to.be.within(9_000, 20_000);
    await user.destroy();
    await resource.up({ ...subnet, attachable: true });
    expect(await names()).to.deep.equal(["front"]);
    await resource.destroy();
  });

  it("names the container that holds an attachable one", async () => {
    const resource = one("front");
    await resource.up({ attachable: true });
    const id = (
      await docker(0, "run", "-d", "--network", "front", "busybox:latest", "sleep", "1d")
    ).trim();

    const failure = await failureOf(resource.destroy());

    expect(failure.message).to.contain(`it is in use by container ${id.slice(0, 12)} on node `);
    await docker(0, "rm", "-f", id);
    await resource.destroy();
  });

  it("joins services to each node's own network by its configuration", async () => {
    const configs = [one("lan", engine), one("lan", worker)];
    const user = pulumi(service, engine, { name: "user" });
    const joined = one("joined");
    for (const [at, config] of configs.entries())
      await config.up({ configOnly: true, ...pools({ subnet: `10.15${at}.0.0/24` }) });
    await joined.up({ driver: "bridge", scope: "swarm", configFrom: "lan" });

    await user.up(running(["joined"], { deploy: { placement: { maxReplicasPerNode: 1 } } }));

    const subnets = await Promise.all(
      [engine, worker].map(
        async (at) => (await at.networks.inspect("joined"))?.IPAM?.Config?.[0]?.Subnet,
      ),
    );
    expect(subnets).to.deep.equal(["10.150.0.0/24", "10.151.0.0/24"]);
    expect((await joined.refresh())?.inputs).to.not.have.property("drifted");
    await user.destroy();
    await joined.destroy();
    for (const config of configs) await config.destroy();
    expect([...(await names()), ...(await names(worker))]).to.deep.equal([]);
  });

  it("refuses a service in a network of one engine", async () => {
    const bridge = one("br");
    await bridge.up({ driver: "bridge", scope: "local" });
    const user = pulumi(service, engine, { name: "user" });

    const { failures } = await user.check(running(["br"]), {}, true);

    expect(failures.map(({ reason }) => reason).join("\n")).to.contain(
      'network "br" is one engine\'s own. Services join networks of the swarm',
    );
    await bridge.destroy();
  });

  describe("the ingress network", () => {
    const mesh = { ingress: true, ...pools({ subnet: "10.160.0.0/16" }) };

    it("takes the place of the engine's own only with adopt, and with no port published", async () => {
      const resource = one("mesh");
      const user = pulumi(service, engine, { name: "user" });
      expect((await failureOf(resource.up(mesh))).message).to.contain('"ingress" (id ');
      await user.up(running([], { ports: ["8080:80"] }));
      const { failures } = await resource.check({ ...mesh, adopt: true }, {}, true);
      expect(failures.map(({ reason }) => reason).join("\n")).to.contain(
        'in use by service "user"',
      );
      await user.destroy();

      await resource.up({ ...mesh, adopt: true });

      expect((await engine.networks.inspect("mesh"))?.Ingress).to.equal(true);
      await resource.up({ ...mesh, adopt: true, ...pools({ subnet: "10.161.0.0/16" }) });
      expect((await engine.networks.inspect("mesh"))?.IPAM?.Config?.[0]?.Subnet).to.equal(
        "10.161.0.0/16",
      );
      await user.up(running([], { ports: ["8080:80"] }));
      await user.destroy();
      await resource.destroy();
      const back = one("ingress");
      await back.up({ ingress: true });
      expect((await names()).filter((name) => name !== "mesh")).to.deep.equal([]);
    });
  });

  it("waits for the tasks that still hold it", async () => {
    const resource = one("front");
    const user = pulumi(service, engine, { name: "user" });
    await resource.up({});
    const { id } = await user.up(running(["front"], { stopGracePeriod: "2s", init: false }));

    await engine.services.remove(id);
    await resource.destroy();

    expect(await names()).to.deep.equal([]);
    await until(
      () => engine.tasks.list(),
      (tasks) => tasks.length === 0,
      200,
    );
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
