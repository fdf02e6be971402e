import { expect } from "chai";
import { stack } from "../../../provider/resources/stack";
import { engineInSwarm, pulumi } from "./support";

const args = { converge: false, services: { web: { image: "nginx" } } };

/** A stack of which the network was made, and not the service; its engine works again. */
async function failed() {
  const engine = await engineInSwarm();
  const resource = pulumi(stack, engine);
  engine.before = (call) => {
    if (call.startsWith("services.create")) throw new Error("the engine broke down");
  };
  await resource.up(args).catch(() => undefined);
  engine.before = () => undefined;
  return { engine, resource };
}

describe("a run that failed after something was sent", () => {
  it("is taken up again even after a refresh, which makes Pulumi forget the failure", async () => {
    const { resource } = await failed();
    expect(resource.kept()?.failed).to.equal(true);

    await resource.refresh();

    expect((await resource.diff(args)).changes).to.equal(true);
    await resource.up(args);
    expect((await resource.diff(args)).changes).to.equal(false);
  });

  it("asks once what is there by then", async () => {
    const { engine, resource } = await failed();
    await resource.up(args);
    engine.before = (call) => {
      if (call === "services.update") throw new Error("the engine broke down");
    };
    engine.calls.length = 0;

    await resource.up({ ...args, services: { web: { image: "nginx:2" } } }).catch(() => undefined);

    const failedAt = engine.calls.indexOf("services.update");
    const after = engine.calls.slice(failedAt + 1).sort();
    expect(after).to.deep.equal(["configs.list", "networks.list", "secrets.list", "services.list"]);
  });

  it("is planned again in the next preview, though its inputs are the same; an `up` asks nothing for it", async () => {
    const { engine, resource } = await failed();
    const asked = async (isPreview: boolean): Promise<string[]> => {
      engine.calls.length = 0;
      const { id = "", outs = {} } = resource.kept() ?? {};
      const { inputs } = await resource.check(args, resource.kept()?.inputs, isPreview);
      await resource.verbs.diff(id, outs, inputs);
      return [...engine.calls];
    };

    expect(await asked(true)).to.include("services.list");
    expect(await asked(false)).to.deep.equal([]);
    await resource.up(args);
    expect(await asked(true)).to.deep.equal([]);
  });
});
