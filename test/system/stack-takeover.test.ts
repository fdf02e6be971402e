// A stack between the docker CLI and Pulumi: taken over with the same files, given back, and what either does to the
// other's. No task restarts on the way. By the real CLIs on a real engine.

import { expect } from "chai";
import { join } from "node:path";
import { connect } from "../../provider/engine/connect";
import type { Engine } from "../../provider/engine/engine";
import type { Service } from "../../provider/engine/types";
import { run } from "../../tools/engine/run";
import { busyboxImage, loadImages, startLab, type Lab } from "../lab";
import { until } from "../provider/engine/contract/support";
import { COMPOSE, STACK } from "./scenarios/takeover";
import { expectSuccess, makeProgram, type Program } from "./support/program";
import { wordsByResource } from "./support/preview-words";

describe("a stack between the docker CLI and Pulumi", () => {
  let lab: Lab;
  let engine: Engine;
  let program: Program;
  let host: string;

  before(async () => {
    lab = await startLab({ name: "takeover-test", managers: 1 });
    await loadImages(lab, [await busyboxImage()]);
    host = lab.nodes[0]?.host ?? "";
    engine = connect({ host });
    program = await makeProgram({
      host,
      index: STACK,
      files: { "docker-stack.yml": COMPOSE, "pw.txt": "hunter2!", "motd.txt": "hello" },
    });
  });
  after(async () => {
    program?.remove();
    await lab?.stop();
  });

  const docker = (...args: string[]) => run("docker", ["-H", host, ...args]);
  const dockerDeploy = () =>
    docker(
      "stack",
      "deploy",
      "--resolve-image=never",
      "-c",
      join(program.dir, "docker-stack.yml"),
      "shop",
    );

  /** All that there is, by id. */
  const objects = async () => ({
    services: (await engine.services.list()).map(({ ID, Spec }) => [Spec.Name, ID]).sort(),
    networks: (await engine.networks.list({ scope: ["swarm"] }))
      .filter(({ Ingress }) => !Ingress)
      .map(({ Name, Id }) => [Name, Id])
      .sort(),
    secrets: (await engine.secrets.list()).map(({ Spec, ID }) => [Spec.Name, ID]).sort(),
    configs: (await engine.configs.list()).map(({ Spec, ID }) => [Spec.Name, ID]).sort(),
  });
  /** And the tasks that were ever started. */
  const ids = async () => ({
    ...(await objects()),
    tasks: (await engine.tasks.list()).map(({ ID }) => ID).sort(),
  });
  const NOTHING = { services: [], networks: [], secrets: [], configs: [] };
  const converged = () => until(() => engine.services.counted(), isConverged, 250);
  const isConverged = (all: Service[]) =>
    all.length === 4 &&
    all.every(
      ({ ServiceStatus: { RunningTasks = 0, DesiredTasks = 0, CompletedTasks = 0 } = {}, Spec }) =>
        Spec.Mode.ReplicatedJob
          ? CompletedTasks === 1
          : RunningTasks > 0 && RunningTasks === DesiredTasks,
    );
  /** A job runs again whenever docker deploys it. */
  const withoutJob = async () => {
    const job = await engine.services.inspect("shop_once");
    const tasks = (await engine.tasks.list()).filter(({ ServiceID }) => ServiceID !== job?.ID);
    return { ...(await ids()), tasks: tasks.map(({ ID }) => ID).sort() };
  };

  it("is taken over with the same files, and no task restarts, as the preview says", async () => {
    await dockerDeploy();
    await converged();
    const before = await ids();

    const { text } = await program.pulumi("up", "--yes");
    expect(wordsByResource(text).shop).to.deep.equal([
      "~ secret pw     labels",
      "~ secret token  labels",
      "~ config motd   labels",
      "~ config title  labels",
      "~ agent         labels  no task restarts",
      "~ web           labels  no task restarts",
      "~ worker        labels  no task restarts",
    ]);

    expect(await ids()).to.deep.equal(before);
    expect((await engine.services.inspect("shop_web"))?.Spec.Labels).to.include({
      "pulumi-swarm.name": "shop",
      tier: "front",
    });
  });

  it("is as declared from then on: no second up and no refresh finds anything", async () => {
    expect(await program.up()).to.contain("2 unchanged");
    const refreshed = await expectSuccess(program.pulumi("refresh", "--yes", "--skip-preview"));
    expect(refreshed).to.contain("2 unchanged");
  });

  it("changes what changes, and runs no job again", async () => {
    const { tasks } = await ids();
    const job = await engine.services.inspect("shop_once");
    await program.pulumi("config", "set", "worker", "sleep 2d");

    const { text } = await program.pulumi("up", "--yes");
    expect(wordsByResource(text).shop).to.deep.equal([
      "~ worker  command  1 task restarts, stop-first",
    ]);

    const after = await ids();
    expect(tasks.filter((id) => !after.tasks.includes(id))).to.deep.equal([]);
    expect(after.tasks).to.have.length(tasks.length + 1);
    expect(await engine.services.inspect("shop_once")).to.deep.equal(job);
    await program.pulumi("config", "rm", "worker");
    await program.up();
  });

  it("is still one for the docker CLI", async () => {
    const names = (lines: string) => lines.split("\n").sort();

    expect(await docker("stack", "ls", "--format", "{{.Name}} {{.Services}}")).to.equal("shop 4");
    expect(
      names(await docker("stack", "services", "shop", "--format", "{{.Name}} {{.Replicas}}")),
    ).to.deep.equal(["shop_agent 1/1", "shop_once 0/1 (1/1 completed)", "shop_web 2/2", "shop_worker 1/1"]); // prettier-ignore
    expect(
      names(await docker("stack", "ps", "shop", "-f", "desired-state=running", "--format", "{{.CurrentState}}"))
        .map((state) => state.split(" ")[0]),
    ).to.deep.equal(["Running", "Running", "Running", "Running"]); // prettier-ignore
  });

  it("is deployed again by the docker CLI with the same file, and no task restarts", async () => {
    const before = await withoutJob();

    await dockerDeploy();
    await converged();

    expect(await withoutJob()).to.deep.equal(before);
  });

  it("shows that docker took our labels away, and has them back without a restart", async () => {
    const before = await ids();
    const refreshed = await expectSuccess(
      program.pulumi("refresh", "--yes", "--skip-preview", "--diff"),
    );
    expect(refreshed.match(/(?<=")\S+ \S+: .*(?=")/g)).to.deep.equal([
      "secret pw: Labels.pulumi-swarm.*",
      "secret token: Labels.pulumi-swarm.*",
      "config motd: Labels.pulumi-swarm.*",
      "config title: Labels.pulumi-swarm.*",
      "service agent: Labels.pulumi-swarm.*",
      "service web: Labels.pulumi-swarm.*",
      "service worker: Labels.pulumi-swarm.*",
    ]);
    await program.up();

    expect(await ids()).to.deep.equal(before);
    expect(await expectSuccess(program.pulumi("refresh", "--yes", "--skip-preview"))).to.contain(
      "2 unchanged",
    );
  });

  it("is removed by docker stack rm, made anew by the next up, and deployed over by docker again", async () => {
    // A network that a task still has is refused, and goes the next time.
    await until(
      async () => docker("stack", "rm", "shop").then(objects, objects),
      (left) => JSON.stringify(left) === JSON.stringify(NOTHING),
      500,
    );
    const refreshed = await expectSuccess(program.pulumi("refresh", "--yes", "--skip-preview"));
    expect(refreshed).to.contain("1 deleted");

    await program.up();
    const before = await withoutJob();
    await dockerDeploy();
    await converged();

    expect(await withoutJob()).to.deep.equal(before);
    const networks = before.networks.map(([name]) => name);
    expect(networks).to.deep.equal(["shop-shared", "shop_default", "shop_front"]);
  });

  it("is taken away by destroy, though docker had the last word", async () => {
    await expectSuccess(program.pulumi("destroy", "--yes", "--skip-preview"));
    expect(await objects()).to.deep.equal(NOTHING);
  });
});
