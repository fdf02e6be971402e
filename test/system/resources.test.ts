// Single resources, by the real Pulumi CLI on a real engine.

import { expect } from "chai";
import { connect } from "../../provider/engine/connect";
import type { Engine } from "../../provider/engine/engine";
import type { ServiceSpec } from "../../provider/engine/types";
import { busyboxImage, loadImages, startLab, type Lab } from "../lab";
import { expectSuccess, makeProgram, type Program } from "./support/program";

const RESOURCES = `
const front = new swarm.Network("front", { attachable: config.getBoolean("attachable") || false });
const data = new swarm.Volume("data", { labels: { keeps: "orders" } });
const shared = new swarm.Volume("shared", { nfs: { server: "10.0.0.5", path: "/exports/data" } });
const web = new swarm.Service("web", {
  image: config.get("image") || "busybox:latest",
  command: ["sh", "-c", "echo 1 > /data/orders; exec httpd -f -p 80"],
  init: true,
  networks: [front],
  volumes: [{ source: data, target: "/data" }],
  ports: [{ target: 80, published: 8080 }],
  deploy: {
    replicas: 2,
    updateConfig: { order: "start-first", failureAction: "rollback", monitor: "1s" },
  },
});
const idle = new swarm.Service("idle", {
  image: "busybox:latest",
  volumes: [{ source: shared, target: "/shared", readOnly: true }],
  deploy: { replicas: 0 },
});
const scaled = new swarm.Service("scaled", {
  image: "busybox:latest",
  command: "sleep 1000",
  init: true,
  deploy: { replicas: 1, labels: { release: config.get("release") || "1" } },
}, { ignoreChanges: ["deploy.replicas"] });
exports.network = front.name;
`;

describe("single resources on a real engine, by the real Pulumi CLI", () => {
  let lab: Lab;
  let engine: Engine;
  let program: Program;

  before(async () => {
    lab = await startLab({ name: "resource-test", managers: 1 });
    await loadImages(lab, [await busyboxImage()]);
    const host = lab.nodes[0]?.host ?? "";
    engine = connect({ host });
    program = await makeProgram({ host, index: RESOURCES });
  });
  after(async () => {
    program?.remove();
    await lab?.stop();
  });

  const networks = async () =>
    (await engine.networks.list())
      .map(({ Name }) => Name)
      .filter((name) => name.startsWith("front"))
      .sort();
  const mountsOf = async (name: string) =>
    (await engine.services.inspect(name))?.Spec.TaskTemplate.ContainerSpec.Mounts;

  it("makes them in the order of their references, and changes nothing the second time", async () => {
    const first = await program.up();
    const second = await expectSuccess(program.pulumi("up", "--yes"));

    expect(first).to.contain("+ 7 created");
    expect(second).to.contain("7 unchanged").and.to.not.contain("to update");
  });

  it("carries a volume's driver and options in the mounts of a service", async () => {
    expect(await mountsOf("idle")).to.deep.equal([
      {
        Type: "volume",
        Source: "shared",
        Target: "/shared",
        ReadOnly: true,
        VolumeOptions: {
          DriverConfig: {
            Name: "local",
            Options: { type: "nfs", o: "addr=10.0.0.5,rw", device: ":/exports/data" },
          },
        },
      },
    ]);
  });

  it("replaces a network beside the old one: the service moves over, then the old one goes", async () => {
    const before = await engine.services.inspect("web");
    await program.pulumi("config", "set", "attachable", "true");

    const preview = await expectSuccess(program.pulumi("preview"));
    expect(preview).to.match(/~ web +networks +2 tasks restart, 1 at a time, start-first/);
    await program.up();

    const after = await engine.services.inspect("web");
    expect(after?.ID).to.equal(before?.ID);
    expect(await networks()).to.deep.equal(["front-2"]);
    expect(await expectSuccess(program.pulumi("up", "--yes"))).to.contain("7 unchanged");
  });

  for (const refreshed of [false, true])
    it(`leaves alone what an autoscaler did${refreshed ? ", refreshed" : ""}`, async () => {
      const { ID, Version, Spec } = (await engine.services.inspect("scaled")) ?? {};
      const Mode = { Replicated: { Replicas: refreshed ? 3 : 2 } };
      await engine.services.update(ID ?? "", Version?.Index ?? 0, { ...Spec, Mode } as ServiceSpec);
      if (refreshed) await expectSuccess(program.pulumi("refresh", "--yes", "--skip-preview"));
      await program.pulumi("config", "set", "release", refreshed ? "3" : "2");

      const preview = await expectSuccess(program.pulumi("preview"));
      await program.up();

      expect(preview).to.match(/~ scaled +labels +no task restarts\n/);
      expect((await engine.services.inspect("scaled"))?.Spec.Mode).to.deep.equal(Mode);
      expect(await expectSuccess(program.pulumi("up", "--yes"))).to.contain("7 unchanged");
    });

  it("fails when the engine rolls back, and says what runs now", async () => {
    await program.pulumi("config", "set", "image", "nosuch/image:9");

    const { exitCode, text } = await program.pulumi("up", "--yes", "--skip-preview");

    expect(exitCode).to.not.equal(0);
    expect(text).to.contain("The previous version runs: 2 of 2 tasks");
    expect(text).to.contain("No such image: nosuch/image:9");
    await program.pulumi("config", "rm", "image");
    await program.up();
  });

  it("keeps a volume with data when everything is destroyed, and says so", async () => {
    const text = await expectSuccess(program.pulumi("destroy", "--yes", "--skip-preview"));

    expect(text).to.contain('Volume "data" is kept, for it holds 2 bytes.');
    expect((await engine.volumes.list()).map(({ Name }) => Name)).to.deep.equal(["data"]);
    expect(await engine.services.list()).to.deep.equal([]);
    expect(await networks()).to.deep.equal([]);
  });

  it("takes a kept volume up again", async () => {
    await program.up();

    expect((await engine.volumes.inspect("data"))?.Labels).to.include({ keeps: "orders" });
    await program.pulumi("destroy", "--yes", "--skip-preview");
  });
});
