// What every Engine does, whatever is behind it: run on the fake (fake.test.ts) and on a real engine
// (test/system/gateway.test.ts), so that the fake is never kinder than the engine.

import { expect } from "chai";
import { describeSecretsAndConfigs } from "./data";
import { describeNetworksAndVolumes } from "./networks";
import { describeServices } from "./services";
import type { Contract } from "./support";
import { codeOf, secret } from "./support";

export function describeContract(title: string, open: () => Contract): void {
  describe(title, () => {
    describe("in no swarm", () => {
      it("has none to inspect", async () => {
        const { engine } = open();

        expect(await engine.swarm.inspect()).to.equal(undefined);
        expect((await engine.info()).Swarm.LocalNodeState).to.equal("inactive");
        expect(await engine.apiVersion()).to.match(/^1\.\d\d$/);
      });

      it("is not a manager", async () => {
        const { engine } = open();

        const codes = [engine.services.list(), engine.secrets.create(secret)].map(codeOf);

        expect(await Promise.all(codes)).to.deep.equal(["NOT_A_MANAGER", "NOT_A_MANAGER"]);
      });

      it("has the images that were brought, under every spelling of their names", async () => {
        const { engine, hold } = open();
        const names = ["held/one:1", "docker.io/held/one:1", "held/one:2", "held/one", "one:1"];

        await hold("held/one:1");

        const found = await Promise.all(names.map((name) => engine.images.inspect(name)));
        const [first] = found;
        expect(first?.Id).to.match(/^sha256:[0-9a-f]{64}$/);
        expect(found.map((image) => image?.Id)).to.deep.equal([
          ...[first?.Id, first?.Id],
          ...[undefined, undefined, undefined],
        ]);
      });

      it("begins one, once, as its first node", async () => {
        const { engine, address } = open();
        const init = { ListenAddr: address, AdvertiseAddr: address };

        const nodeId = await engine.swarm.init(init);

        expect((await engine.nodes.list()).map(({ ID }) => ID)).to.deep.equal([nodeId]);
        const { Swarm } = await engine.info();
        expect([Swarm.NodeID, Swarm.ControlAvailable]).to.deep.equal([nodeId, true]);
        expect((await engine.swarm.inspect())?.ID).to.equal(Swarm.Cluster?.ID);
        expect(await codeOf(engine.swarm.init(init))).to.equal("ENGINE_REFUSED");
      });
    });

    describeSwarm(open);
    describeSecretsAndConfigs(open);
    describeServices(open);
    describeNetworksAndVolumes(open);

    describe("at the end", () => {
      it("leaves the swarm only by force when it is the last manager", async () => {
        const { engine } = open();

        expect(await codeOf(engine.swarm.leave(false))).to.equal("ENGINE_REFUSED");
        await engine.swarm.leave(true);

        expect(await engine.swarm.inspect()).to.equal(undefined);
      });
    });
  });
}

function describeSwarm(open: () => Contract): void {
  describe("in a swarm", () => {
    it("updates it from the version that was read, and from no other", async () => {
      const { engine } = open();
      const before = await engine.swarm.inspect();
      if (!before) throw new Error("no swarm");
      const spec = { ...before.Spec, Labels: { env: "test" } };

      await engine.swarm.update(before.Version.Index, spec);

      expect((await engine.swarm.inspect())?.Spec.Labels).to.deep.equal({ env: "test" });
      const again = codeOf(engine.swarm.update(before.Version.Index, spec));
      expect(await again).to.equal("OUT_OF_SEQUENCE");
    });
  });
}
