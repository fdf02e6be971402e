// Conditions of dependencies, and the rollback of a rollout that fails, by the real Pulumi CLI on a real engine.

import { expect } from "chai";
import { connect } from "../../provider/engine/connect";
import type { Engine } from "../../provider/engine/engine";
import type { Service, Task } from "../../provider/engine/types";
import { busyboxImage, loadImages, startLab, type Lab } from "../lab";
import { until } from "../provider/engine/contract/support";
import { expectSuccess, makeProgram, type Program } from "./support/program";

const PROGRAM = `
const stacks = JSON.parse(require("fs").readFileSync("stacks.json", "utf8"));
for (const [name, args] of Object.entries(stacks)) new swarm.Stack(name, args);
`;
const sh = (text: string) => ({ image: "busybox:latest", init: true, command: ["sh", "-c", text] });
const ONCE = { restartPolicy: { condition: "none" } };

/** The database gets healthy after three seconds, the job takes two; so long nothing else may begin. */
const shop = (version: number, web: string) => ({
  onFailure: "rollback",
  services: {
    db: {
      ...sh("sleep 3; touch /tmp/up; sleep 1d"),
      healthcheck: { test: ["CMD", "test", "-e", "/tmp/up"], interval: "500ms", retries: 60 },
    },
    init: { ...sh("sleep 2"), deploy: { mode: "replicated-job" } },
    web: {
      ...sh(web),
      ...{ secrets: ["pw"], deploy: ONCE },
      dependsOn: {
        db: { condition: "service_healthy" },
        init: { condition: "service_completed_successfully" },
      },
    },
    ...(version === 2 && { api: sh("sleep 1d") }),
  },
  secrets: { pw: { data: `secret ${version}` } },
});

describe("a rollout on a real engine, by the real Pulumi CLI", function () {
  let lab: Lab;
  let engine: Engine;
  let program: Program;

  before(async function () {
    this.timeout(120_000);
    lab = await startLab({ name: "rollout-test", managers: 1 });
    await loadImages(lab, [await busyboxImage()]);
    const host = lab.nodes[0]?.host ?? "";
    engine = connect({ host });
    program = await makeProgram({ host, index: PROGRAM });
  });
  after(async () => {
    program?.remove();
    await lab?.stop();
  });

  const write = (stacks: object): void => program.write("stacks.json", JSON.stringify(stacks));
  const services = async (): Promise<Record<string, Service>> =>
    Object.fromEntries((await engine.services.list()).map((one) => [one.Spec.Name, one]));

  it("says in the preview what a service waits for", async () => {
    write({ shop: shop(1, "sleep 1d") });

    const text = await expectSuccess(program.pulumi("preview"));

    expect(text).to.match(
      /\+ web +new +1 task starts, after db is healthy and init has ended well\n/,
    );
    expect(text).to.match(/\+ db +new +1 task starts\n/);
  });

  it("sends it when the other one is healthy and the job is complete", async () => {
    await program.up();

    const { shop_web: web, shop_db: db, shop_init: init } = await services();
    const tasks = await engine.tasks.list();
    const stateOf = (service: Service | undefined) =>
      tasks.find(({ ServiceID }) => ServiceID === service?.ID)?.Status;
    expect(stateOf(db)?.State).to.equal("running");
    expect(stateOf(init)?.State).to.equal("complete");
    const sentMs = Date.parse(web?.CreatedAt ?? "");
    expect(sentMs).to.be.at.least(Date.parse(stateOf(db)?.Timestamp ?? ""));
    expect(sentMs).to.be.at.least(Date.parse(stateOf(init)?.Timestamp ?? ""));
  });

  it("puts back what it touched when it fails, and a first up leaves nothing", async () => {
    const before = await services();
    const first = { ...shop(1, "exit 3"), services: { bad: { ...sh("exit 4"), deploy: ONCE } } };
    write({ shop: shop(2, "echo no luck; exit 3"), first });

    const { exitCode, text } = await program.pulumi("up", "--yes", "--skip-preview", "--continue-on-error"); // prettier-ignore

    expect(exitCode, text).to.not.equal(0);
    expect(text).to.contain("non-zero exit (3)");
    expect(text).to.contain('put back "web"; removed again "shop_api", "shop_pw-2".');
    expect(text).to.contain('removed again "first_bad"');
    const after = await services();
    expect(Object.keys(after).sort()).to.deep.equal(["shop_db", "shop_init", "shop_web"]);
    for (const [name, { Spec }] of Object.entries(after))
      expect(Spec, name).to.deep.equal(before[name]?.Spec);
    const secrets = (await engine.secrets.list()).map(({ Spec }) => Spec.Name);
    expect(secrets).to.deep.equal(["shop_pw"]);
    const networks = (await engine.networks.list()).map(({ Name }) => Name);
    expect(networks.filter((name) => name.startsWith("first"))).to.deep.equal([]);
    expect(await program.state()).to.not.contain("Stack::first");
  });

  it("restarts nothing when the program is taken back", async () => {
    const tasks = () => engine.tasks.list({ "desired-state": ["running"] });
    const idsOf = (all: Task[]) => all.map(({ ID }) => ID).sort();
    // The one that was put back, and the database that nobody touched.
    const before = await until(
      tasks,
      (all) => all.filter(({ Status }) => Status.State === "running").length === 2,
    );
    write({ shop: shop(1, "sleep 1d") });

    await program.up();

    expect(idsOf(await tasks())).to.deep.equal(idsOf(before));
  });

  it("tries the new one again when it is asked to", async () => {
    write({ shop: shop(2, "sleep 2d") });

    await program.up();

    const { shop_web: web } = await services();
    expect(Object.keys(await services()).sort()).to.deep.equal([
      ...["shop_api", "shop_db", "shop_init", "shop_web"],
    ]);
    const [ref] = web?.Spec.TaskTemplate.ContainerSpec.Secrets ?? [];
    const secrets = (await engine.secrets.list()).map(({ ID }) => ID);
    expect(secrets).to.deep.equal([ref?.SecretID]);
  });

  it("is destroyed whole", async () => {
    await expectSuccess(program.pulumi("destroy", "--yes", "--skip-preview"));

    expect(await services()).to.deep.equal({});
    expect(await engine.secrets.list()).to.deep.equal([]);
  });
});
