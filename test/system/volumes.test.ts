// Volumes, by the real Pulumi CLI on a swarm of two real engines.

import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { connect } from "../../provider/engine/connect";
import type { Engine } from "../../provider/engine/engine";
import { busyboxImage, loadImages, startLab, type Lab } from "../lab";
import { expectSuccess, makeProgram, type Program } from "./support/program";

// A folder that every node has stands in for the share of a server: the kernel here may have no NFS.
const VOLUMES = (folder: string): string => `
const shared = new swarm.Volume("shared", {
  driverOpts: { type: "none", o: "bind", device: ${JSON.stringify(folder)} },
});
const scratch = new swarm.Volume("scratch", { tmpfs: { size: config.get("size") || "1M", mode: "0700" } });
const full = new swarm.Volume("full");
const spent = new swarm.Volume("spent", { onDelete: "delete" });
new swarm.Volume("empty");
const films = new swarm.Volume("films", {
  cifs: { server: "10.255.255.1", share: "films", username: "ops", password: "hunter2 and 3" },
});
const music = new swarm.Volume("music", { nfs: { server: "10.255.255.1", path: "/music" } });

const mounting = (name, source, deploy, command = "sleep 1d") =>
  new swarm.Service(name, {
    image: "busybox:latest", init: true, hostname: "{{.Node.Hostname}}", command,
    volumes: [].concat(source).map((one, n) => ({ source: one, target: "/" + "abcd"[n] })),
    deploy: { ...deploy, restartPolicy: { condition: "none" } },
  });
mounting("writer", [shared, scratch, full, spent], { mode: "global" }, [
  "sh", "-c", "for d in a b c d; do echo 1 > /$d/$(hostname); done; exec sleep 1d",
]);
mounting("films", films, { replicas: config.getNumber("films") || 0 });
mounting("music", music, { replicas: config.getNumber("music") || 0 });
`;

const OPTIONS: Record<string, object> = {
  full: {},
  scratch: { type: "tmpfs", o: "size=1048576,mode=700", device: "tmpfs" },
  shared: { type: "none", o: "bind", device: "FOLDER" },
  spent: {},
};

describe("volumes on two real engines, by the real Pulumi CLI", () => {
  let lab: Lab;
  let folder: string;
  let engines: Engine[];
  let program: Program;

  before(async () => {
    folder = mkdtempSync(join(tmpdir(), "pulumi-swarm-share-"));
    lab = await startLab({ name: "volumes-test", managers: 1, workers: 1 });
    await loadImages(lab, [await busyboxImage()]);
    engines = lab.nodes.map(({ host }) => connect({ host }));
    program = await makeProgram({ host: lab.nodes[0]?.host ?? "", index: VOLUMES(folder) });
  });
  after(async () => {
    program?.remove();
    await lab?.stop();
    if (folder) rmSync(folder, { recursive: true, force: true });
  });

  const manager = (): Engine => engines[0] as Engine;
  const namesOn = async (engine: Engine): Promise<string[]> =>
    (await engine.volumes.list()).map(({ Name }) => Name).sort();
  /** The volumes that tasks use, as an engine has them. */
  const usedOn = async (engine: Engine): Promise<object> => {
    const volumes = await engine.volumes.list();
    const used = volumes.filter(({ Name }) => Name in OPTIONS);
    return Object.fromEntries(
      used.map(({ Name, Driver, Options }) => [Name, { Driver, Options: Options ?? {} }]),
    );
  };
  const clear = (...keys: string[]): Promise<unknown> =>
    keys.reduce<Promise<unknown>>(
      (before, key) => before.then(() => program.pulumi("config", "rm", key)),
      Promise.resolve(),
    );

  it("are the same on every node where a task lands", async () => {
    await program.up();

    const options = { ...OPTIONS, shared: { ...OPTIONS.shared, device: folder } };
    const expected = Object.fromEntries(
      Object.entries(options).map(([name, Options]) => [name, { Driver: "local", Options }]),
    );
    expect(await usedOn(manager())).to.deep.equal(expected);
    expect(await usedOn(engines[1] as Engine)).to.deep.equal(expected);
    expect(readdirSync(folder).sort()).to.deep.equal(lab.nodes.map(({ name }) => name).sort());
  });

  it("change nothing the second time, and nothing after a refresh", async () => {
    expect(await expectSuccess(program.pulumi("up", "--yes"))).to.contain("11 unchanged");
    await expectSuccess(program.pulumi("refresh", "--yes", "--skip-preview"));
    expect(await expectSuccess(program.pulumi("preview"))).to.contain("11 unchanged");
  });

  it("keep a password out of the state and of all that is printed", async () => {
    const service = await manager().services.inspect("films");
    const shown = await expectSuccess(program.pulumi("preview", "--diff", "--refresh"));

    expect(JSON.stringify(service?.Spec)).to.contain("password=hunter2 and 3");
    expect(await program.state()).to.not.contain("hunter2");
    expect(shown).to.not.contain("hunter2");
  });

  it("cannot be changed: a preview fails, and shows both sides", async () => {
    await program.pulumi("config", "set", "size", "2M");

    const { exitCode, text } = await program.pulumi("preview");

    expect(exitCode).to.not.equal(0);
    expect(text.replace(/\s+/g, " ")).to.contain(
      'DriverOpts.o is "size=1048576,mode=700" and would be "size=2097152,mode=700"',
    );
    await clear("size");
  });

  it("come again when somebody removed them", async () => {
    await manager().volumes.remove("empty");

    await expectSuccess(program.pulumi("refresh", "--yes", "--skip-preview"));
    const text = await program.up();

    expect(text).to.contain("+ 1 created");
    expect(await namesOn(manager())).to.include("empty");
  });

  it("tell why a share cannot be mounted, and no password", async () => {
    await program.pulumi("config", "set", "films", "1");
    await program.pulumi("config", "set", "music", "1");

    const { exitCode, text } = await program.pulumi("up", "--yes", "--skip-preview");

    expect(exitCode).to.not.equal(0);
    for (const share of ["music", "films"])
      expect(text).to.match(new RegExp(`${share}.1 on .*error while mounting volume`));
    expect(text).to.contain("Check the volume's driver options");
    expect(text).to.not.contain("hunter2").and.to.not.contain("and 3");
    await clear("films", "music");
  });

  it("go when they are empty or hold nothing themselves, and stay with their data", async () => {
    const text = await expectSuccess(program.pulumi("destroy", "--yes", "--skip-preview"));

    expect(text).to.contain('Volume "full" is kept, for it holds 2 bytes. ');
    expect(text).to.contain('Volume "spent" is removed on this engine. On other nodes');
    expect(await namesOn(manager())).to.deep.equal(["full"]);
    expect(await namesOn(engines[1] as Engine)).to.include.members(["full", "spent"]);
    expect(readdirSync(folder)).to.have.length(2);
  });

  it("are taken up again with their data when they were kept", async () => {
    await program.up();

    expect((await manager().volumes.sizes()).full).to.equal(2);
    await expectSuccess(program.pulumi("destroy", "--yes", "--skip-preview"));
  });
});
