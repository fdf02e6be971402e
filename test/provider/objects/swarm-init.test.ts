import { expect } from "chai";
import { swarmCluster } from "../../../provider/resources/swarm-cluster";
import type { FakeEngine } from "../../fakes/engine";
import { refuse } from "../../fakes/store";
import { engineAlone, failureOf, pulumi } from "../lifecycle/support";

/** As an engine does that refuses the settings: by then it has made the swarm, without them and without labels. */
function refuseSettings(engine: FakeEngine, meanwhile: () => Promise<unknown>): void {
  engine.after = async (call) => {
    if (call !== "swarm.init") return;
    engine.after = () => undefined;
    const made = await engine.swarm.inspect();
    if (made) await engine.swarm.update(made.Version.Index, { ...made.Spec, Labels: {} });
    await meanwhile();
    refuse("the swarm", "init", 500, "error updating cluster settings: it is out of range");
  };
}

describe("an init that the engine refuses when it has made the swarm", () => {
  const args = { listenAddr: "127.0.0.1:2377" };

  it("fails with the engine's words, and is left again: the mended program begins anew", async () => {
    const engine = engineAlone();
    refuseSettings(engine, async () => undefined);
    const resource = pulumi(swarmCluster, engine);

    const { message } = await failureOf(resource.up(args));

    expect(message).to.contain("error updating cluster settings: it is out of range");
    expect(await engine.swarm.inspect()).to.equal(undefined);
    await resource.up(args);
    expect(resource.kept()?.outs.adopted).to.equal(false);
  });

  it("does not leave a swarm in which something lives already", async () => {
    const engine = engineAlone();
    const Data = Buffer.from("hunter2!").toString("base64");
    refuseSettings(engine, () => engine.secrets.create({ Name: "theirs", Data, Labels: {} }));

    await failureOf(pulumi(swarmCluster, engine).up(args));

    expect((await engine.secrets.list()).map(({ Spec }) => Spec.Name)).to.deep.equal(["theirs"]);
  });
});
