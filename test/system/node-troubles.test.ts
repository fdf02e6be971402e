// Nodes in trouble, by the real Pulumi CLI on real engines: joins that got stuck, engines that were lost, another
// swarm, a lock. Needs root.

import { rmSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { connect } from "../../provider/engine/connect";
import type { Engine } from "../../provider/engine/engine";
import { request } from "../../tools/engine/request";
import { startLab, untilReady, type Lab } from "../lab";
import { until } from "../provider/engine/contract/support";
import { untilKept } from "./support/lock-keys";
import { labNode, nodesInWords, nodesProgram, type Declared } from "./support/node-program";
import { expectSuccess, HEAD, makeProgram, type Program } from "./support/program";

const BASE: Record<string, Declared> = { e2: { role: "manager" } };
const WORKER: Record<string, Declared> = { ...BASE, e3: { labels: { disk: "ssd" } } };
const WHOLE = [
  "e1 manager active ready",
  "e2 manager active ready",
  "e3 worker active ready disk=ssd",
];

describe("nodes in trouble, by the real Pulumi CLI", () => {
  let lab: Lab;
  let manager: Engine;
  let program: Program;
  let hosts: Record<string, string>;

  before(async () => {
    lab = await startLab({ name: "node-troubles", engines: 4 });
    hosts = Object.fromEntries(lab.nodes.map(({ name, host }) => [name, host]));
    manager = connect({ host: hosts.e1 });
    program = await makeProgram({ host: "unix:///nowhere", index: source(BASE) });
    await program.up();
  });
  after(async () => {
    program?.remove();
    await lab?.stop();
  });

  function source(nodes: Record<string, Declared>, settings = {}): string {
    // Three that are missed make a node down: soon enough for a test, and not for a moment of another's load.
    const heartbeat = { dispatcherHeartbeatPeriod: "2s" };
    return nodesProgram(lab, hosts, nodes, { settings: { ...heartbeat, ...settings } });
  }
  const declare = (nodes: Record<string, Declared>, settings = {}): void =>
    program.write("index.js", HEAD + source(nodes, settings));
  const seen = (): Promise<string[]> => nodesInWords(manager);
  const placeOf = async (name: string) => (await connect({ host: hosts[name] }).info()).Swarm;
  const refresh = () => expectSuccess(program.pulumi("refresh", "--yes", "--skip-preview"));

  async function untilState(name: string, state: string): Promise<void> {
    const isSo = (line: string): boolean => line.startsWith(`${name} `) && line.includes(state);
    await until(seen, (lines) => lines.some(isSo), 200);
  }

  /** Tells e3 to join somebody who listens and never answers. */
  async function joinStuck(): Promise<void> {
    const { address } = labNode(lab, "e3");
    const token = (await manager.swarm.inspect())?.JoinTokens.Worker;
    const body = {
      ...{ ListenAddr: `${address}:2377`, AdvertiseAddr: `${address}:2377` },
      ...{ RemoteAddrs: [`${labNode(lab, "e4").address}:2375`], JoinToken: token },
      Availability: "active",
    };
    labNode(lab, "e4").pause();
    await request(hosts.e3 ?? "", "/swarm/join", { method: "POST", body }).catch(() => undefined);
    // Some seconds after e4 answers again, the engine gives it up.
    expect((await placeOf("e3")).LocalNodeState).to.equal("pending");
  }

  it("join when their engine was restarted in the middle of a join (RestoreOnPendingJoin)", async () => {
    await joinStuck();
    await labNode(lab, "e3").kill();
    await labNode(lab, "e3").start();
    expect((await placeOf("e3")).LocalNodeState).to.equal("inactive");
    labNode(lab, "e4").resume();

    declare(WORKER);
    await program.up();

    expect(await seen()).to.deep.equal(WHOLE);
    declare(BASE);
    await program.up();
  });

  it("leave a join that got stuck, and join with the token of the day (LeaveOnPendingJoin)", async () => {
    await joinStuck();
    labNode(lab, "e4").resume();
    const swarm = await manager.swarm.inspect();
    if (swarm === undefined) throw new Error("there is no swarm");
    await manager.swarm.update(swarm.Version.Index, swarm.Spec, { rotateWorkerToken: true });

    declare(WORKER);
    await program.up();

    expect(await seen()).to.deep.equal(WHOLE);
  });

  it("join again when their engine was lost, and the dead entry goes", async () => {
    const e3 = labNode(lab, "e3");
    const before = (await placeOf("e3")).NodeID;
    await e3.kill();
    rmSync(join(e3.host.replace("unix://", ""), "../data/swarm"), { recursive: true });
    await e3.start();
    await untilState("e3", "down");

    expect(await refresh()).to.match(/- +.*Node +e3 +deleted/);
    await program.up();

    expect(await seen()).to.deep.equal(WHOLE);
    expect((await placeOf("e3")).NodeID).to.not.equal(before);
  });

  it("are shown as down while their engine is, and nothing of them is lost", async () => {
    await labNode(lab, "e3").kill();
    await untilState("e3", "down");

    expect(await refresh()).to.not.contain("deleted");
    expect(await program.state()).to.contain('"state":"down"');
    declare({ ...WORKER, e3: { labels: { disk: "nvme" } } });
    await program.up();
    await labNode(lab, "e3").start();
    await untilState("e3", "ready");

    expect((await seen())[2]).to.equal("e3 worker active ready disk=nvme");
    declare(WORKER);
    await program.up();
  });

  it("that somebody removed from the swarm join again", async () => {
    const { NodeID } = await placeOf("e3");
    await manager.nodes.remove(NodeID, true);

    await refresh();
    await program.up();

    expect(await seen()).to.deep.equal(WHOLE);
  });

  it("of another swarm are refused in the preview, and left alone", async () => {
    const { address } = labNode(lab, "e4");
    const other = connect({ host: hosts.e4 });
    await other.swarm.init({ ListenAddr: `${address}:2377`, AdvertiseAddr: address });
    // Its version is the swarm's own business.
    const theirs = async () => {
      const { ID, Spec, JoinTokens } = (await other.swarm.inspect()) ?? {};
      return { ID, Spec, JoinTokens };
    };
    const before = await theirs();

    declare({ ...WORKER, e4: {} });
    for (const command of [["preview"], ["up", "--yes", "--skip-preview"]]) {
      const { exitCode, text } = await program.pulumi(...command);
      expect(exitCode, text).to.not.equal(0);
      expect(text).to.match(
        /Node "e4": the engine at .* is a manager of another swarm, whose managers are at/,
      );
    }

    expect(await theirs()).to.deep.equal(before);
    expect(await seen()).to.deep.equal(WHOLE);
    await other.swarm.leave(true);
    await program.up();
    expect(await seen()).to.deep.equal([...WHOLE, "e4 worker active ready"]);
    declare(WORKER);
    await program.up();
    expect(await seen()).to.deep.equal(WHOLE);
    expect((await placeOf("e4")).LocalNodeState).to.equal("inactive");
  });

  it("are members by hostname, whose labels go with them, and they stay", async () => {
    declare({ ...WORKER, first: { name: "e1", labels: { zone: "a" } } });
    await program.up();
    expect((await seen())[0]).to.equal("e1 manager active ready zone=a");

    declare(WORKER);
    const text = await program.up();
    expect(text).to.contain("it stays in the swarm");
    expect(await seen()).to.deep.equal(WHOLE);
  });

  it("that are no members and have no connection are refused with those that there are", async () => {
    declare({ ...WORKER, other: { name: "e9" } });

    const { exitCode, text } = await program.pulumi("up", "--yes", "--skip-preview");

    expect(exitCode, text).to.not.equal(0);
    expect(text).to.match(
      /Node "e9": no node of the swarm has this hostname or id\. There are e1, e2 and e3/,
    );
    declare(WORKER);
  });

  it("are promoted and demoted, and managers of a locked swarm come back by a refresh", async () => {
    const locked = { autoLockManagers: true };
    declare({ ...BASE, e3: { role: "manager", labels: { disk: "ssd" } } }, locked);
    await program.up();
    expect((await seen())[2]).to.equal("e3 manager active ready disk=ssd");

    // Not the one that has just become a manager: an engine may hang when it is unlocked so early.
    const e2 = labNode(lab, "e2");
    await untilKept([labNode(lab, "e1"), e2], true);
    await e2.kill();
    await e2.start();
    expect((await placeOf("e2")).LocalNodeState).to.equal("locked");
    await untilState("e2", "down");
    await refresh();
    expect((await placeOf("e2")).ControlAvailable).to.equal(true);
    await untilReady(hosts.e1 ?? "", 3);

    declare({ ...BASE, e3: { role: "worker", labels: { disk: "ssd" } } }, locked);
    await program.up();
    expect((await seen())[2]).to.equal("e3 worker active ready disk=ssd");
    expect(await program.state()).to.not.match(/SWMTKN|SWMKEY/);
  });

  it("that are dead leave with the rest, when all is destroyed", async () => {
    await labNode(lab, "e3").kill();
    await untilState("e3", "down");

    await expectSuccess(program.pulumi("destroy", "--yes", "--skip-preview"));

    for (const name of ["e1", "e2"])
      expect((await placeOf(name)).LocalNodeState).to.equal("inactive");
  });
});
