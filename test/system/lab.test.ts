// The lab on real engines: what tests of several nodes stand on. Needs root.

import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { expect } from "chai";
import type { Info, Task } from "../../provider/engine/types";
import { findDaemon, isAlive } from "../../tools/engine/processes";
import { answers, request, requestText } from "../../tools/engine/request";
import { startEngine } from "../../tools/engine/start";
import { busyboxImage, listNodes, loadImages, startLab, untilReady } from "../lab";
import type { Lab, LabNode } from "../lab";
import { labFolder } from "../lab/state";
import { leftOf, NOTHING } from "./support/lab-left";

/** The first value that is not undefined; fails after the time. */
async function eventually<T>(ask: () => Promise<T | undefined>, timeoutMs = 180_000): Promise<T> {
  const deadline = Date.now() + timeoutMs;
  for (;;) {
    const value = await ask().catch(() => undefined);
    if (value !== undefined) return value;
    if (Date.now() > deadline) throw new Error(`not seen within ${timeoutMs} ms: ${ask}`);
    await sleep(100);
  }
}

function at<T>(list: T[], index: number): T {
  const item = list[index];
  if (item === undefined) throw new Error(`there is no item ${index}`);
  return item;
}

function post<T>(host: string, path: string, body: unknown): Promise<T> {
  return request<T>(host, path, { method: "POST", body });
}

/** What a command prints inside a container. */
async function exec(host: string, container: string, command: string): Promise<string> {
  const body = { AttachStdout: true, AttachStderr: true, Tty: true, Cmd: ["sh", "-c", command] };
  const { Id } = await post<{ Id: string }>(host, `/containers/${container}/exec`, body);
  const start = { method: "POST", body: { Detach: false, Tty: true } };
  return (await requestText(host, `/exec/${Id}/start`, start)).replaceAll("\r", "");
}

/** Time for an answer on a machine that has other work, too. */
const PATIENT = { timeoutMs: 60_000 };

function names(lab: Lab): string[] {
  return lab.nodes.map(({ name }) => name);
}

describe("a lab of three managers and two workers", () => {
  const NAME = "test-swarm";
  let lab: Lab;
  let first: LabNode;
  let leader: string | undefined;

  const findLeader = async (asked: LabNode): Promise<string | undefined> =>
    (await listNodes(asked.host)).find((node) => node.ManagerStatus?.Leader)?.Description.Hostname;

  before(async () => {
    lab = await startLab({ name: NAME, managers: 3, workers: 2 });
    first = at(lab.nodes, 0);
    await loadImages(lab, [await busyboxImage()]);
    leader = await findLeader(first);
  });

  after(() => lab.stop());

  it("has five ready nodes in their roles", async () => {
    const nodes = (await listNodes(first.host)).map(({ Description, Spec, Status }) => [
      Description.Hostname,
      Spec.Role,
      Status.State,
      Status.Addr,
    ]);
    expect(nodes.sort()).to.deep.equal(
      lab.nodes.map(({ name, role, address }) => [name, role, "ready", address]),
    );
  });

  it("answers this machine at every node's own address", async () => {
    const answered = await Promise.all(lab.nodes.map(({ tcpHost }) => answers(tcpHost, PATIENT)));
    expect(answered).to.deep.equal([true, true, true, true, true]);
  });

  it("resolves and reaches every task of a service from every node", async () => {
    const network = { Name: "net", Driver: "overlay" };
    await post(first.host, "/networks/create", network);
    const serve = "hostname > /var/www/index.html; exec httpd -f -p 80 -h /var/www";
    await post(first.host, "/services/create", {
      Name: "web",
      TaskTemplate: {
        ContainerSpec: { Image: "busybox:latest", Command: ["sh", "-c", serve] },
        Networks: [{ Target: "net" }],
        Placement: { MaxReplicas: 1 },
      },
      Mode: { Replicated: { Replicas: 5 } },
      EndpointSpec: { Mode: "dnsrr" },
    });
    const tasks = await eventually(async () => {
      const all = await request<Task[]>(first.host, "/tasks");
      const running = all.filter((task) => task.Status.State === "running");
      return running.length === 5 ? running : undefined;
    });
    const containers = tasks.map(
      (task) => task.Status.ContainerStatus?.ContainerID?.slice(0, 12) ?? "",
    );
    const members = await listNodes(first.host);
    const askAll = tasks.map(async (task, index) => {
      const hostname = members.find(({ ID }) => ID === task.NodeID)?.Description.Hostname;
      const node = lab.nodes.find(({ name }) => name === hostname);
      // what wget says of one that it does not reach yet is no answer
      const ask =
        "for ip in $(nslookup web | grep -o '10\\.[0-9.]*$'); do wget -qO- $ip 2>/dev/null; done";
      // names spread by gossip, and a web server listens a moment after its task runs
      return eventually(async () => {
        const answer = await exec(node?.host ?? "", at(containers, index), ask);
        const heard = answer.trim().split("\n").sort();
        return heard.length === 5 ? heard : undefined;
      });
    });
    for (const heard of await Promise.all(askAll)) {
      expect(heard).to.deep.equal(containers.toSorted());
    }
  });

  it("hangs and answers again when a node is paused and resumed", async () => {
    const worker = at(lab.nodes, 4);
    worker.pause();
    expect(await answers(worker.host, { timeoutMs: 300 })).to.equal(false);
    worker.resume();
    expect(await answers(worker.host, PATIENT)).to.equal(true);
  });

  it("elects another leader when the leader is killed, and takes it back when it starts", async () => {
    const killed = lab.nodes.find(({ name }) => name === leader);
    await killed?.kill();
    const managers = lab.nodes.filter(({ role, name }) => role === "manager" && name !== leader);
    const next = await eventually(async () => {
      const seen = await findLeader(at(managers, 0));
      return seen === leader ? undefined : seen;
    });
    expect(managers.map(({ name }) => name)).to.include(next);
    await killed?.start();
    for (const { host, role } of lab.nodes) if (role === "manager") await untilReady(host, 5);
    expect((await listNodes(killed?.host ?? "")).length).to.equal(5);
  });

  it("refuses a second lab of its name while it is used", async () => {
    const refusal = await startLab({ name: NAME, managers: 1 }).catch(
      (error: Error) => error.message,
    );
    expect(refusal).to.equal(
      `lab ${NAME}: process ${process.pid} uses it. Wait, or choose another name.`,
    );
  });

  it("leaves nothing behind when it stops", async () => {
    await lab.stop();
    expect(leftOf(NAME, names(lab))).to.deep.equal(NOTHING);
  });
});

