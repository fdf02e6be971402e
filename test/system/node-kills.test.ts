// `kill -9` of the whole process tree at every write of a join and of a leave; the next command ends in the declared
// state, with no entry too many and no engine left half in. By the real Pulumi CLI on real engines. Needs root.

import { expect } from "chai";
import { connect } from "../../provider/engine/connect";
import type { Engine } from "../../provider/engine/engine";
import { startLab, type Lab } from "../lab";
import { killingProxy, type KillingProxy, type Moment } from "./support/killing-proxy";
import { nodesInWords, nodesProgram } from "./support/node-program";
import { killTree } from "./support/processes";
import { expectSuccess, HEAD, makeProgram, type Program } from "./support/program";

const UP = ["up", "--yes", "--skip-preview"];
const MEMBER = { labels: { disk: "ssd" } };

/** Which engine gets which write: the join and the leave its own, the rest the manager. */
const MOMENTS = {
  join: [
    { at: "e2", nth: 1 },
    { at: "e1", nth: 1 },
  ],
  leave: [
    { at: "e1", nth: 1 },
    { at: "e2", nth: 1 },
    { at: "e1", nth: 2 },
  ],
} as const;

describe("killed at any write of a node", function () {
  this.timeout(10 * 60_000);
  let lab: Lab;
  let manager: Engine;
  let proxies: Record<"e1" | "e2", KillingProxy>;
  let program: Program;

  before(async () => {
    lab = await startLab({ name: "node-kills", engines: 2 });
    const [e1, e2] = await Promise.all(lab.nodes.map(({ host }) => killingProxy(host)));
    if (!e1 || !e2) throw new Error("the lab has no two engines");
    proxies = { e1, e2 };
    manager = connect({ host: lab.nodes[0]?.host });
    program = await makeProgram({ host: "unix:///nowhere", index: source(false) });
    await program.up();
  });
  after(async () => {
    Object.values(proxies ?? {}).forEach((proxy) => proxy.close());
    program?.remove();
    await lab?.stop();
  });

  function source(isMember: boolean): string {
    const hosts = { e1: proxies.e1.host, e2: proxies.e2.host };
    return nodesProgram(lab, hosts, isMember ? { e2: MEMBER } : {});
  }
  const declare = (isMember: boolean): void => program.write("index.js", HEAD + source(isMember));

  /** Runs to its end, and looks at both sides. */
  async function whole(isMember: boolean): Promise<void> {
    declare(isMember);
    const text = await expectSuccess(program.pulumi(...UP));
    const e1 = "e1 manager active ready";
    const nodes = isMember ? [e1, "e2 worker active ready disk=ssd"] : [e1];
    expect(await nodesInWords(manager), text).to.deep.equal(nodes);
    const { Swarm } = await connect({ host: lab.nodes[1]?.host }).info();
    expect(Swarm.LocalNodeState, text).to.equal(isMember ? "active" : "inactive");
    // What joined by us leaves again.
    if (isMember) expect(await program.state()).to.contain('"joined":true');
  }

  async function killedAt(at: "e1" | "e2", moment: Moment, isMember: boolean): Promise<void> {
    Object.values(proxies).forEach((proxy) => proxy.reset());
    declare(isMember);
    const reached = proxies[at].stopAt(moment);
    const running = program.begin(...UP);
    const first = await Promise.race([
      reached.then(() => "reached"),
      running.then(({ all }) => `it ended before that: ${String(all)}`),
    ]);
    expect(first).to.equal("reached");
    if (running.pid !== undefined) killTree(running.pid);
    await running;
    Object.values(proxies).forEach((proxy) => proxy.reset());
    await program.pulumi("cancel", "--yes");
  }

  for (const [verb, moments] of Object.entries(MOMENTS))
    for (const { at, nth } of moments)
      for (const when of ["before", "after"] as const)
        it(`that is to ${verb}: ${when} write ${nth} at ${at === "e1" ? "the manager" : "its own engine"}`, async () => {
          const isMember = verb === "join";
          await whole(!isMember);
          await killedAt(at, { kind: "write", nth, when }, isMember);
          await whole(isMember);
        });
});
