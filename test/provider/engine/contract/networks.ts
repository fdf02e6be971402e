// The contract for networks and volumes.

import { expect } from "chai";
import type { Contract } from "./support";
import { codeOf, network, service, until } from "./support";

export function describeNetworksAndVolumes(open: () => Contract): void {
  describe("networks", () => {
    it("are created once under a name, and found by it and by their id", async () => {
      const { engine } = open();

      const id = await engine.networks.create(network("front"));

      expect(await codeOf(engine.networks.create(network("front")))).to.equal("NAME_TAKEN");
      const found = [await engine.networks.inspect("front"), await engine.networks.inspect(id)];
      expect(found.map((one) => [one?.Id, one?.Labels])).to.deep.equal(
        Array(2).fill([id, { a: "b" }]),
      );
      expect(await engine.networks.inspect("fron")).to.equal(undefined);
      expect(await engine.networks.list({ name: ["front"] })).to.have.length(1);
    });

    it("are the swarm's own, too, though no list shows them", async () => {
      const { engine } = open();
      const own = await Promise.all(["host", "bridge"].map(engine.networks.predefined));
      const listed = new Set((await engine.networks.list()).map(({ Id }) => Id));

      expect(own.map((one) => [one?.Name, one?.Scope])).to.deep.equal([
        ["host", "swarm"],
        ["bridge", "swarm"],
      ]);
      expect(own.filter((one) => listed.has(one?.Id ?? ""))).to.deep.equal([]);
      expect(await engine.networks.predefined("front")).to.equal(undefined);
    });

    it("are made and never allocated where another has the subnet", async () => {
      const { engine } = open();
      const spec = (name: string) => ({
        ...network(name),
        IPAM: { Config: [{ Subnet: "10.77.0.0/24" }] },
      });
      const first = await engine.networks.create(spec("first"));
      await until(
        () => engine.networks.inspect(first),
        (live) => live?.Driver === "overlay",
      );

      const second = await engine.networks.create(spec("second"));

      const live = await engine.networks.inspect(second);
      expect([live?.Driver, live?.IPAM?.Config]).to.deep.equal(["", null]);
      await engine.networks.remove(second);
      await engine.networks.remove(first);
    });

    it("cannot go while a service is attached, and then can, and twice", async () => {
      const { engine } = open();
      const { Id = "" } = (await engine.networks.inspect("front")) ?? {};
      const user = await engine.services.create(service("user", { Networks: [{ Target: Id }] }));

      expect(await codeOf(engine.networks.remove(Id))).to.equal("IN_USE");
      await engine.services.remove(user);
      await until(
        () => codeOf(engine.networks.remove(Id)),
        (code) => code !== "IN_USE",
      );
      await engine.networks.remove(Id);

      // A task that got as far as its node has left a copy there, which goes a moment after it.
      await until(
        () => engine.networks.inspect("front"),
        (live) => live === undefined,
      );
    });
  });

  describe("volumes", () => {
    it("are created, and again without a change", async () => {
      const { engine } = open();
      const spec = { Name: "data", Labels: { a: "b" } };

      const made = await engine.volumes.create(spec);
      const again = await engine.volumes.create({ ...spec, Labels: { other: "c" } });

      expect([made.Labels, again.Labels]).to.deep.equal([{ a: "b" }, { a: "b" }]);
      expect(await engine.volumes.inspect("data")).to.deep.equal(made);
      expect((await engine.volumes.list({ name: ["data"] })).map(({ Name }) => Name)).to.deep.equal(
        ["data"],
      );
    });

    it("tell how many bytes they hold, but for those with options", async () => {
      const { engine } = open();
      const DriverOpts = { type: "tmpfs", device: "tmpfs" };
      await engine.volumes.create({ Name: "ram", DriverOpts });

      const sizes = await Promise.all([engine.volumes.sizes(), engine.volumes.sizes()]);

      expect(sizes).to.deep.equal([{ data: 0 }, { data: 0 }]);
      expect(await engine.volumes.users("data")).to.deep.equal([]);
      await engine.volumes.remove("ram");
    });

    it("go, and twice", async () => {
      const { engine } = open();

      await engine.volumes.remove("data");
      await engine.volumes.remove("data");

      expect(await engine.volumes.inspect("data")).to.equal(undefined);
    });
  });
}
