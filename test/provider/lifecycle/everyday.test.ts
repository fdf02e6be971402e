import { expect } from "chai";
import type { FakeEngine } from "../../fakes/engine";
import { engineAlone, engineInSwarm, inventory, pulumi, writesOf } from "./support";
import { TYPES } from "./types";

for (const { type, args, changed, made, after } of TYPES)
  describe(`a ${type.type} from create to delete`, () => {
    let engine: FakeEngine;
    let resource: ReturnType<typeof pulumi>;
    beforeEach(async () => {
      engine = type.type === "SwarmCluster" ? engineAlone() : await engineInSwarm();
      resource = pulumi(type, engine);
    });

    it("checks inputs into a form that checks to itself", async () => {
      const { inputs, failures } = await resource.check(args);

      expect(failures).to.deep.equal([]);
      expect((await resource.check(inputs)).inputs).to.deep.equal(inputs);
    });

    it("keeps no word of a preview", async () => {
      const { inputs } = await resource.check({ ...args, __made: ["front"] }, {}, true);

      expect(Object.keys(inputs).filter((key) => key.startsWith("__"))).to.deep.equal([
        "__urn",
        "__provider",
        ...(type.versions ? ["__declared"] : []),
      ]);
    });

    it("makes all of it, and gives its inputs back among its outputs", async () => {
      const { id, inputs, outs } = await resource.up(args);

      expect(id).to.not.equal("");
      expect(outs.clusterId).to.equal((await engine.swarm.inspect())?.ID);
      expect(await inventory(engine)).to.deep.equal(made);
      expect({ ...outs, ...inputs }).to.deep.equal(outs);
    });

    it("asks the engine nothing when nothing changed", async () => {
      await resource.up(args);
      engine.calls.length = 0;

      const { changes, replaces } = await resource.diff(args);
      await resource.check(args, resource.kept()?.inputs, true);

      expect({ changes, replaces }).to.deep.equal({ changes: false, replaces: [] });
      expect(engine.calls).to.deep.equal([]);
    });

    it("previews without writing anything", async () => {
      await resource.check(args, {}, true);
      await resource.up(args);
      engine.calls.length = 0;

      const { failures } = await resource.check(changed, resource.kept()?.inputs, true);

      expect(failures).to.deep.equal([]);
      expect(writesOf(engine)).to.deep.equal([]);
    });

    it("brings what is there to what is declared now", async () => {
      await resource.up(args);

      const { inputs, outs } = await resource.up(changed);

      expect(await inventory(engine)).to.deep.equal(after);
      expect({ ...outs, ...inputs }).to.deep.equal(outs);
    });

    it("writes nothing when it is brought again to where it is", async () => {
      const { id, inputs, outs } = await resource.up(args);
      engine.calls.length = 0;

      const again = await resource.verbs.update(id, outs, inputs);

      expect(again.outs).to.deep.equal(outs);
      expect(writesOf(engine)).to.deep.equal([]);
    });

    it("reads back what it was given, where nobody touched it", async () => {
      const before = await resource.up(args);

      expect(await resource.refresh()).to.deep.equal(before);
    });

    it("leaves nothing when it is deleted, and deletes again without complaint", async () => {
      const { id, outs } = await resource.up(args);

      await resource.destroy();
      await resource.verbs.delete(id, outs);

      expect(await inventory(engine)).to.deep.equal({});
    });
  });
