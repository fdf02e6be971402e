// moby's scenarios of several managers (tokens, locks, requests to any of them, all down and all up), replayed by the real
// Pulumi CLI. Needs root.

import { setTimeout as delay } from "node:timers/promises";
import { expect } from "chai";
import { connect } from "../../provider/engine/connect";
import type { Swarm } from "../../provider/engine/types";
import { messageOf } from "../../provider/failure";
import { request } from "../../tools/engine/request";
import { busyboxImage, loadImages, startLab, untilReady, type Lab, type LabNode } from "../lab";
import { keyVersion, untilKept } from "./support/lock-keys";
import { expectSuccess, HEAD, makeProgram, type Program } from "./support/program";

const program = (host: string[], args: object): string =>
  `${HEAD}
const cluster = new swarm.SwarmCluster("lab", ${JSON.stringify({ connection: { host }, ...args })});
new swarm.Service("web", {
  cluster,
  image: "busybox:latest",
  command: ["sleep", "1d"],
  init: true,
  deploy: { replicas: 3 },
});
`;

describe("moby's scenarios of several managers, by the real Pulumi CLI", () => {
  let lab: Lab;
  let managers: [LabNode, LabNode, LabNode];
  let bare: LabNode;
  let pulumi: Program;

  before(async () => {
    lab = await startLab({ name: "moby-managers", managers: 3, engines: 1 });
    await loadImages(lab, [await busyboxImage()]);
    const [m1, m2, m3, e1] = lab.nodes as [LabNode, LabNode, LabNode, LabNode];
    [managers, bare] = [[m1, m2, m3], e1];
    pulumi = await makeProgram({ host: m1.host, index: "" });
    declare({ rotate: { workerToken: 1 } });
    await pulumi.up();
  });
  after(async () => {
    pulumi?.remove();
    await lab?.stop();
  });

  const declare = (args: object, hosts = managers.map(({ host }) => host)): void =>
    pulumi.write("index.js", program(hosts, args));
  async function swarm(): Promise<Swarm> {
    const there = await connect({ host: managers[0].host }).swarm.inspect();
    if (there === undefined) throw new Error("m1 is in no swarm");
    return there;
  }
  const untilAllReady = (): Promise<void> => untilReady(managers[0].host, 3);

  it("a service made through any manager is seen through all (LeaderProxy)", async () => {
    const engines = managers.map(({ host }) => connect({ host }));
    const ids = await Promise.all(
      engines.map((engine, i) =>
        engine.services.create({
          ...{ Name: `through-m${i + 1}`, Mode: { Replicated: { Replicas: 0 } } },
          TaskTemplate: { ContainerSpec: { Image: "busybox:latest" }, Placement: {} },
        }),
      ),
    );

    const seen = engines.map(async ({ services }) =>
      (await services.list({ id: ids })).map(({ ID }) => ID).sort(),
    );
    expect(await Promise.all(seen)).to.deep.equal(managers.map(() => [...ids].sort()));
    await Promise.all(ids.map((id) => engines[0]?.services.remove(id)));
  });

  it("a rotated token lets nobody in any more, and the other one stays (SwarmJoinToken)", async () => {
    const before = (await swarm()).JoinTokens;
    declare({ rotate: { workerToken: 2 } });
    await pulumi.up();
    const after = (await swarm()).JoinTokens;
    const join = (JoinToken: string): Promise<string> =>
      request(bare.host, "/swarm/join", {
        method: "POST",
        body: {
          ...{ ListenAddr: `${bare.address}:2377`, AdvertiseAddr: `${bare.address}:2377` },
          ...{ RemoteAddrs: [`${managers[0].address}:2377`], JoinToken },
        },
      }).then(() => "joined", messageOf);

    expect(after.Manager).to.equal(before.Manager);
    expect(await join("")).to.contain("join token is necessary");
    expect(await join(before.Worker)).to.contain("A valid join token is necessary");
    expect(await join(after.Worker)).to.equal("joined");
    await connect({ host: bare.host }).swarm.leave(true);
  });

  it("a key rotated while a manager is down opens it, and the old one does not (ClusterRotateUnlockKey)", async () => {
    const [m1, m2, m3] = managers;
    declare({ autoLockManagers: true, rotate: { unlockKey: 1 } });
    await pulumi.up();
    await untilKept(managers, true);
    const oldKey = await connect({ host: m1.host }).swarm.unlockKey();
    const oldVersion = keyVersion(m3);
    declare({ autoLockManagers: true, rotate: { unlockKey: 2 } });
    await pulumi.up();
    await untilKept(managers, true, oldVersion);
    await m3.kill();
    await m3.start();
    const restarted = connect({ host: m3.host });

    expect((await restarted.info()).Swarm.LocalNodeState).to.equal("locked");
    const refusal = await restarted.swarm.unlock(oldKey).catch(messageOf);
    expect(refusal).to.contain("swarm could not be unlocked: invalid key provided");
    expect(refusal).to.not.contain(oldKey);
    await restarted.swarm.unlock(await connect({ host: m2.host }).swarm.unlockKey());
    await untilAllReady();
  });

  it("unlocked again, nothing is locked after a restart (AlternateLockUnlock)", async () => {
    declare({ autoLockManagers: false });
    await pulumi.up();
    await untilKept(managers, false);
    const [, , m3] = managers;
    await m3.kill();
    await m3.start();

    expect((await connect({ host: m3.host }).info()).Swarm.LocalNodeState).to.not.equal("locked");
    await untilAllReady();
  });

  it("all down and all up again, everything is as it was (RestartCluster)", async () => {
    await Promise.all(managers.map((node) => node.kill()));
    await Promise.all(managers.map((node) => node.start()));
    const engine = connect({ host: managers[0].host });
    while (!(await engine.info()).Swarm.Cluster?.ID) await delay(250);
    await untilAllReady();

    expect(await expectSuccess(pulumi.pulumi("refresh", "--yes", "--skip-preview"))).to.contain(
      "3 unchanged",
    );
    expect(await expectSuccess(pulumi.pulumi("up", "--yes"))).to.contain("3 unchanged");
  });
});
