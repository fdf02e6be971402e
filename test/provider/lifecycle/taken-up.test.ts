import { expect } from "chai";
import { node } from "../../../provider/resources/node";
import type { CommonInputs, ResourceType } from "../../../provider/resources/resource";
import { service } from "../../../provider/resources/service";
import { stack } from "../../../provider/resources/stack";
import { swarmCluster } from "../../../provider/resources/swarm-cluster";
import { volume } from "../../../provider/resources/volume";
import type { Props } from "../../../provider/state";
import type { FakeEngine } from "../../fakes/engine";
import { engineAlone, engineInSwarm, inventory, pulumi } from "./support";

describe("a forced replacement, whose create takes the same object up", () => {
  it("is not undone by the delete of the original", async () => {
    const engine = await engineInSwarm();
    const args = { onDelete: "delete" };
    const original = pulumi(volume, engine, { name: "data" });
    await original.up(args);

    const replacement = pulumi(volume, engine, { name: "data" });
    await replacement.up(args);
    await original.destroy();
    expect((await inventory(engine)).volumes).to.deep.equal(["data"]);

    await replacement.destroy();
    expect(await inventory(engine)).to.deep.equal({});
  });
});

describe("a forced replacement that was killed before the delete of the original", () => {
  const any = (type: unknown) => type as ResourceType<CommonInputs>;
  const ROWS: [ResourceType<CommonInputs>, Props, (engine: FakeEngine) => Promise<unknown>][] = [
    [any(volume), { onDelete: "delete" }, (engine) => engine.volumes.list()],
    [any(service), { image: "nginx", converge: false }, (engine) => engine.services.list()],
    [any(node), { name: "fake", labels: { a: "1" } }, (engine) => engine.nodes.list()],
    [any(swarmCluster), { forceDestroy: true }, (engine) => engine.swarm.inspect()],
  ];
  for (const [type, args, look] of ROWS)
    it(`keeps its ${type.type}, when the next run deletes the original`, async () => {
      const engine = type.type === "SwarmCluster" ? engineAlone() : await engineInSwarm();
      const resource = pulumi(type, engine);
      const original = await resource.up(args);
      resource.forget();
      await resource.up(args);
      const before = await look(engine);

      resource.anew();
      await resource.up(args);
      await resource.verbs.delete(original.id, original.outs);

      expect(await look(engine)).to.deep.equal(before);
    });
});

describe("a rollout that nobody waits for", () => {
  it("leaves the old secret while the engine may roll back, and a later run removes it", async () => {
    const engine = await engineInSwarm();
    const args = (data: string, failureAction: string) => ({
      converge: false,
      secrets: { pw: { data } },
      services: {
        web: { image: "nginx", secrets: ["pw"], deploy: { updateConfig: { failureAction } } },
      },
    });
    const resource = pulumi(stack, engine);
    await resource.up(args("first", "rollback"));

    await resource.up(args("second", "rollback"));
    expect((await inventory(engine)).secrets).to.have.length(2);

    await resource.up(args("second", "pause"));
    expect((await inventory(engine)).secrets).to.have.length(1);
  });
});
