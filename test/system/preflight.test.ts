// What a preview finds in a live swarm, against what the swarm's own scheduler then says; and `pulumi preview`
// itself, which fails before anything is written. Needs root.

import { expect } from "chai";
import { connect } from "../../provider/engine/connect";
import type { Engine } from "../../provider/engine/engine";
import type { Node, ServiceSpec } from "../../provider/engine/types";
import { rolloutFindings } from "../../provider/plan/preflight";
import { startLab, type Lab } from "../lab";
import { service, until } from "../provider/engine/contract/support";
import { ports, replicas, OWNER } from "../provider/plan/swarms";
import { countingProxy, type CountingProxy } from "./support/counting-proxy";
import { expectSuccess, makeProgram, type Program } from "./support/program";

const BAD = `
new swarm.Stack("shop", {
  services: {
    cpus: { image: "busybox", deploy: { resources: { reservations: { cpus: 1000 } } } },
    logs: { image: "busybox", logging: { driver: "jsn" } },
    wide: { image: "busybox", deploy: { replicas: 2, placement: { maxReplicasPerNode: 1 } } },
    host: { image: "busybox", ports: [{ target: 80, published: 80, mode: "host" }], deploy: { replicas: 2 } },
    gate: { image: "busybox", networks: ["gate"] },
    vol: { image: "busybox", volumes: ["data:/data"] },
  },
  networks: { gate: { external: true, name: "docker_gwbridge" }, odd: { driver: "weave" } },
  volumes: { data: { driver: "rexray" } },
});`;
const WORDS = [
  'Service "shop_cpus": no node fits: 1000 CPUs a task, which 0 of 1 node have.',
  'Service "shop_logs": no node fits: log driver "jsn", which 0 of 1 node have.',
  'Service "shop_wide": 2 replicas, and 1 node that fit take 1 each.',
  'Service "shop_host": port 80/tcp is taken once a node: 2 replicas, and 1 node is free for it.',
  'Service "shop_gate": network "docker_gwbridge" is one engine\'s own.',
  'Service "shop_vol": no node fits: volume driver "rexray", which 0 of 1 node have.',
  'Network "shop_odd": none of 1 node has the network driver "weave".',
];
const WAITING = `
const nodes = new pulumi.ComponentResource("shop:Nodes", "nodes");
const deploy = { placement: { constraints: ["node.labels.disk==ssd"] } };
new swarm.Service("web", { image: "busybox", deploy }, { dependsOn: nodes });`;
const AGENT = `
new swarm.Service("agent", {
  image: "busybox",
  volumes: ["/var/run/docker.sock:/var/run/docker.sock"],
  deploy: { replicas: 0 },
});`;

