import { expect } from "chai";
import { stack } from "../../../provider/resources/stack";
import { engineInSwarm, pulumi } from "./support";

describe("a run that failed after something was sent", () => {
  it("is taken up again even after a refresh, which makes Pulumi forget the failure", async () => {
    const engine = await engineInSwarm();
    const resource = pulumi(stack, engine);
    const args = { converge: false, services: { web: { image: "nginx" } } };
    engine.before = (call) => {
      if (call.startsWith("services.create")) throw new Error("the engine broke down");
    };
    await resource.up(args).catch(() => undefined);
    engine.before = () => undefined;
    expect(resource.kept()?.failed).to.equal(true);

    await resource.refresh();

    expect((await resource.diff(args)).changes).to.equal(true);
    await resource.up(args);
    expect((await resource.diff(args)).changes).to.equal(false);
  });
});
