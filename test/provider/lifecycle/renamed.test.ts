import { expect } from "chai";
import { stack } from "../../../provider/resources/stack";
import { engineInSwarm, pulumi } from "./support";

describe("a resource that the program calls by another name, with an alias", () => {
  it("stays ours in the preview, though its labels tell the old name", async () => {
    const engine = await engineInSwarm();
    const args = { name: "shop", converge: false, services: { web: { image: "nginx:1" } } };
    const before = await pulumi(stack, engine, { name: "shop" }).up(args);

    const renamed = pulumi(stack, engine, { name: "store" });
    const changed = { ...args, services: { web: { image: "nginx:2" } } };
    const { failures } = await renamed.check(changed, before.inputs, true);

    expect(failures).to.deep.equal([]);
  });
});
