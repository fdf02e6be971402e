// What becomes of a volume when its resource is deleted.

import { expect } from "chai";
import type { VolumeSpec } from "../../../provider/engine/types";
import { SwarmError } from "../../../provider/errors";
import { volume } from "../../../provider/resources/volume";
import { reasonToKeep } from "../../../provider/resources/volume-end";
import type { Props } from "../../../provider/state";
import type { FakeEngine } from "../../fakes/engine";
import { engineAlone, engineInSwarm, failureOf, pulumi } from "../lifecycle/support";

const nfs = { server: "10.0.0.5", path: "/data" };
const told = (engine: FakeEngine, spec: Partial<VolumeSpec> & { bytes?: number } = {}) => {
  const { bytes = 0, ...rest } = spec;
  engine.fill("web", bytes);
  return engine.volumes.create({ Name: "web", ...rest });
};

describe("a volume is kept for what it holds:", () => {
  const ROWS: [string, Partial<VolumeSpec> & { bytes?: number }, string | undefined][] = [
    ["nothing", {}, undefined],
    ["bytes", { bytes: 12 }, "it holds 12 bytes"],
    ["what could not be measured", { bytes: -1 }, "the engine could not measure it"],
    [
      "what is somewhere else",
      { DriverOpts: { type: "none", o: "bind", device: "/srv" }, bytes: 12 },
      undefined,
    ],
    [
      "what the engine does not measure",
      { DriverOpts: { size: "1g" } },
      "the engine does not measure a volume with options",
    ],
    ["what only a driver knows", { Driver: "rexray" }, 'only its driver "rexray" knows what it holds'],
  ]; // prettier-ignore

  for (const [what, spec, reason] of ROWS)
    it(what, async () => {
      const engine = engineAlone();
      await told(engine, spec);

      expect(await reasonToKeep(engine, { name: "web" })).to.equal(reason);
    });

  it("nothing, when it is gone", async () => {
    expect(await reasonToKeep(engineAlone(), { name: "web" })).to.equal(undefined);
  });

  it("what a driver knows, though the driver itself be gone", async () => {
    const engine = engineAlone();
    engine.before = () => {
      throw new Error("asked");
    };

    expect(await reasonToKeep(engine, { name: "web", driver: "rexray" })).to.contain("rexray");
  });

  it("what another hand made of it: the state is not believed", async () => {
    const engine = engineAlone();
    const resource = pulumi(volume, engine);
    await resource.up({ nfs });
    await engine.volumes.remove("web");
    await told(engine, { bytes: 5 });

    await resource.destroy();

    expect(await engine.volumes.inspect("web")).to.not.equal(undefined);
  });

  it("what could not be learned, as the engine failed", async () => {
    const engine = engineAlone();
    await told(engine);
    engine.after = (call) => {
      if (call === "volumes.sizes") throw refusal();
    };

    expect(await reasonToKeep(engine, { name: "web" })).to.equal(
      "what it holds could not be learned: no answer in 120 s from fake://.",
    );
  });
});

const refusal = (): Error =>
  new SwarmError("ENGINE_UNREACHABLE", "no answer in 120 s from fake://.");

describe("the end of a volume", () => {
  const ROWS: [string, Props, number, boolean][] = [
    ["goes when it is empty", {}, 0, true],
    ["stays when it holds data", {}, 1, false],
    ['goes with its data by onDelete: "delete"', { onDelete: "delete" }, 1, true],
    ["goes when its data is on a server", { nfs }, 1, true],
    ["goes when it is memory", { tmpfs: { size: "1M" } }, 1, true],
    ["stays when only its driver knows", { driver: "rexray" }, 0, false],
  ];
  for (const [title, args, bytes, gone] of ROWS)
    it(title, async () => {
      const engine = engineAlone();
      const resource = pulumi(volume, engine);
      await resource.up(args);
      engine.fill("web", bytes);

      await resource.destroy();

      expect((await engine.volumes.inspect("web")) === undefined).to.equal(gone);
    });

  it("fails at once while a container that no service made mounts it, and names it", async () => {
    const engine = engineAlone();
    const resource = pulumi(volume, engine);
    await resource.up({ onDelete: "delete" });
    engine.use("web", [{ Id: "9a53e1f9ebb53500", Names: ["/psql"], State: "exited", Labels: {} }]);

    const { message } = await failureOf(resource.destroy());

    expect(message).to.equal(
      'Volume "web": cannot remove it, for it is in use by container psql (exited). ' +
        "Remove what uses it first: docker rm 9a53e1f9ebb5.",
    );
    expect(resource.kept()).to.not.equal(undefined);
  });

  it("waits for the tasks that mount it", async () => {
    const engine = await engineInSwarm();
    const resource = pulumi(volume, engine);
    await resource.up({});
    const task = {
      "com.docker.swarm.task.name": "web.1.x",
      "com.docker.swarm.service.name": "web",
    };
    engine.use("web", [{ Id: "9a53", Names: ["/web.1.x"], State: "exited", Labels: task }]);
    engine.before = (call) => {
      const tries = engine.calls.filter((one) => one === "volumes.remove").length;
      if (call === "volumes.remove" && tries === 2) engine.use("web", []);
    };

    await resource.destroy();

    expect(engine.calls.filter((one) => one === "volumes.remove")).to.have.length(2);
    expect(await engine.volumes.inspect("web")).to.equal(undefined);
  });
});

describe("a volume that somebody makes between look and create", () => {
  it("is refused when it is another, with both told", async () => {
    const engine = engineAlone();
    engine.before = async (call) => {
      if (call !== "volumes.create") return;
      engine.before = () => undefined;
      await engine.volumes.create({ Name: "web", DriverOpts: { type: "tmpfs", device: "tmpfs" } });
    };

    const { message } = await failureOf(pulumi(volume, engine).up({ nfs }));

    expect(message).to.equal(
      'Volume "web": the existing volume differs, and the engine cannot change it: ' +
        'DriverOpts.device is "tmpfs" and would be ":/data"; ' +
        'DriverOpts.o is not set and would be "addr=10.0.0.5,rw"; ' +
        'DriverOpts.type is "tmpfs" and would be "nfs". Choose another name, or remove it first.',
    );
  });

  it("is as good as its own when it is the same", async () => {
    const engine = engineAlone();
    engine.before = async (call) => {
      if (call !== "volumes.create") return;
      engine.before = () => undefined;
      const DriverOpts = { type: "nfs", device: ":/data", o: "addr=10.0.0.5,rw" };
      await engine.volumes.create({ Name: "web", DriverOpts });
    };

    const { outs } = await pulumi(volume, engine).up({ nfs });

    expect(outs.name).to.equal("web");
  });
});
