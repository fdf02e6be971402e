// examples/counter on three nodes, of which one has built its image: what the preview and a failed `up` say of the
// others, and both ways out.

import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { connect } from "../../provider/engine/connect";
import type { Engine } from "../../provider/engine/engine";
import type { Task } from "../../provider/engine/types";
import { run } from "../../tools/engine/run";
import { buildCounter } from "../../tools/images/counter";
import { ask } from "../../tools/images/target";
import { loadImages, startLab, type Lab, type LabNode } from "../lab";
import { netnsOf } from "../lab/network";
import { until } from "../provider/engine/contract/support";
import { countingProxy, type CountingProxy } from "./support/counting-proxy";
import { expectSuccess, makeExample, type Program } from "./support/program";

const LAB = "counter-test";
const HAS = "m1 has it; w1 and w2 are not known to have it.";
const ADVICE =
  "load it there (docker save web:v1 | ssh w1 docker load), or bind the service to nodes that have it " +
  '(deploy.placement.constraints: ["node.hostname == m1"]).';

describe("the counter, whose image one of three nodes has built", () => {
  let lab: Lab;
  let nodes: [LabNode, LabNode, LabNode];
  let engine: Engine;
  let proxy: CountingProxy;
  let program: Program;

  before(async function () {
    this.timeout(300_000);
    lab = await startLab({ name: LAB, managers: 1, workers: 2 });
    nodes = lab.nodes as typeof nodes;
    const [{ host }] = nodes;
    await buildCounter({ host }, () => undefined);
    engine = connect({ host });
    proxy = await countingProxy(host);
    program = await makeExample("counter", proxy.host);
  });
  after(async () => {
    program?.remove();
    proxy?.close();
    await lab?.stop();
  });

  const set = (...args: string[]) => expectSuccess(program.pulumi("config", "set", ...args));
  const running = async (): Promise<Task[]> => {
    const tasks = await engine.tasks.list({
      service: ["webapp_web"],
      "desired-state": ["running"],
    });
    return tasks.filter(({ Status }) => Status.State === "running");
  };
  /** How many tasks of the page run on each node, by name. */
  async function spread(): Promise<Record<string, number>> {
    const names = new Map(
      (await engine.nodes.list()).map(({ ID, Description }) => [ID, Description.Hostname]),
    );
    const counts: Record<string, number> = {};
    for (const { NodeID = "" } of await running()) {
      const name = names.get(NodeID) ?? "";
      counts[name] = (counts[name] ?? 0) + 1;
    }
    return counts;
  }

  it("has a preview that names the nodes that may lack the image, and what to do", async () => {
    const text = await expectSuccess(program.pulumi("preview"));

    expect(text).to.contain("Image web:v1 of service webapp_web: no registry could be asked (");
    expect(text).to.contain(HAS).and.to.contain(ADVICE);
    // Redis is kept to the managers, and the only one has it.
    expect(text).not.to.contain("redis:7-alpine of");
    expect(proxy.requests.filter((request) => !request.startsWith("GET "))).to.deep.equal([]);
  });

  it("fails to roll out in the tasks' words, and says which nodes lack it", async () => {
    const { exitCode, text } = await program.pulumi("up", "--yes", "--skip-preview");

    expect(exitCode).to.not.equal(0);
    expect(text).to.match(/webapp_web\.\d on w[12]: rejected \d+ times: No such image: web:v1/);
    expect(text).to.match(/ (w1 lacks|w2 lacks|w1 and w2 lack) web:v1, and m1 has it\. Push it /);
    expect(text).to.contain('(deploy.placement.constraints: ["node.hostname == m1"]).');
    expect(text).to.contain(HAS);
  });

  it("runs on the node that has it, when it is bound to it", async () => {
    await set("node", "m1");
    await set("replicas", "2");

    expect(await program.up()).not.to.contain("Image web:v1 of");

    expect(await spread()).to.deep.equal({ m1: 2 });
  });

  it("runs on all nodes when they have it, too", async () => {
    await copyImage("web:v1");
    await expectSuccess(program.pulumi("config", "rm", "node"));
    await set("replicas", "5");

    const text = await expectSuccess(program.pulumi("up", "--yes"));

    expect(text).not.to.contain("Image web:v1 of");
    const { m1, w1, w2 } = await spread();
    expect([m1, (w1 ?? 0) + (w2 ?? 0)]).to.deep.equal([2, 3]);
    expect([w1, w2].sort()).to.deep.equal([1, 2]);
  });

  /** What the preview advised, without ssh. */
  async function copyImage(name: string): Promise<void> {
    const dir = mkdtempSync(join(tmpdir(), "counter-image-"));
    const [{ host }, ...others] = nodes;
    await run("docker", ["-H", host, "save", "-o", join(dir, "image.tar"), name]);
    await loadImages({ nodes: others }, [join(dir, "image.tar")]);
    rmSync(dir, { recursive: true });
  }

  it("counts the visits of all its tasks, whichever node they are on", async () => {
    const pages = (await Promise.all(nodes.map(pagesOn))).flat();

    const visits: number[] = [];
    for (const page of pages) visits.push(await visit(page));

    expect(pages).to.have.length(5);
    const [first = 0] = visits;
    expect(visits).to.deep.equal([first, first + 1, first + 2, first + 3, first + 4]);
  });

  interface Page {
    node: LabNode;
    container: string;
    address: string;
  }

  /** Each task at its own address on its node: published ports need the kernel's ip_vs. */
  async function pagesOn(node: LabNode): Promise<Page[]> {
    const label = ["com.docker.swarm.service.name=webapp_web"];
    const filters = encodeURIComponent(JSON.stringify({ label }));
    const [containers, bridge] = await Promise.all([
      ask<{ Id: string }[]>(node, `/containers/json?filters=${filters}`),
      ask<{ Containers: Record<string, { IPv4Address: string }> }>(
        node,
        "/networks/docker_gwbridge",
      ),
    ]);
    return containers.map(({ Id }) => {
      const address = bridge.Containers[Id]?.IPv4Address.split("/")[0] ?? "";
      return { node, container: Id.slice(0, 12), address };
    });
  }

  const VISITS = /Visits:<\/b> (\d+)/;
  async function visit({ node, container, address }: Page): Promise<number> {
    const script = `fetch("http://${address}/").then((page) => page.text()).then(console.log, () => undefined)`;
    const inNode = [`--net=/run/netns/${netnsOf(LAB, node.name)}`, process.execPath, "-e", script];
    // With a tenth of a core the server takes its time to listen.
    const page = await until(
      () => run("nsenter", inNode),
      (seen) => seen.includes(container) && VISITS.test(seen),
    );
    return Number(VISITS.exec(page)?.[1]);
  }

  it("asks nothing of the engine when nothing changed", async () => {
    proxy.reset();

    expect(await program.up()).to.contain("2 unchanged");

    expect(proxy.requests).to.deep.equal([]);
  });

  it("lets another service of that image pass, which runs on all nodes now", async () => {
    const another = `new swarm.Service("another", { image: "web:v1", networks: ["webapp_webnet"] });`;
    program.write("index.ts", `import * as swarm from "pulumi-swarm";\n${another}\n`);

    const text = await expectSuccess(program.pulumi("preview"));

    expect(text).to.contain("+ another");
    expect(text).not.to.contain("Image web:v1 of");
  });

  it("goes again", async () => {
    await expectSuccess(program.pulumi("destroy", "--yes", "--skip-preview"));

    expect(await engine.services.list()).to.deep.equal([]);
  });
});
