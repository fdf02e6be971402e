// `kill -9` of the whole process tree at every request of a rollout in turn; the next command ends in the declared
// state, with nothing double and nothing left over. By the real Pulumi CLI on a real engine.

import { once } from "node:events";
import { expect } from "chai";
import { allDone } from "../../provider/apply/all-done";
import { connect } from "../../provider/engine/connect";
import type { Engine } from "../../provider/engine/engine";
import { busyboxImage, loadImages, startLab, type Lab } from "../lab";
import { killingProxy, type KillingProxy, type Moment } from "./support/killing-proxy";
import { killTree } from "./support/processes";
import { expectSuccess, makeProgram, type Program } from "./support/program";
import {
  idsOf,
  NOTHING,
  recordedIn,
  stackObjects,
  type StackObjects,
} from "./support/stack-objects";

/** Between "a" and "b" a service, its secret, its config and its network change, one goes and another comes. */
const STACK = `
const version = require("node:fs").readFileSync("version", "utf8");
const usual = {
  image: "busybox:latest",
  command: "sleep 1d",
  init: true,
  stopSignal: "SIGKILL",
  networks: ["front"],
  deploy: { updateConfig: { monitor: "1s" } },
};
new swarm.Stack("NAME", {
  services: {
    web: { ...usual, environment: { VERSION: version }, secrets: ["pw"], configs: ["motd"] },
    ["only-" + version]: usual,
  },
  networks: { front: { attachable: version === "b" } },
  secrets: { pw: { data: "hunter-" + version + "!" } },
  configs: { motd: { data: version } },
  resolveImage: "never",
  converge: { monitor: "1s", timeout: "2m" },
});
`;
const RUN = {
  up: ["up", "--yes", "--skip-preview"],
  destroy: ["destroy", "--yes", "--skip-preview"],
};
type Command = keyof typeof RUN;
type Version = "a" | "b";

/** One stack with its own way to the engine; several go side by side. */
interface Lane {
  name: string;
  program: Program;
  proxy: KillingProxy;
  /** What the program declares now. */
  version: Version;
}

/** What a run asked that nobody killed, and what there was after it. */
interface Clean {
  kinds: string[];
  objects: StackObjects;
}

const isWrite = (kind: string) => kind === "write";

/** Each write, just before the engine gets it and when it is done and nobody has heard of it. */
const writesOf = (...runs: Clean[]): Moment[] => {
  const counts = runs.map(({ kinds }) => kinds.filter(isWrite).length);
  return Array.from({ length: Math.max(...counts) }, (_, index) => index + 1).flatMap((nth) => [
    { kind: "write", nth, when: "before" },
    { kind: "write", nth, when: "after" },
  ]);
};

const LISTS = ["GET /networks", "GET /services", "GET /secrets", "GET /configs"];

/** Each kind of read once, and the lists again, in the wait and at the end; the rest is the same over and over. */
const readsOf = ({ kinds }: Clean): Moment[] => {
  const reads = kinds.filter((kind) => !isWrite(kind));
  return reads.flatMap((kind, index) => {
    const nth = reads.slice(0, index + 1).filter((one) => one === kind).length;
    return nth > (LISTS.includes(kind) ? 2 : 1) ? [] : [{ kind, nth, when: "before" as const }];
  });
};

