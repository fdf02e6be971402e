import { expect } from "chai";
import { SwarmError } from "../../../provider/errors";
import { swarmCluster } from "../../../provider/resources/swarm-cluster";
import type { Props } from "../../../provider/state";
import { engineAlone, failureOf, pulumi, writesOf } from "./support";

const ARGS = { autoLockManagers: true, rotate: { unlockKey: 1, workerToken: 1 } };
const ROTATED = { autoLockManagers: true, rotate: { unlockKey: 2, workerToken: 2 } };

describe("what a swarm made anew", () => {
  async function made() {
    const engine = engineAlone();
    const resource = pulumi(swarmCluster, engine);
    await resource.up(ARGS);
    return { engine, resource, kept: (): Props => resource.kept()?.outs ?? {} };
  }

  it("is in the state though the answer to it was lost", async () => {
    const { engine, resource, kept } = await made();
    const before = kept().unlockKey;
    engine.after = (call) => {
      if (call === "swarm.update") throw new Error("the answer was lost");
    };

    await resource.up(ROTATED).catch(() => undefined);

    expect(kept().unlockKey).to.equal(await engine.swarm.unlockKey());
    expect(kept().unlockKey).to.not.equal(before);
    expect(kept().joinTokens).to.deep.include({
      worker: (await engine.swarm.inspect())?.JoinTokens.Worker,
    });
  });

  it("is not made anew twice where nobody knows whether it was", async () => {
    const { engine, resource } = await made();
    engine.after = (call) => {
      if (call === "swarm.update") throw new SwarmError("ENGINE_UNREACHABLE", "no answer");
    };
    engine.calls.length = 0;

    const failure = await failureOf(resource.up(ROTATED));

    expect(failure.message).to.contain("no answer");
    expect(writesOf(engine)).to.deep.equal(["swarm.update"]);
  });

  it("stays as it was in the state where the engine does not answer any more", async () => {
    const { engine, resource, kept } = await made();
    const before = kept().unlockKey;
    engine.before = (call) => {
      if (call === "swarm.update") engine.before = gone;
    };

    await resource.up(ROTATED).catch(() => undefined);

    expect(before).to.match(/^SWMKEY/);
    expect(kept().unlockKey).to.equal(before);
    expect(kept().joinTokens).to.not.equal(undefined);
  });

  it("is waited for again where nodes had not moved to a new root certificate, and not made once more", async () => {
    const { engine, resource } = await made();
    const rotation = { ...ARGS, rotate: { ...ARGS.rotate, ca: 1 } };
    await resource.up(rotation);
    engine.after = (call) => {
      if (call === "swarm.update") engine.before = gone;
    };
    await resource
      .up({ ...rotation, rotate: { ...rotation.rotate, ca: 2 } })
      .catch(() => undefined);
    [engine.before, engine.after] = [() => undefined, () => undefined];

    await resource.up({ ...rotation, rotate: { ...rotation.rotate, ca: 2 } });

    expect((await engine.swarm.inspect())?.Spec.CAConfig.ForceRotate).to.equal(1);
  });
});

const gone = (): void => {
  throw new Error("the engine is gone");
};
