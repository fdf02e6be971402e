import { expect } from "chai";
import type { Engine } from "../../../provider/engine/engine";
import type { NetworkSpec } from "../../../provider/engine/types";
import { swarmCluster } from "../../../provider/resources/swarm-cluster";
import { engineAlone, failureOf, pulumi, writesOf } from "./support";

const data = (Name: string) => ({ Name, Labels: {}, Data: "aGVsbG8=" });
const job = (Name: string) => ({
  ...{ Name, Mode: { Replicated: { Replicas: 0 } } },
  TaskTemplate: { ContainerSpec: { Image: "busybox" }, Placement: {} },
});

describe("the end of a swarm that was made", () => {
  async function made() {
    const engine = engineAlone();
    const resource = pulumi(swarmCluster, engine, { name: "prod" });
    await resource.up({});
    return { engine, resource };
  }

  const HELD: [string, (engine: Engine) => Promise<unknown>, string][] = [
    ["a service", (engine) => engine.services.create(job("web")), "1 service"],
    ["a secret", (engine) => engine.secrets.create(data("pw")), "1 secret"],
    ["two configs", async (engine) => [await engine.configs.create(data("a")), await engine.configs.create(data("b"))], "2 configs"],
    ["an overlay network", (engine) => engine.networks.create({ Name: "front", Driver: "overlay" } as NetworkSpec), "1 network"],
    ["a service and a secret", async (engine) => [await engine.services.create(job("web")), await engine.secrets.create(data("pw"))],
      "1 service and 1 secret"],
  ]; // prettier-ignore
  for (const [what, make, words] of HELD)
    it(`is refused with ${what} in it`, async () => {
      const { engine, resource } = await made();
      await make(engine);
      engine.calls.length = 0;

      expect((await failureOf(resource.destroy())).message).to.equal(
        `Swarm of "prod": it still holds ${words}. Remove all that first, or set ` +
          "forceDestroy: true and run `pulumi up`: then it is left with all that it holds.",
      );
      expect(writesOf(engine)).to.deep.equal([]);
    });

  it("comes when nothing else lives in it", async () => {
    const { engine, resource } = await made();

    await resource.destroy();

    expect(await engine.swarm.inspect()).to.equal(undefined);
  });

  it("comes with forceDestroy whatever lives in it", async () => {
    const { engine, resource } = await made();
    await engine.secrets.create(data("pw"));
    await resource.up({ forceDestroy: true });

    await resource.destroy();

    expect(await engine.swarm.inspect()).to.equal(undefined);
  });

  it("never comes for one that was there before", async () => {
    const engine = engineAlone();
    await engine.swarm.init({ ListenAddr: "0.0.0.0:2377" });
    const resource = pulumi(swarmCluster, engine, { name: "prod" });
    await resource.up({ forceDestroy: true });

    await resource.destroy();

    expect((await engine.swarm.inspect())?.Spec.Labels).to.deep.equal({});
  });
});