describe("a lab of bare engines", () => {
  const NAME = "test-bare";
  let lab: Lab;

  before(async () => void (lab = await startLab({ name: NAME, engines: 2 })));
  after(() => lab.stop());

  it("forms no swarm", async () => {
    const states = lab.nodes.map(({ host }) => request<Info>(host, "/info"));
    expect(
      (await Promise.all(states)).map(({ Name, Swarm }) => [Name, Swarm.LocalNodeState]),
    ).to.deep.equal([
      ["e1", "inactive"],
      ["e2", "inactive"],
    ]);
  });

  it("finds an engine that runs instead of starting a second one", async () => {
    const dir = join(labFolder(NAME), "e1");
    const pid = findDaemon(dir);
    expect((await startEngine({ dir, name: "e1" })).pid).to.equal(pid);
  });

  it("starts where a killed engine left its pid to a process of somebody else", async () => {
    const dir = join(labFolder(NAME), "e2");
    const node = at(lab.nodes, 1);
    await node.kill();
    writeFileSync(join(dir, "docker.pid"), String(process.pid));
    await node.start();
    expect(readFileSync(join(dir, "docker.pid"), "utf8")).to.equal(String(findDaemon(dir)));
  });
});

describe("a lab whose run crashed", () => {
  const NAME = "test-crash";

  it("is cleaned up by the next start, and nothing else is", async () => {
    const code = `require("./test/lab").startLab({ name: "${NAME}", managers: 1, workers: 1 })
      .then(() => console.log("up")); setInterval(() => undefined, 1_000);`;
    const stdio = ["ignore", "pipe", "inherit"] as const;
    const run = spawn(process.execPath, ["-r", "tsx/cjs", "-e", code], { stdio: [...stdio] });
    await once(run.stdout, "data");
    const folders = ["m1", "w1"].map((node) => join(labFolder(NAME), node));
    const left = folders.map(findDaemon);
    run.kill("SIGKILL");
    await once(run, "exit");
    const neighbour = await startLab({ name: "test-other", engines: 1 });

    expect(left.map((pid) => pid !== undefined && isAlive(pid))).to.deep.equal([true, true]);
    const lab = await startLab({ name: NAME, engines: 1 });
    expect(left.map((pid) => pid !== undefined && isAlive(pid))).to.deep.equal([false, false]);
    expect(await answers(at(neighbour.nodes, 0).tcpHost, PATIENT)).to.equal(true);

    await lab.stop();
    await neighbour.stop();
    expect(leftOf(NAME, ["m1", "w1", "e1"])).to.deep.equal(NOTHING);
  });
});