describe("what a preview finds in a live swarm", () => {
  let lab: Lab;
  let engine: Engine;
  let node: Node;
  let proxy: CountingProxy;
  const programs: Program[] = [];

  before(async () => {
    lab = await startLab({ name: "preflight-test", managers: 1 });
    const host = lab.nodes[0]?.host ?? "";
    engine = connect({ host });
    [node] = (await engine.nodes.list()) as [Node];
    proxy = await countingProxy(host);
  });
  after(async () => {
    for (const program of programs) program.remove();
    proxy?.close();
    await lab?.stop();
  });

  const program = async (index: string, host = proxy.host): Promise<Program> => {
    const made = await makeProgram({ host, index });
    programs.push(made);
    return made;
  };

  /** As a preview would look at it. */
  async function found(spec: ServiceSpec): Promise<string[]> {
    const desired = { kind: "service", key: "web", name: spec.Name, spec } as const;
    const steps = [{ action: "create", desired, name: spec.Name } as const];
    const known = { nodes: [node], live: [], owner: OWNER, nodesMayChange: false };
    const all = await rolloutFindings(engine, { steps, refusals: [], refs: {} }, known);
    return all.map(({ reason }) => reason);
  }

  /** The scheduler's words for the tasks that it finds no node for. */
  async function pending(spec: ServiceSpec): Promise<string[]> {
    const id = await engine.services.create(spec);
    const tasks = await until(
      () => engine.tasks.list({ service: [id] }),
      (all) =>
        all.length > 0 &&
        all.every(
          ({ Status: { State, Err } }) => Err || !["new", "allocated", "pending"].includes(State),
        ),
    );
    await engine.services.remove(id);
    const waiting = tasks.filter(({ Status }) => Status.State === "pending");
    const words = waiting.map(({ Status: { Err = "" } }) => /\((.*)\)/.exec(Err)?.[1] ?? Err);
    return [...new Set(words)];
  }

  const reserving = (of: () => object) => () => ({
    ...service("web", { Resources: { Reservations: of() } }),
    ...replicas(1),
  });
  // What was removed still holds its port for a while, so each has one of its own.
  const host = (PublishedPort: number) => ports({ PublishedPort, PublishMode: "host" });
  const mount = (Name: string) => ({
    Type: "volume",
    Source: "data",
    Target: "/data",
    VolumeOptions: { DriverConfig: { Name } },
  });
  const mounting = (Name: string) =>
    service("web", { ContainerSpec: { Image: "busybox", Mounts: [mount(Name)] } });
  const cpus = () => node.Description.Resources.NanoCPUs ?? 0;
  const memory = () => node.Description.Resources.MemoryBytes ?? 0;
  const ROWS: [title: string, spec: () => ServiceSpec, scheduler?: string][] = [
    ["a constraint that no node meets", () => service("web", { Placement: { Constraints: ["node.labels.a==b"] } }), "scheduling constraints not satisfied on 1 node"],
    ["a constraint that the node meets", () => service("web", { Placement: { Constraints: ["node.role==manager"] } })],
    ["a platform that no node has", () => service("web", { Placement: { Platforms: [{ OS: "linux", Architecture: "s390x" }] } }), "unsupported platform on 1 node"],
    ["all CPUs of the node", reserving(() => ({ NanoCPUs: cpus() }))],
    ["more CPUs than the node has", reserving(() => ({ NanoCPUs: cpus() + 1e6 })), "insufficient resources on 1 node"],
    ["all memory of the node", reserving(() => ({ MemoryBytes: memory() }))],
    ["more memory than the node has", reserving(() => ({ MemoryBytes: memory() + 1 })), "insufficient resources on 1 node"],
    ["a generic resource that no node has", reserving(() => ({ GenericResources: [{ DiscreteResourceSpec: { Kind: "gpu", Value: 1 } }] })), "insufficient resources on 1 node"],
    ["two tasks that need the whole node", () => ({ ...reserving(() => ({ NanoCPUs: cpus() }))(), ...replicas(2) }), "insufficient resources on 1 node"],
    ["a volume driver that no node has", () => mounting("rexray"), "missing plugin on 1 node"],
    ["the local volume driver", () => mounting("local")],
    ["a log driver that no node has", () => service("web", { LogDriver: { Name: "jsn" } }), "missing plugin on 1 node"],
    ["a log driver that every engine has", () => service("web", { LogDriver: { Name: "journald" } })],
    ["the log driver none", () => service("web", { LogDriver: { Name: "none" } })],
    ["two tasks for one port of the node", () => ({ ...service("web"), ...replicas(2), ...host(8080) }), "host-mode port already in use on 1 node"],
    ["one task for one port of the node", () => ({ ...service("web"), ...replicas(1), ...host(8081) })],
    ["two tasks where one may be on a node", () => ({ ...service("web", { Placement: { MaxReplicas: 1 } }), ...replicas(2) }), "max replicas per node limit exceed"],
    ["two tasks where two may be on a node", () => ({ ...service("web", { Placement: { MaxReplicas: 2 } }), ...replicas(2) })],
    ["a global service that no node runs", () => ({ ...service("web", { Resources: { Reservations: { NanoCPUs: 1e15 } } }), Mode: { Global: {} } }), "insufficient resources on 1 node"],
  ]; // prettier-ignore
  for (const [title, spec, scheduler] of ROWS)
    it(`is what the scheduler finds: ${title}`, async () => {
      const ours = await found(spec());
      const theirs = await pending(spec());

      expect(theirs).to.deep.equal(scheduler === undefined ? [] : [scheduler]);
      expect(ours).to.have.length(theirs.length);
    });

  it("fails `pulumi preview` with a sentence each, before anything is written", async () => {
    const shop = await program(BAD);

    const { exitCode, text } = await shop.pulumi("preview");

    expect(exitCode).to.not.equal(0);
    for (const sentence of WORDS) expect(text).to.contain(sentence);
    expect(proxy.requests.filter((request) => !request.startsWith("GET "))).to.deep.equal([]);
  });

  it("only warns where the program brings nodes first", async () => {
    const shop = await program(WAITING);

    const text = await expectSuccess(shop.pulumi("preview"));

    expect(text).to.contain("node.labels.disk==ssd matches 0 of 1 node.");
  });

  it("is not there without an engine, which is said", async () => {
    const shop = await program(WAITING, "unix:///run/nowhere.sock");

    const text = await expectSuccess(shop.pulumi("preview"));

    expect(text).to.contain("The plan is not checked.");
    expect(text).not.to.contain("matches 0 of");
  });

  it("warns of the engine's socket when it is mounted, and not again", async () => {
    const shop = await program(AGENT);
    const warning = "volumes.0: gives its tasks /var/run/docker.sock";

    expect(await expectSuccess(shop.pulumi("preview"))).to.contain(warning);
    await shop.up();
    expect(await expectSuccess(shop.pulumi("preview"))).not.to.contain(warning);
    await expectSuccess(shop.pulumi("destroy", "--yes", "--skip-preview"));
  });
});
