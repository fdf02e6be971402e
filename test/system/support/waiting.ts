// A lab of one engine for waits on real services, and services of busybox to wait for. Needs root.

import { expect } from "chai";
import { waitForRemoval } from "../../../provider/converge/removal";
import {
  waitForConvergence,
  type Outcome,
  type WaitOptions,
} from "../../../provider/converge/wait";
import { connect } from "../../../provider/engine/connect";
import type { Engine } from "../../../provider/engine/engine";
import type { ServiceSpec, TaskSpec } from "../../../provider/engine/types";
import { busyboxImage, loadImages, startLab, type Lab, type LabNode } from "../../lab";

export type More = Partial<ServiceSpec> & { container?: object; template?: Partial<TaskSpec> };

export function spec(Name: string, command: string, more: More = {}): ServiceSpec {
  const { container, template, ...rest } = more;
  return {
    Name,
    Mode: { Replicated: { Replicas: 1 } },
    TaskTemplate: {
      ContainerSpec: {
        Image: "busybox:latest",
        Command: ["sh", "-c", command],
        StopGracePeriod: 1e9,
        ...container,
      },
      RestartPolicy: { Condition: "any", Delay: 1e9 },
      Placement: {},
      ...template,
    },
    ...rest,
  };
}

export const STAYS = "trap 'exit 0' TERM; sleep 1000 & wait";

export interface Waiting {
  engine(): Engine;
  node(): LabNode;
  /** What the waits of this test have said so far. */
  lines: string[];
  /** Creates or updates these services and waits for them. */
  send(specs: ServiceSpec[], options?: Partial<WaitOptions>): Promise<Sent>;
  sendOne(one: ServiceSpec, options?: Partial<WaitOptions>): Promise<Outcome>;
}

export interface Sent {
  outcomes: Record<string, Outcome>;
}

/** For a suite: its lab is there before the first test, and what a test made is gone before the next. */
export function waitingOn(name: string): Waiting {
  let lab: Lab;
  const node = (): LabNode => lab.nodes[0] as LabNode;
  const engine = (): Engine => connect({ host: node().host }); // one for each address
  const lines: string[] = [];

  before(async () => {
    lab = await startLab({ name, managers: 1 });
    await loadImages(lab, [await busyboxImage()]);
  });
  after(() => lab?.stop());
  beforeEach(() => lines.splice(0));
  afterEach(() => removeAll(engine()));

  async function send(specs: ServiceSpec[], options: Partial<WaitOptions> = {}): Promise<Sent> {
    const targets = await Promise.all(specs.map((one) => put(engine(), one)));
    const progress = (line: string): number => lines.push(line);
    const all = { timeoutMs: 120_000, progress, ...options };
    return waitForConvergence(engine(), targets, all);
  }
  const sendOne: Waiting["sendOne"] = async (one, options) => {
    const { outcomes } = await send([one], options);
    return outcomes[one.Name] as Outcome;
  };
  return { engine, node, lines, send, sendOne };
}

/** Creates the service or updates it; gives what a wait takes. */
async function put(engine: Engine, spec: ServiceSpec) {
  const live = await engine.services.inspect(spec.Name);
  const before = live ? await engine.tasks.list({ service: [live.ID] }) : [];
  const changedAtMs = Date.now();
  if (live) await engine.services.update(live.ID, live.Version.Index, spec);
  const id = live?.ID ?? (await engine.services.create(spec));
  return { key: spec.Name, id, spec, baseline: new Set(before.map(({ ID }) => ID)), changedAtMs };
}

async function removeAll(engine: Engine): Promise<void> {
  const services = await engine.services.list();
  if (services.length === 0) return;
  const tasks = await engine.tasks.list({ service: services.map(({ ID }) => ID) });
  await Promise.all(services.map(({ ID }) => engine.services.remove(ID)));
  const ids = tasks.map(({ ID }) => ID);
  const limits = { timeoutMs: 60_000, progress: () => undefined };
  expect(await waitForRemoval(engine, ids, limits)).to.deep.equal([]);
}
