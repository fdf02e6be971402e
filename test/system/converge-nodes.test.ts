// Convergence while nodes come, go and die, on three real managers. Needs root.

import { expect } from "chai";
import { waitForConvergence, type Outcome } from "../../provider/converge/wait";
import { connect } from "../../provider/engine/connect";
import type { Engine } from "../../provider/engine/engine";
import type { ServiceMode, ServiceSpec } from "../../provider/engine/types";
import {
  busyboxImage,
  listNodes,
  loadImages,
  startLab,
  untilReady,
  type Lab,
  type LabNode,
} from "../lab";
import { changeNode } from "./support/node-program";

/** Comes up four seconds after its start, when its health check has run. */
const slow = (Name: string, Mode: ServiceMode): ServiceSpec => ({
  Name,
  Mode,
  TaskTemplate: {
    ContainerSpec: {
      Image: "busybox:latest",
      Command: ["sh", "-c", "trap 'exit 0' TERM; sleep 1000 & wait"],
      Healthcheck: { Test: ["CMD", "true"], Interval: 4e9, Timeout: 1e9, Retries: 3 },
      StopGracePeriod: 1e9,
    },
    Placement: {},
  },
});

describe("a wait on a real swarm", () => {
  let lab: Lab;

  before(async () => {
    lab = await startLab({ name: "converge-nodes", managers: 3 });
    await loadImages(lab, [await busyboxImage()]);
  });

  after(async () => lab?.stop());

  const named = (name: string): LabNode => {
    const found = lab.nodes.find((node) => node.name === name);
    if (found === undefined) throw new Error(`no node ${name}`);
    return found;
  };

  /** Creates the service and waits; does this as soon as the wait has begun. */
  async function send(engine: Engine, spec: ServiceSpec, meanwhile: () => Promise<void>) {
    const lines: string[] = [];
    let begun: () => void = () => undefined;
    const hasBegun = new Promise<void>((resolve) => (begun = resolve));
    const progress = (line: string): void => {
      lines.push(line);
      begun();
    };
    const id = await engine.services.create(spec);
    const target = {
      key: spec.Name,
      id,
      spec,
      baseline: new Set<string>(),
      changedAtMs: Date.now(),
    };
    const waiting = waitForConvergence(engine, [target], { timeoutMs: 240_000, progress });
    await hasBegun;
    await meanwhile();
    const { outcomes } = await waiting;
    await engine.services.remove(id);
    return { outcome: outcomes[spec.Name] as Outcome, lines };
  }

  it("counts out a node that is drained meanwhile", async () => {
    const engine = connect({ host: named("m1").host });
    const drain = () => changeNode(engine, "m3", { Availability: "drain" });

    const { outcome } = await send(engine, slow("agent", { Global: {} }), drain);

    expect(outcome).to.deep.equal({
      state: "converged",
      message: "agent converged: 2/2 running",
      running: 2,
      desired: 2,
    });
  });

  it("survives the loss of the leader, and finds the tasks on the nodes that are left", async () => {
    const leader = (await listNodes(named("m1").host)).find(
      ({ ManagerStatus }) => ManagerStatus?.Leader,
    );
    const lost = named(leader?.Description.Hostname ?? "");
    const other = lab.nodes.find(({ name }) => name !== lost.name && name !== "m3");
    const engine = connect({ host: other?.host });

    const { outcome } = await send(engine, slow("web", { Replicated: { Replicas: 4 } }), () =>
      lost.kill(),
    );
    await lost.start();
    for (const { host } of lab.nodes) await untilReady(host, 3);

    expect(outcome).to.deep.equal({
      state: "converged",
      message: "web converged: 4/4 running",
      running: 4,
      desired: 4,
    });
  });

  it("goes on through another manager when the one that is asked is killed", async () => {
    const [first, second] = lab.nodes;
    const engine = connect({ host: lab.nodes.map(({ host }) => host) });
    await engine.info();
    expect(engine.address).to.equal(first?.host);

    const { outcome } = await send(engine, slow("api", { Replicated: { Replicas: 3 } }), async () =>
      first?.kill(),
    );
    await engine.services.remove("api");

    expect(outcome.message).to.equal("api converged: 3/3 running");
    expect(engine.address).to.equal(second?.host);
    expect(await engine.services.list({ name: ["api"] })).to.deep.equal([]);
  });
});
