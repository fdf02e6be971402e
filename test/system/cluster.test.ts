// The swarm's own settings by the real Pulumi CLI: made with them, changed, made anew, locked and unlocked.

import { expect } from "chai";
import { connect } from "../../provider/engine/connect";
import type { Engine } from "../../provider/engine/engine";
import { startLab, type Lab } from "../lab";
import { countingProxy, type CountingProxy } from "./support/counting-proxy";
import { keyVersion, untilKept } from "./support/lock-keys";
import { expectSuccess, HEAD, makeProgram, type Program } from "./support/program";

const cluster = (args: object): string => `
const cluster = new swarm.SwarmCluster("lab", { advertiseAddr: config.require("address"), ...${JSON.stringify(args)} });
exports.managers = cluster.managerAddresses;
exports.version = cluster.engineVersion;
exports.key = cluster.unlockKey;
`;
const MADE = {
  taskHistoryRetentionLimit: 3,
  nodeCertExpiry: "48h",
  dispatcherHeartbeatPeriod: "4s",
  raft: { snapshotInterval: 5000, keepOldSnapshots: 1 },
  labels: { team: "ops" },
  rotate: { workerToken: 1 },
};
const LOCKED = { ...MADE, autoLockManagers: true };

describe("a swarm's own settings, by the real Pulumi CLI", () => {
  let lab: Lab;
  let engine: Engine;
  let proxy: CountingProxy;
  let program: Program;

  before(async () => {
    lab = await startLab({ name: "cluster-test", engines: 1 });
    const [node] = lab.nodes;
    if (node === undefined) throw new Error("the lab has no node");
    engine = connect({ host: node.host });
    proxy = await countingProxy(node.host);
    program = await makeProgram({ host: proxy.host, index: cluster(MADE) });
    await program.pulumi("config", "set", "address", node.address);
  });
  after(async () => {
    program?.remove();
    proxy?.close();
    await lab?.stop();
  });

  const declare = (args: object): void => program.write("index.js", HEAD + cluster(args));
  const swarm = async () => {
    const there = await engine.swarm.inspect();
    if (there === undefined) throw new Error("the engine is in no swarm");
    return there;
  };
  const output = async (name: string): Promise<unknown> =>
    JSON.parse((await program.pulumi("stack", "output", name, "--json", "--show-secrets")).text);

  it("are those that it was made with", async () => {
    await program.up();

    const { Spec } = await swarm();
    expect(Spec.Orchestration).to.deep.equal({ TaskHistoryRetentionLimit: 3 });
    expect(Spec.CAConfig.NodeCertExpiry).to.equal(48 * 3600e9);
    expect(Spec.Dispatcher).to.deep.equal({ HeartbeatPeriod: 4e9 });
    expect([Spec.Raft.SnapshotInterval, Spec.Raft.KeepOldSnapshots]).to.deep.equal([5000, 1]);
    expect(Spec.Labels).to.include({ team: "ops" });
    expect(await output("managers")).to.deep.equal([`${lab.nodes[0]?.address}:2377`]);
    expect(await output("version")).to.equal((await engine.info()).ServerVersion);
  });

  it("ask nothing when nothing changed, and show nothing in a refresh", async () => {
    proxy.reset();
    const text = await expectSuccess(program.pulumi("up", "--yes"));
    expect(text).to.contain("2 unchanged");
    expect(proxy.requests).to.deep.equal([]);

    expect(await expectSuccess(program.pulumi("refresh", "--yes"))).to.contain("2 unchanged");
  });

  it("changed by hand are shown by a refresh, and mended", async () => {
    const { Version, Spec } = await swarm();
    const Orchestration = { TaskHistoryRetentionLimit: 9 };
    const CAConfig = { ...Spec.CAConfig, NodeCertExpiry: 72 * 3600e9 };
    await engine.swarm.update(Version.Index, { ...Spec, Orchestration, CAConfig });

    const shown = await expectSuccess(
      program.pulumi("refresh", "--yes", "--diff", "--skip-preview"),
    );
    expect(shown).to.match(/taskHistoryRetentionLimit: 3 => 9/);
    expect(shown).to.match(/nodeCertExpiry +: "48h0m0s" => "72h0m0s"/);
    await program.up();

    expect((await swarm()).Spec).to.deep.equal(Spec);
  });

  it("are changed in place, and what is not declared stays", async () => {
    const before = await swarm();
    declare({ ...MADE, nodeCertExpiry: "72h", raft: { snapshotInterval: 6000 } });

    const preview = await expectSuccess(program.pulumi("preview"));
    expect(preview).to.match(/~ swarm +expiry of certificates, log of the managers/);
    await program.up();

    const { Spec, ID } = await swarm();
    const CAConfig = { ...before.Spec.CAConfig, NodeCertExpiry: 72 * 3600e9 };
    const Raft = { ...before.Spec.Raft, SnapshotInterval: 6000 };
    expect({ ID, Spec }).to.deep.equal({ ID: before.ID, Spec: { ...before.Spec, CAConfig, Raft } });
    declare(MADE);
    await program.up();
  });

  it("fixed when it was made are refused in the preview", async () => {
    declare({ ...MADE, defaultAddrPool: ["10.99.0.0/16"] });

    const { exitCode, text } = await program.pulumi("preview");

    expect(exitCode).to.not.equal(0);
    expect(text).to.contain("DefaultAddrPool").and.to.contain("10.99.0.0/16");
    declare(MADE);
  });

  it("give workers another token when its trigger changes, and the root certificate is renewed", async () => {
    const before = await swarm();
    declare({ ...MADE, rotate: { workerToken: 2, ca: "2026" } });
    await program.up();

    const tokens = await swarm();
    expect(tokens.JoinTokens.Manager).to.equal(before.JoinTokens.Manager);
    expect(tokens.JoinTokens.Worker).to.not.equal(before.JoinTokens.Worker);

    declare({ ...MADE, rotate: { workerToken: 2, ca: "2027" } });
    await program.up();
    const renewed = await swarm();
    expect(renewed.Spec.CAConfig.ForceRotate).to.equal(1);
    expect(renewed.RootRotationInProgress).to.not.equal(true);
    expect(await program.state()).to.not.contain("SWMTKN");
  });

  it("lock its managers, whose key is a secret output and rotates", async () => {
    declare(LOCKED);
    await program.up();
    const key = await output("key");
    expect(key).to.equal(await engine.swarm.unlockKey());
    expect(key).to.match(/^SWMKEY-1-/);
    expect(await program.state()).to.not.contain("SWMKEY");

    declare({ ...LOCKED, rotate: { unlockKey: 1 } });
    await program.up();
    expect(await output("key")).to.equal(key);
    await untilKept(lab.nodes, true);
    const before = lab.nodes.map(keyVersion)[0];
    declare({ ...LOCKED, rotate: { unlockKey: 2 } });
    await program.up();
    await untilKept(lab.nodes, true, before);
    expect(await output("key")).to.not.equal(key);
    expect(await output("key")).to.equal(await engine.swarm.unlockKey());
  });

  it("unlock a manager that was restarted, with the key from the state", async () => {
    const [node] = lab.nodes;
    await node?.kill();
    await node?.start();
    expect((await engine.info()).Swarm.LocalNodeState).to.equal("locked");
    const refreshed = await program.pulumi("refresh", "--yes", "--skip-preview");

    expect(refreshed.exitCode, refreshed.text).to.equal(0);
    expect((await engine.info()).Swarm.ControlAvailable).to.equal(true);
  });

  it("go with the swarm that was made", async () => {
    await expectSuccess(program.pulumi("destroy", "--yes", "--skip-preview"));

    expect((await engine.info()).Swarm.LocalNodeState).to.equal("inactive");
  });
});
