import { expect } from "chai";
import { stack } from "../../../provider/resources/stack";
import { volume } from "../../../provider/resources/volume";
import { engineInSwarm, inventory, pulumi } from "./support";

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