describe("killed at any request of a rollout", function () {
  this.timeout(15 * 60_000);
  let lab: Lab;
  let engine: Engine;
  const lanes: Lane[] = [];
  let create: Clean, update: Clean, remove: Clean;

  before(async () => {
    lab = await startLab({ name: "kills-test", managers: 1 });
    await loadImages(lab, [await busyboxImage()]);
    const host = lab.nodes[0]?.host ?? "";
    engine = connect({ host });
    for (const name of ["lane1", "lane2", "lane3", "lane4"]) {
      const proxy = await killingProxy(host);
      const index = STACK.replace("NAME", name);
      const program = await makeProgram({ host: proxy.host, index, files: { version: "a" } });
      lanes.push({ name, program, proxy, version: "a" });
    }
    const [lane] = lanes;
    if (lane === undefined) throw new Error("there is no lane");
    create = await cleanly(lane, "up", "a");
    update = await cleanly(lane, "up", "b");
    remove = await cleanly(lane, "destroy", "a");
  });
  after(async () => {
    for (const { proxy } of lanes) proxy.close();
    await lab?.stop();
    for (const { program } of lanes) program.remove();
  });

  function declare(lane: Lane, version: Version): void {
    lane.version = version;
    lane.program.write("version", version);
  }

  async function cleanly(lane: Lane, command: Command, version: Version): Promise<Clean> {
    declare(lane, version);
    lane.proxy.reset();
    await expectSuccess(lane.program.pulumi(...RUN[command]));
    return { kinds: [...lane.proxy.kinds], objects: await stackObjects(engine, lane.name) };
  }

  /** Runs it to its end, and compares what there is with what a run leaves that nobody killed. */
  async function whole({ name, program, version }: Lane, command: Command): Promise<void> {
    const text = await expectSuccess(program.pulumi(...RUN[command]));
    const declared = version === "a" ? create.objects : update.objects;
    expect(await stackObjects(engine, name), text).to.deep.equal(
      command === "up" ? declared : NOTHING,
    );
    const state = await program.state();
    expect(state, "a secret in the state").to.not.contain("hunter");
    expect(recordedIn(state), "what the state records").to.deep.equal(await idsOf(engine, name));
  }

  async function killed({ program, proxy }: Lane, moment: Moment, command: Command): Promise<void> {
    proxy.reset();
    const reached = proxy.stopAt(moment).then(() => "reached");
    const run = program.begin(...RUN[command]);
    const ended = once(run, "exit");
    const first = await Promise.race([reached, ended]);
    if (first !== "reached") throw new Error(`it ended before ${JSON.stringify(moment)}`);
    killTree(run.pid ?? 0);
    await ended;
    proxy.reset();
    expect(await program.state(), "a secret in the state").to.not.contain("hunter");
    await expectSuccess(program.pulumi("cancel", "--yes"));
  }

  /** Lets every lane take one job after the other. */
  async function shareOut<Job>(jobs: Job[], work: (lane: Lane, job: Job) => Promise<void>) {
    const left = [...jobs];
    const drive = async (lane: Lane): Promise<void> => {
      for (let job = left.shift(); job !== undefined; job = left.shift()) await work(lane, job);
    };
    await allDone(lanes.map(drive));
  }

  /** One after the other, each lane its part, and none of them gone on with in between. */
  async function inChains(moments: Moment[], command: Command): Promise<void> {
    const chain = async (lane: Lane, index: number): Promise<void> => {
      const own = moments.filter((_, at) => at % lanes.length === index);
      for (const moment of own) await killed(lane, moment, command);
      await whole(lane, command);
    };
    await allDone(lanes.map(chain));
  }

  it("create and remove, again and again at their reads", async () => {
    await inChains(readsOf(create), "up");
    await inChains(readsOf(remove), "destroy");
  });

  it("create and remove, at each write", async () => {
    await shareOut(writesOf(create, remove), async (lane, moment) => {
      await killed(lane, moment, "up");
      await whole(lane, "up");
      await killed(lane, moment, "destroy");
      await whole(lane, "destroy");
    });
  });

  it("update, at each write", async () => {
    await Promise.all(lanes.map((lane) => whole(lane, "up")));
    await shareOut(writesOf(update), async (lane, moment) => {
      declare(lane, lane.version === "a" ? "b" : "a");
      await killed(lane, moment, "up");
      await whole(lane, "up");
    });
  });

  it("update, again and again at its reads", async () => {
    for (const lane of lanes) declare(lane, lane.version === "a" ? "b" : "a");
    await inChains(readsOf(update), "up");
  });

  it("leaves nothing in the whole swarm at the end", async () => {
    await Promise.all(lanes.map((lane) => whole(lane, "destroy")));

    const networks = await engine.networks.list({ scope: ["swarm"] });
    expect(networks.map(({ Name }) => Name)).to.deep.equal(["ingress"]);
    expect(await engine.services.list()).to.deep.equal([]);
    expect(await engine.secrets.list()).to.deep.equal([]);
    expect(await engine.configs.list()).to.deep.equal([]);
  });
});
