// moby's scenarios of one engine's swarm (init, invalid address, unlock, restart, leave), replayed by the real Pulumi CLI.
// Needs root.

import { expect } from "chai";
import { connect } from "../../provider/engine/connect";
import type { Engine } from "../../provider/engine/engine";
import { messageOf } from "../../provider/failure";
import { request } from "../../tools/engine/request";
import { busyboxImage, loadImages, startLab, untilReady, type Lab } from "../lab";
import { untilKept } from "./support/lock-keys";
import { expectSuccess, HEAD, makeProgram, type Program } from "./support/program";

const program = (args: object, more = ""): string =>
  `${HEAD}
const cluster = new swarm.SwarmCluster("lab", ${JSON.stringify(args)});
${more}
exports.id = cluster.clusterId;
`;
const NO_ADDRESS = "advertise address must be a non-zero IP address or network interface";
const WEB = `
const front = new swarm.Network("front", { cluster });
const pw = new swarm.Secret("pw", { cluster, data: "hunter22" });
new swarm.Service("web", {
  ...{ cluster, image: "busybox:latest", command: ["sleep", "1d"], init: true },
  ...{ networks: [front], secrets: [pw] },
});
`;

describe("moby's scenarios of one engine, by the real Pulumi CLI", () => {
  let lab: Lab;
  let engine: Engine;
  let pulumi: Program;
  let made: object;

  before(async () => {
    lab = await startLab({ name: "moby-init", engines: 1 });
    await loadImages(lab, [await busyboxImage()]);
    const [node] = lab.nodes;
    engine = connect({ host: node?.host });
    made = {
      advertiseAddr: node?.address,
      defaultAddrPool: ["10.50.0.0/16", "10.60.0.0/16"],
      subnetSize: 26,
      dataPathPort: 7789,
    };
    pulumi = await makeProgram({ host: node?.host ?? "", index: "" });
  });
  after(async () => {
    pulumi?.remove();
    await lab?.stop();
  });

  const declare = (args: object, more?: string): void =>
    pulumi.write("index.js", program(args, more));
  const nodeState = async (): Promise<string> => (await engine.info()).Swarm.LocalNodeState;

  const ADDRESSES: [string, object, string][] = [
    ["advertises an interface that is not there", { advertiseAddr: "eth7" },
      NO_ADDRESS],
    ["advertises a name that is neither", { advertiseAddr: "127.0.0.1.5" }, NO_ADDRESS],
    ["listens on an address of another machine", { advertiseAddr: "198.51.100.7", listenAddr: "198.51.100.7:2377" },
      "cannot assign requested address"],
  ]; // prettier-ignore
  for (const [what, args, words] of ADDRESSES)
    it(`a swarm that ${what} is refused, and the engine is in none (InvalidAddress, ErrorHandling)`, async () => {
      declare(args);

      const { exitCode, text } = await pulumi.pulumi("up", "--yes", "--skip-preview");

      expect(exitCode).to.not.equal(0);
      expect(text).to.contain(words);
      expect(await nodeState()).to.equal("inactive");
      expect(await pulumi.state()).to.not.contain("swarm:SwarmCluster");
    });

  it("with the mended address it is made, with its pools and its port (DefaultAddressPoolInit, DataPathPortInit)", async () => {
    declare(made, WEB);

    await pulumi.up();

    const there = await engine.swarm.inspect();
    const { DefaultAddrPool, SubnetSize, DataPathPort } = there ?? {};
    expect({ DefaultAddrPool, SubnetSize, DataPathPort }).to.deep.equal({
      DefaultAddrPool: ["10.50.0.0/16", "10.60.0.0/16"],
      SubnetSize: 26,
      DataPathPort: 7789,
    });
    expect(await expectSuccess(pulumi.pulumi("up", "--yes"))).to.contain("5 unchanged");
  });

  it("it is made no second time (InitAlreadyIn), and unlocked by nobody (UnlockNotLocked)", async () => {
    const said = (call: Promise<unknown>): Promise<string> =>
      call.then(() => "it was done", messageOf);

    expect(await said(engine.swarm.init({ ListenAddr: "0.0.0.0:2377" }))).to.contain(
      "This node is already part of a swarm.",
    );
    expect(await said(engine.swarm.unlock("SWMKEY-1-abc"))).to.contain("swarm is not locked");
  });

  it("a restart keeps it (ManagerRestore)", async () => {
    const [node] = lab.nodes;
    await node?.kill();
    await node?.start();
    await untilReady(node?.host ?? "", 1);

    expect(await expectSuccess(pulumi.pulumi("refresh", "--yes", "--skip-preview"))).to.contain(
      "5 unchanged",
    );
  });

  it("is not left while a service is in it that the program does not know", async () => {
    const id = await engine.services.create({
      ...{ Name: "other", Mode: { Replicated: { Replicas: 1 } } },
      TaskTemplate: {
        ContainerSpec: { Image: "busybox:latest", Command: ["sleep", "1d"] },
        Placement: {},
      },
    });

    const { exitCode, text } = await pulumi.pulumi("destroy", "--yes", "--skip-preview");

    expect(exitCode).to.not.equal(0);
    expect(text).to.contain('Swarm of "lab": it still holds 1 service. Remove all that first');
    expect((await engine.services.inspect(id))?.Spec.Name).to.equal("other");
  });

  it("is left with forceDestroy, and its containers go with it (LeaveRemovesContainer)", async () => {
    declare({ ...made, forceDestroy: true });
    await pulumi.up();

    await expectSuccess(pulumi.pulumi("destroy", "--yes", "--skip-preview"));

    expect(await nodeState()).to.equal("inactive");
    expect(await request(lab.nodes[0]?.host ?? "", "/containers/json?all=1")).to.deep.equal([]);
  });

  it("is another one when it is made again (rejoin after leave)", async () => {
    await pulumi.up();
    const first = (await engine.swarm.inspect())?.ID;
    await expectSuccess(pulumi.pulumi("destroy", "--yes", "--skip-preview"));
    await pulumi.up();

    expect((await engine.swarm.inspect())?.ID)
      .to.be.a("string")
      .and.not.equal(first);
    await expectSuccess(pulumi.pulumi("destroy", "--yes", "--skip-preview"));
  });

  it("a locked one is left as it is (LeaveLocked)", async () => {
    const [node] = lab.nodes;
    declare({ ...made, autoLockManagers: true });
    await pulumi.up();
    await untilKept(lab.nodes, true);
    await node?.kill();
    await node?.start();
    expect(await nodeState()).to.equal("locked");

    await expectSuccess(pulumi.pulumi("destroy", "--yes", "--skip-preview"));

    expect(await nodeState()).to.equal("inactive");
  });
});
