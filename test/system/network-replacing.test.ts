// A network that is replaced while services use it, by the real Pulumi CLI on a real engine.

import { expect } from "chai";
import { connect } from "../../provider/engine/connect";
import type { Engine } from "../../provider/engine/engine";
import { busyboxImage, loadImages, startLab, type Lab } from "../lab";
import { makeProgram, type Program } from "./support/program";

const PROGRAM = `
const labels = { version: config.get("version") || "a" };
const front = new swarm.Network("front", { labels });
const task = { image: "busybox:latest", command: "sleep 1d", init: true };
const web = new swarm.Service("web", {
  ...task,
  networks: [front],
  deploy: { replicas: 2, updateConfig: { order: "start-first", monitor: "0s" } },
  converge: { monitor: "0s" },
});
const named = config.get("named");
if (named) new swarm.Service("named", { ...task, networks: [named], converge: { monitor: "0s" } }, { dependsOn: [web] });
`;

describe("a network that services use, replaced by the real Pulumi CLI", () => {
  let lab: Lab;
  let engine: Engine;
  let program: Program;

  before(async () => {
    lab = await startLab({ name: "network-replacing", managers: 1 });
    await loadImages(lab, [await busyboxImage()]);
    const host = lab.nodes[0]?.host ?? "";
    engine = connect({ host });
    program = await makeProgram({ host, index: PROGRAM });
    await program.up();
  });
  after(async () => {
    program?.remove();
    await lab?.stop();
  });

  const networks = async (): Promise<string[]> =>
    (await engine.networks.list())
      .filter(({ Name, Containers }) => Name.startsWith("front") && !Containers)
      .map(({ Name }) => Name)
      .sort();

  it("cuts none of their tasks: two run all the time, each in one of the two networks", async () => {
    await program.pulumi("config", "set", "version", "b");
    const watch = watchTasks(engine);

    await program.up();

    const { looks, lapses, joined } = await watch.end();
    expect(lapses).to.deep.equal([]);
    expect(looks).to.be.greaterThan(10);
    expect(joined.size).to.equal(2);
    expect(await networks()).to.deep.equal(["front-2"]);
  });

  it("stays while a service holds it by its name, which is said soon, and goes when that has left", async () => {
    await program.pulumi("config", "set", "named", "front-2");
    await program.up();
    await program.pulumi("config", "set", "version", "c");

    const { exitCode, text } = await program.pulumi("up", "--yes", "--skip-preview");

    expect(exitCode).to.not.equal(0);
    expect(text).to.match(
      /network "front-2" \(id \w+\): cannot be removed, it is in use by service "named"/,
    );
    expect(await networks()).to.deep.equal(["front", "front-2"]);
    await program.pulumi("config", "rm", "named");
    await program.up();
    expect(await networks()).to.deep.equal(["front"]);
  });

  it("leaves nothing when everything is destroyed", async () => {
    const { exitCode } = await program.pulumi("destroy", "--yes", "--skip-preview");

    expect(exitCode).to.equal(0);
    expect(await networks()).to.deep.equal([]);
  });
});

/** Looks at the running tasks of "web" again and again, until it is told to end. */
function watchTasks(engine: Engine) {
  const lapses: string[] = [];
  const joined = new Set<string>();
  const called = new Map<string, string>();
  let looks = 0;
  let isOver = false;
  const watching = (async () => {
    for (; !isOver; looks++) {
      const tasks = await engine.tasks.list({ service: ["web"] });
      for (const { Id, Name } of await engine.networks.list()) called.set(Id, Name);
      const running = tasks.filter(({ Status }) => Status.State === "running");
      const names = running.map(({ NetworksAttachments = [] }) =>
        NetworksAttachments.map(({ Network }) => called.get(Network.ID)).join(" and "),
      );
      names.forEach((name) => joined.add(name));
      if (running.length < 2) lapses.push(`${running.length} tasks run`);
      lapses.push(...names.filter((name) => !/^front(-2)?$/.test(name)));
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  })();
  return {
    async end() {
      isOver = true;
      await watching;
      return { looks, lapses, joined };
    },
  };
}
