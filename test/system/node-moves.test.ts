// What a preview says that the change of a node moves, and the truth of it: on three managers and a worker, by the real
// Pulumi CLI. Needs root.

import { expect } from "chai";
import { connect } from "../../provider/engine/connect";
import type { Engine } from "../../provider/engine/engine";
import type { Availability, Task } from "../../provider/engine/types";
import { busyboxImage, loadImages, startLab, untilReady, type Lab, type LabNode } from "../lab";
import { until } from "../provider/engine/contract/support";
import {
  changesOf,
  replicas,
  runningOn,
  said,
  service,
  SERVICES,
  withoutPlace,
} from "./support/moves";
import { changeNode, labNode, nodeNamed } from "./support/node-program";
import { expectSuccess, HEAD, makeProgram, type Program } from "./support/program";

describe("what a preview says of nodes", () => {
  let lab: Lab;
  let engine: Engine;
  let program: Program;

  const named = (name: string): LabNode => labNode(lab, name);
  const managersAre = async (Availability: Availability): Promise<void> => {
    for (const name of ["m1", "m2", "m3"]) await changeNode(engine, name, { Availability });
  };
  const running = () => runningOn(engine);
  const untilRuns = (enough: (names: string[]) => boolean): Promise<Record<string, string>> =>
    until(running, (all) => enough(Object.values(all)), 250);

  /** Until nothing is on its way: what a killed node ran starts elsewhere when the swarm has seen it. */
  const untilSettled = (): Promise<Task[]> =>
    until(
      () => engine.tasks.list({ "desired-state": ["running", "ready"] }),
      (tasks) => tasks.every(({ Status }) => ["running", "pending"].includes(Status.State)),
      250,
    );

  const declare = (name: string, args: object): void =>
    program.write(
      "index.js",
      `${HEAD}new swarm.Node("${name}", ${JSON.stringify({ converge: false, ...args })});`,
    );
  const preview = async (): Promise<string> => (await program.pulumi("preview")).text;
  before(async () => {
    lab = await startLab({ name: "node-moves", managers: 3, workers: 1 });
    await loadImages(lab, [await busyboxImage()]);
    engine = connect({ host: named("m1").host });
    await managersAre("drain");
    await changeNode(engine, "w1", { Labels: { disk: "ssd" } });
    for (const spec of SERVICES) await engine.services.create(spec);
    await untilRuns((names) => names.filter((name) => name.endsWith(" on w1")).length === 9);
    await managersAre("active");
    await untilRuns((names) => names.filter((name) => /^agent on m/.test(name)).length === 3);
    program = await makeProgram({
      host: named("m1").host,
      index: 'new swarm.Node("w1", { converge: false });',
    });
    await program.up();
  });
  after(async () => {
    program?.remove();
    await lab?.stop();
  });

  it("is what a drain then does: these tasks leave, and no other", async () => {
    const before = await running();
    declare("w1", { availability: "drain" });
    expect(said(await preview())).to.deep.equal([
      "~ node w1  availability active → drain  6 tasks move: web 3, db 2, api 1; 1 task of a global service stops: agent; " +
        "1 task stops for good, by restart condition none: once; 1 task of a job runs on there until it ends: batch",
      'warning: Node "w1": not every task finds a place when it is drained, and then waits for one. Label a node, or change the constraint.',
      "! db  2 of 2 tasks find no place: node.labels.disk==ssd matches 0 of 3 nodes",
      "! db  volume data: each node has its own, and what is in that of w1 stays there",
    ]);

    await program.up();
    const after = await untilRuns(
      (names) =>
        !names.some((name) => name.endsWith(" on w1") && !name.startsWith("batch")) &&
        names.filter((name) => /^((web|api).* on m|db.* on no node)/.test(name)).length === 6,
    );

    const { left, came } = changesOf(before, after);
    expect(left).to.deep.equal(
      ["agent", "api.1", "db.1", "db.2", "once.1", "web.1", "web.2", "web.3"].map(
        (name) => `${name} on w1`,
      ),
    );
    expect(withoutPlace(came)).to.deep.equal([
      "api.1 on a manager", "db.1 on no node", "db.2 on no node",
      "web.1 on a manager", "web.2 on a manager", "web.3 on a manager",
    ]); // prettier-ignore
  });

  it("is what an activation does: nothing moves, and what waits starts", async () => {
    const before = await running();
    declare("w1", { availability: "active" });
    expect(said(await preview())).to.deep.equal([
      "~ node w1  availability drain → active  no task moves; 1 task of a global service starts: agent; " +
        "2 tasks that wait may start on it: db 2",
    ]);

    await program.up();
    const after = await untilRuns(
      (names) => names.filter((name) => /^(db|agent).* on w1$/.test(name)).length === 3,
    );

    expect(changesOf(before, after)).to.deep.equal({ left: [], came: ["agent on w1"] });
  });

  it("is what a label does: the tasks go where it still is", async () => {
    await changeNode(engine, "m2", { Labels: { disk: "ssd" } });
    const before = await running();
    declare("w1", { labels: { disk: "hdd" } });
    expect(said(await preview())).to.deep.equal([
      "~ node w1  labels  2 tasks move: db 2",
      'warning: Node "w1": data stays on it when it is changed.',
      "! db  volume data: each node has its own, and what is in that of w1 stays there",
    ]);

    await program.up();
    const after = await untilRuns(
      (names) => names.filter((name) => /^db.* on m2$/.test(name)).length === 2,
    );

    expect(changesOf(before, after)).to.deep.equal({
      left: ["db.1 on w1", "db.2 on w1"],
      came: ["db.1 on m2", "db.2 on m2"],
    });
  });

  it("refuses to demote the manager that it reaches, while others can be reached", async () => {
    declare("m1", { role: "worker" });
    const { exitCode, text } = await program.pulumi("preview");

    expect(exitCode, text).to.not.equal(0);
    expect(text).to.contain(
      'Node "m1": it cannot be demoted through itself: the connection reaches it, and m2 and m3 can be reached, too. ' +
        "Connect to one of them, or list several managers in connection.host.",
    );
  });

  it("refuses to demote a manager of the majority, in the preview and in the update", async () => {
    await named("m3").kill();
    await until(
      () => nodeNamed(engine, "m3"),
      ({ ManagerStatus }) => ManagerStatus?.Reachability === "unreachable",
      500,
    );
    declare("m2", { role: "worker" });
    const answers = [
      await program.pulumi("preview"),
      await program.pulumi("up", "--yes", "--skip-preview"),
    ];

    const reason =
      'Node "m2": it cannot be demoted: the swarm would lose its quorum. 2 of 3 managers are reachable; ' +
      "without m2 1 of 2 would be, and a majority is 2. Bring m3 up again, or remove it first.";
    for (const { exitCode, text } of answers) {
      expect(exitCode).to.not.equal(0);
      expect(text).to.contain(reason);
    }
    expect((await nodeNamed(engine, "m2")).Spec.Role).to.equal("manager");
    await named("m3").start();
    for (const name of ["m1", "m2", "m3"]) await untilReady(named(name).host, 4);
  });

  it("is said of a removal when it begins, and then comes true", async () => {
    await managersAre("pause");
    await engine.services.create(service("last", replicas(2)));
    await untilRuns((names) => names.filter((name) => /^last.* on w1$/.test(name)).length === 2);
    await managersAre("active");
    const { address } = named("w1");
    declare("w1", {
      forceDestroy: true,
      connection: { host: named("w1").host },
      advertiseAddr: address,
    });
    await program.up();
    await untilSettled();
    const before = await running();
    program.write("index.js", HEAD);
    const text = await expectSuccess(program.pulumi("up", "--yes", "--skip-preview"));
    const after = await untilRuns(
      (names) => names.filter((name) => /^last.* on m/.test(name)).length === 2,
    );

    // What m3 ran may have come here, too.
    const onW1 = Object.values(before).filter((name) => name.endsWith(" on w1"));
    const moving = onW1.filter((name) => !/^(agent|batch)/.test(name));
    const [line = ""] = said(text);
    expect(line).to.contain(`- node w1  removed  ${moving.length} tasks move: last 2`);
    expect(line).to.match(
      /; 1 task of a job starts again elsewhere: batch; 1 task of a global service stops: agent$/,
    );
    expect(changesOf(before, after).left).to.deep.equal(onW1.sort());
    expect(
      (await engine.nodes.list()).map(({ Description }) => Description.Hostname).sort(),
    ).to.deep.equal(["m1", "m2", "m3"]);
  });

  it("is said of a node that is no longer declared, where its cluster is", async () => {
    const { host, address } = named("w1");
    const cluster = 'const cluster = new swarm.SwarmCluster("lab");\n';
    const args = { connection: { host }, advertiseAddr: address, listenAddr: `${address}:2377` };
    const worker = `new swarm.Node("worker", { cluster, ...${JSON.stringify(args)} });\n`;
    program.write("index.js", HEAD + cluster + worker);
    await program.up();
    await managersAre("pause");
    await engine.services.create(service("late", replicas(2)));
    await untilRuns((names) => names.filter((name) => /^late.* on w1$/.test(name)).length === 2);
    program.write("index.js", HEAD + cluster);

    const text = await preview();

    expect(said(text)).to.deep.equal([
      "- node worker  removed  2 tasks move: late 2; 1 task of a global service stops: agent",
      'warning: Node "w1": not every task finds a place when it is removed, and then waits for one. Activate a node, or add one.',
      "! late  2 of 2 tasks find no place: no other node takes tasks",
    ]);
    expect(text).to.contain("No longer declared, and deleted unless Pulumi is told to keep it:");
    await managersAre("active");
    await program.up();
    await untilRuns((names) => names.filter((name) => /^late.* on m/.test(name)).length === 2);
  });
});
