// examples/five-nodes, from five bare engines to five bare engines: the story that its README tells, over ssh, and its
// beginning and its end over TLS. The images are small web servers under nginx's names; this kernel has no ip_vs, so
// the published port is not visited.

import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { run } from "../../tools/engine/run";
import { untilReady } from "../lab";
import { until } from "../provider/engine/contract/support";
import { fiveMachines, V1, V2, type Five, type Running } from "./support/five-machines";
import { errorsByResource } from "./support/preview-words";

const NAMES = ["e1", "e2", "e3", "e4", "e5"];
const MADE = NAMES.map((name, index) => [name, "active", index < 3]);
const BARE = NAMES.map((name) => [name, "inactive", false]);
const TWICE = NAMES.flatMap((name) => [name, name]);

const nodesOf = (tasks: Running[]): string[] => tasks.map(({ node }) => node).sort();
const imagesOf = (tasks: Running[]): string[] => [...new Set(tasks.map(({ image }) => image))];
const kept = (before: Running[], after: Running[]): number =>
  before.filter(({ id }) => after.some((one) => one.id === id)).length;

/** How many of them at most were on their way at one time. */
const atOnce = (tasks: Running[]): number =>
  Math.max(
    ...tasks.map(
      ({ createdAt }) =>
        tasks.filter((one) => one.createdAt <= createdAt && createdAt < one.runsSince).length,
    ),
  );

/** Tokens and keys that a run of the program could let slip. All keys of one kind begin with the same line. */
async function secretsOf({ engine, lab }: Five): Promise<string[]> {
  const swarm = await engine.swarm.inspect();
  const keys = [join(lab.certificates, "key.pem"), lab.ssh.key].filter((file) => existsSync(file));
  const lines = keys.flatMap((file) => readFileSync(file, "utf8").split("\n").slice(2));
  return [
    ...Object.values(swarm?.JoinTokens ?? {}),
    ...lines.filter((line) => /^\S{30,}$/.test(line)),
  ];
}

