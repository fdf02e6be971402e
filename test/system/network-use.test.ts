// Networks that are used, on real engines, the provider in this process: who holds one, what it takes to remove it, and
// the ingress network.

import { expect } from "chai";
import { run } from "../../tools/engine/run";
import { until } from "../provider/engine/contract/support";
import { failureOf } from "../provider/lifecycle/support";
import { networkLab, pools, running } from "./support/network-lab";

describe("networks in use on real engines", () => {
  const { manager, worker, one, user, names } = networkLab("network-use");
  const docker = (...args: string[]): Promise<string> =>
    run("docker", ["-H", manager().address, ...args]);

  it("is made again at once under the same name, with the same subnet", async () => {
    const resource = one("front");
    const args = pools({ subnet: "10.140.0.0/24" });
    const holder = user();

    const once = async (): Promise<void> => {
      await resource.up(args);
      await holder.up(running(["front"]));
      await holder.destroy();
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
    const holder = user();
    const subnet = pools({ subnet: "10.143.0.0/24" });
    await resource.up(subnet);
    await holder.up(running(["front"]));

    const began = Date.now();
    const failure = await failureOf(resource.up({ ...subnet, attachable: true }));

    expect(failure.message).to.match(
      /^network "front" \(id .*\): cannot be removed, it is in use by service "user"\./,
    );
    // who holds it may be about to let go
    expect(Date.now() - began).to.be.greaterThan(9_000);
    await holder.destroy();
    await resource.up({ ...subnet, attachable: true });
    expect(await names()).to.deep.equal(["front"]);
    await resource.destroy();
  });

  it("names the container that holds an attachable one", async () => {
    const resource = one("front");
    await resource.up({ attachable: true });
    const id = (
      await docker("run", "-d", "--network", "front", "busybox:latest", "sleep", "1d")
    ).trim();

    const failure = await failureOf(resource.destroy());

    expect(failure.message).to.contain(`it is in use by container ${id.slice(0, 12)} on node `);
    await docker("rm", "-f", id);
    await resource.destroy();
  });

  it("joins services to each node's own network by its configuration", async () => {
    const configs = [one("lan"), one("lan", worker())];
    const holder = user();
    const joined = one("joined");
    for (const [at, config] of configs.entries())
      await config.up({ configOnly: true, ...pools({ subnet: `10.15${at}.0.0/24` }) });
    await joined.up({ driver: "bridge", scope: "swarm", configFrom: "lan" });

    await holder.up(running(["joined"], { deploy: { placement: { maxReplicasPerNode: 1 } } }));

    const subnets = await Promise.all(
      [manager(), worker()].map(
        async (at) => (await at.networks.inspect("joined"))?.IPAM?.Config?.[0]?.Subnet,
      ),
    );
    expect(subnets).to.deep.equal(["10.150.0.0/24", "10.151.0.0/24"]);
    expect((await joined.refresh())?.inputs).to.not.have.property("drifted");
    await holder.destroy();
    await joined.destroy();
    for (const config of configs) await config.destroy();
    expect([...(await names()), ...(await names(worker()))]).to.deep.equal([]);
  });

  it("refuses a service in a network of one engine", async () => {
    const bridge = one("br");
    await bridge.up({ driver: "bridge", scope: "local" });
    const holder = user();

    const { failures } = await holder.check(running(["br"]), {}, true);

    expect(failures.map(({ reason }) => reason).join("\n")).to.contain(
      'network "br" is one engine\'s own. Services join networks of the swarm',
    );
    await bridge.destroy();
  });

  describe("the ingress network", () => {
    const mesh = { ingress: true, ...pools({ subnet: "10.160.0.0/16" }) };

    it("takes the place of the engine's own only with adopt, and with no port published", async () => {
      const resource = one("mesh");
      const holder = user();
      expect((await failureOf(resource.up(mesh))).message).to.contain('"ingress" (id ');
      await holder.up(running([], { ports: ["8080:80"] }));
      const { failures } = await resource.check({ ...mesh, adopt: true }, {}, true);
      expect(failures.map(({ reason }) => reason).join("\n")).to.contain(
        'in use by service "user"',
      );
      await holder.destroy();

      await resource.up({ ...mesh, adopt: true });

      expect((await manager().networks.inspect("mesh"))?.Ingress).to.equal(true);
      await resource.up({ ...mesh, adopt: true, ...pools({ subnet: "10.161.0.0/16" }) });
      expect((await manager().networks.inspect("mesh"))?.IPAM?.Config?.[0]?.Subnet).to.equal(
        "10.161.0.0/16",
      );
      await holder.up(running([], { ports: ["8080:80"] }));
      await holder.destroy();
      await resource.destroy();
      const back = one("ingress");
      await back.up({ ingress: true });
      expect((await names()).filter((name) => name !== "mesh")).to.deep.equal([]);
    });
  });

  it("waits for the tasks that still hold it", async () => {
    const resource = one("front");
    const holder = user();
    await resource.up({});
    const { id } = await holder.up(running(["front"], { stopGracePeriod: "2s", init: false }));

    await manager().services.remove(id);
    await resource.destroy();

    expect(await names()).to.deep.equal([]);
    await until(
      () => manager().tasks.list(),
      (tasks) => tasks.length === 0,
      200,
    );
  });
});