describe("five machines over ssh, made one swarm by the example", () => {
  let five: Five;
  let secrets: string[];
  before(async () => void (five = await fiveMachines("five-ssh", "ssh")));
  after(() => five?.stop());

  /** An `up` after this change of the config: what its preview said, and what became of the tasks. */
  async function change(key: string, value: string) {
    const before = await five.running();
    await five.set(key, value);
    const planned = await five.up();
    const tasks = await five.running();
    return { planned, tasks, kept: kept(before, tasks) };
  }

  it("are three managers and two workers with their labels, and run the service", async () => {
    await five.go("up");

    secrets = await secretsOf(five);
    expect(await five.membership()).to.deep.equal(MADE);
    const nodes = await five.engine.nodes.list();
    const seen = nodes.map(({ Description, Spec, Status }) => [
      Description.Hostname,
      ...[Spec.Role, Spec.Availability, Spec.Labels?.disk ?? "none", Status.State],
    ]);
    expect(seen.sort()).to.deep.equal([
      ["e1", "manager", "active", "none", "ready"],
      ["e2", "manager", "active", "none", "ready"],
      ["e3", "manager", "active", "none", "ready"],
      ["e4", "worker", "active", "ssd", "ready"],
      ["e5", "worker", "active", "hdd", "ready"],
    ]);
    expect((await five.running()).map(({ image }) => image)).to.deep.equal([V1]);
  });

  it("are asked nothing when nothing has changed", async () => {
    five.asked();
    const logins = five.logins();

    await five.up();

    expect([five.asked(), five.logins() - logins]).to.deep.equal([{}, 0]);
  });

  it("scale up to two tasks on each machine, and the first stays", async () => {
    const { planned, tasks, kept } = await change("replicas", "10");

    expect(planned).to.deep.equal({ web: ["~ web  replicas 1 → 10  no task restarts, 9 start"] });
    expect([kept, nodesOf(tasks)]).to.deep.equal([1, TWICE]);
  });

  it("go to the next version in batches of five, and back", async () => {
    const next = await change("image", V2);
    await five.set("image", V1);
    await five.go("up");
    const back = await five.running();

    expect(next.planned).to.deep.equal({
      web: [`~ web  image ${V1} → ${V2}  10 tasks restart, 5 at a time, start-first`],
    });
    expect([next.kept, imagesOf(next.tasks)]).to.deep.equal([0, [V2]]);
    // The first may run before the fifth is made.
    expect(atOnce(next.tasks)).to.be.within(2, 5);
    expect([kept(next.tasks, back), back.length, imagesOf(back)]).to.deep.equal([0, 10, [V1]]);
  });

  it("keep every task when a version does not start: the engine rolls back, and `up` fails", async () => {
    const before = await five.running();
    await five.set("image", "nginx:1.28-alpin");

    const { exitCode, text } = await five.pulumi("up", "--yes");

    expect(exitCode).to.not.equal(0);
    expect(errorsByResource(text).web?.join("\n")).to.contain("rolled back");
    const after = await five.running();
    expect([kept(before, after), after.length]).to.deep.equal([10, 10]);
  });

  it("drain a worker when its tasks run elsewhere, and move nothing back", async () => {
    await five.set("image", V1);
    const there = nodesOf(await five.running()).filter((node) => node === "e4").length;
    const drained = await change("machines[3].availability", "drain");
    await five.set("machines[3].availability", "active");
    await five.go("up");

    const moves = there === 1 ? "1 task moves: web" : `${there} tasks move: web ${there}`;
    expect(drained.planned).to.deep.equal({
      e4: [`~ node e4  availability active → drain  ${moves}`],
    });
    expect([drained.kept, drained.tasks.length]).to.deep.equal([10 - there, 10]);
    expect(nodesOf(drained.tasks)).to.not.include("e4");
    expect(kept(drained.tasks, await five.running())).to.equal(10);
  });

  it("go on without the manager that began the swarm, and have it back", async () => {
    const killedAt = new Date().toISOString();
    await five.node(0).kill();
    await five.set("replicas", "6");
    const planned = await five.up();
    await five.node(0).start();
    await untilReady(five.node(1).host, 5);
    // what ran there has ended with it, and starts anew wherever there is a place
    const isOver = ({ node, createdAt }: Running) => node === "e1" && createdAt < killedAt;
    await until(five.running, (now) => now.length === 6 && !now.some(isOver), 500);

    expect(planned).to.deep.equal({ web: ["~ web  replicas 10 → 6  no task restarts, 4 stop"] });
    expect(await five.go("refresh")).to.contain("9 unchanged");
    expect(await five.membership()).to.deep.equal(MADE);
  });

  it("start another task for one that was killed, and there is nothing to mend", async () => {
    const before = await five.running();
    const [victim] = before;
    const host = five.lab.nodes.find(({ name }) => name === victim?.node)?.host ?? "";
    await run("docker", ["-H", host, "rm", "-f", victim?.container ?? ""]);

    const isHealed = (now: Running[]) => now.length === 6 && kept(before, now) === 5;
    await until(five.running, isHealed, 250);

    expect(await five.go("refresh")).to.contain("9 unchanged");
  });

  it("are five bare engines after `destroy`", async () => {
    await five.go("destroy");

    expect(await five.membership()).to.deep.equal(BARE);
  });

  it("have shown no token and no key: in state, output, logs and arguments", () => {
    expect([secrets.length > 2, five.leaks(secrets)]).to.deep.equal([true, []]);
  });
});

describe("five machines over TLS, made one swarm by the example", () => {
  let five: Five;
  before(async () => void (five = await fiveMachines("five-tls", "tls")));
  after(() => five?.stop());

  it("are a swarm, are asked nothing when nothing has changed, and are scaled", async () => {
    await five.go("up");
    five.asked();
    expect(await five.go("up")).to.contain("9 unchanged");
    const asked = five.asked();
    await five.set("replicas", "5");
    const planned = await five.up();

    expect(asked).to.deep.equal({});
    expect(planned).to.deep.equal({ web: ["~ web  replicas 1 → 5  no task restarts, 4 start"] });
    expect(nodesOf(await five.running())).to.deep.equal(NAMES);
    expect(await five.membership()).to.deep.equal(MADE);
  });

  it("are bare again after `destroy`, and have shown no token and no key", async () => {
    const secrets = await secretsOf(five);
    await five.go("destroy");

    expect(await five.membership()).to.deep.equal(BARE);
    expect([secrets.length > 2, five.leaks(secrets)]).to.deep.equal([true, []]);
  });
});
