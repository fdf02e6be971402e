// What a preview finds in a live swarm: each check by itself, with its words and whether it refuses.

import { expect } from "chai";
import { UNKNOWN, unknownAs } from "../../../provider/model/unknown";
import { findings } from "../../../provider/plan/preflight";
import { unknownDrivers } from "../../../provider/plan/preflight/drivers";
import type { Swarm, Wanted } from "../../../provider/plan/preflight/finding";
import type { Step } from "../../../provider/plan/plan";
import { GIB, liveNetwork, node, other, ports, replicas, swarm, task, wanted } from "./swarms";

type Row = [title: string, service: Wanted, swarm: Swarm, reason?: string, severity?: "warns"];

/** What is said, without the service's name; nothing for a row without a reason. */
function testRows(rows: Row[]): void {
  for (const [title, service, live, reason, severity] of rows)
    it(title, () => {
      const said = findings(service, live).map((one) => [one.reason, one.warning === true]);

      expect(said).to.deep.equal(
        reason === undefined ? [] : [[`Service "web": ${reason}`, severity === "warns"]],
      );
    });
}

const placed = (...Constraints: string[]) => wanted({}, { Placement: { Constraints } });
const reserving = (Reservations: object, more = {}) =>
  wanted(more, { Resources: { Reservations } });
const three = [node("a"), node("b", { labels: { disk: "ssd" } }), node("c")];
const global = { Mode: { Global: {} } };
const running = (service: Wanted): Wanted => ({ ...service, runs: true });
const host = { PublishedPort: 8080, PublishMode: "host" };
const ingress = { PublishedPort: 8080, PublishMode: "ingress" };

describe("a preview looks for a node that fits, and", () => {
  const label = "Label a node, or change the constraint.";
  testRows([
    ["finds one", placed("node.labels.disk==ssd"), swarm(three)],
    ["tells constraints that match none", placed("node.labels.disk==hdd", "node.hostname==a"), swarm(three), `no node fits: node.labels.disk==hdd matches 0 of 3 nodes. ${label}`],
    ["tells constraints that no node meets together", placed("node.labels.disk==ssd", "node.hostname==a"), swarm(three), `no node fits: node.labels.disk==ssd matches 1 of 3 nodes; node.hostname==a matches 1 of 3 nodes. ${label}`],
    ["only warns where nodes may come first", placed("node.labels.disk==hdd"), swarm(three, { nodesMayChange: true }), `no node fits: node.labels.disk==hdd matches 0 of 3 nodes. ${label}`, "warns"],
    ["weighs the constraints that are known", placed("node.labels.disk==hdd", UNKNOWN), swarm(three), `no node fits: node.labels.disk==hdd matches 0 of 3 nodes. ${label}`],
    ["says nothing of constraints that are not known yet", wanted({}, { Placement: { Constraints: unknownAs<string[]>() } }), swarm(three)],
    ["says nothing of a service without tasks", { ...placed("node.labels.disk==hdd"), spec: { ...placed("node.labels.disk==hdd").spec, ...replicas(0) } }, swarm(three)],
    ["tells a global service that no node runs", { ...placed("node.labels.disk==hdd"), spec: { ...placed("node.labels.disk==hdd").spec, ...global } }, swarm(three), `no node fits: node.labels.disk==hdd matches 0 of 3 nodes. ${label}`],
    ["tells platforms that no node has", wanted({}, { Placement: { Platforms: [{ OS: "linux", Architecture: "arm64" }] } }), swarm(three), "no node fits: platform linux/arm64 matches 0 of 3 nodes. Use an image built for the nodes' platform."],
    ["counts no drained and no paused node", wanted(), swarm([node("a", { availability: "drain" }), node("b", { availability: "pause" })]), "no node fits: only a (drained), b (paused) would, and take no tasks. Set a node's availability to active, or bring it up again."],
    ["hopes for a node that is down", placed("node.hostname==a"), swarm([node("a", { state: "down" }), node("b")]), "no node fits: only a (down) would, and takes no tasks. Set a node's availability to active, or bring it up again.", "warns"],
  ]); // prettier-ignore
});

describe("a preview looks for what tasks reserve, and", () => {
  const lower = "Lower deploy.resources.reservations, or add a node.";
  testRows([
    ["finds it", reserving({ NanoCPUs: 4e9, MemoryBytes: 8 * GIB }), swarm(three)],
    ["tells CPUs that no node has", reserving({ NanoCPUs: 5e9 }), swarm(three), `no node fits: 5 CPUs a task, which 0 of 3 nodes have. ${lower}`],
    ["tells memory that no node has", reserving({ MemoryBytes: 8.5 * GIB }), swarm(three), `no node fits: 8.5 GiB of memory a task, which 0 of 3 nodes have. ${lower}`],
    ["tells generic resources that no node has", reserving({ GenericResources: [{ DiscreteResourceSpec: { Kind: "gpu", Value: 2 } }] }), swarm([node("a", { gpus: 1 })]), `no node fits: 2 of gpu a task, which 0 of 1 node have. ${lower}`],
    ["finds generic resources", reserving({ GenericResources: [{ DiscreteResourceSpec: { Kind: "gpu", Value: 1 } }] }, replicas(1)), swarm([node("a", { gpus: 1 })])],
    ["tells replicas that empty nodes have no room for", reserving({ MemoryBytes: 3 * GIB }, replicas(7)), swarm(three), `7 tasks reserve 3 GiB of memory each, and 3 nodes that fit have room for 6, even when nothing else runs. ${lower}`],
    ["warns of room that others have taken", reserving({ MemoryBytes: 3 * GIB }, replicas(6)), swarm(three, { tasks: [task("db", "a", 3 * GIB)] }), "6 tasks reserve 3 GiB of memory each, and there is room for 5 now, beside what other services reserve. The rest waits until they leave some.", "warns"],
    ["tells a node of a global service that is too small", reserving({ NanoCPUs: 3e9 }, global), swarm([node("a"), node("b", { cpus: 2 })]), `it is global, and b cannot run its task: 3 CPUs a task, which 1 of 2 nodes has. ${lower} Or keep it off by a constraint.`],
    ["says nothing of what is not known yet", reserving({ MemoryBytes: unknownAs<number>() }), swarm(three)],
  ]); // prettier-ignore
});

describe("a preview looks for drivers, and", () => {
  const install = "Install the driver on the nodes, or use another.";
  const mounting = (Name: string) =>
    wanted({}, { ContainerSpec: { Image: "busybox", Mounts: [{ Type: "volume", VolumeOptions: { DriverConfig: { Name } } }] } }); // prettier-ignore
  const logging = (Name: string) => wanted({}, { LogDriver: { Name } });
  testRows([
    ["finds a plugin by its tag", mounting("rexray"), swarm([node("a", { plugins: [["Volume", "rexray:latest"]] })])],
    ["finds docker's own", mounting("local"), swarm(three)],
    ["tells a volume driver that no node has", mounting("rexray"), swarm(three), `no node fits: volume driver "rexray", which 0 of 3 nodes have. ${install}`],
    ["tells a log driver that no node has", logging("json"), swarm(three), `no node fits: log driver "json", which 0 of 3 nodes have. ${install}`],
    ["finds the log driver none, which is no plugin", logging("none"), swarm(three)],
    ["asks nodes for nothing that they do not tell", logging("json"), swarm(three.map((one) => ({ ...one, Description: { ...one.Description, Engine: { EngineVersion: "1" } } })))],
  ]); // prettier-ignore

  it("tells the driver of a network that no node has", () => {
    const make = (Driver: string): Step => ({
      action: "create",
      name: "n",
      desired: { kind: "network", key: "n", name: "n", spec: { Name: "n", Driver } },
    });
    const of = (...drivers: string[]) =>
      unknownDrivers({ steps: drivers.map(make), refusals: [], refs: {} }, three);

    expect(of("overlay", "macvlan", UNKNOWN, "weave")).to.deep.equal([
      {
        reason:
          'Network "n": none of 3 nodes has the network driver "weave". Install it on the nodes, or use another.',
      },
    ]);
  });
});

describe("a preview counts nodes, and", () => {
  const most = (MaxReplicas: number, count: number) =>
    wanted(replicas(count), { Placement: { MaxReplicas } });
  const onNodes = (count: number, more = {}) =>
    wanted({ ...replicas(count), ...ports(host), ...more });
  const startFirst = { UpdateConfig: { Parallelism: 1, Order: "start-first" } };
  testRows([
    ["finds room for as many as may be on each", most(2, 6), swarm(three)],
    ["tells more than may be on each", most(2, 7), swarm(three), "7 replicas, and 3 nodes that fit take 2 each. Raise deploy.placement.maxReplicasPerNode, lower the replicas, or add a node."],
    ["only warns where a node that is down may come back", most(2, 7), swarm([...three, node("d", { state: "down" })]), "7 replicas, and 3 nodes that fit take 2 each. Raise deploy.placement.maxReplicasPerNode, lower the replicas, or add a node.", "warns"],
    ["only warns where a new leader has not heard of a node yet", onNodes(4), swarm([...three, node("d", { state: "unknown" })]), 'port 8080/tcp is taken once a node: 4 replicas, and 3 nodes are free for it. Lower the replicas, add a node, or publish with mode "ingress".', "warns"],
    ["tells what also a node that is down leaves unmet", most(2, 9), swarm([...three, node("d", { state: "down" })]), "9 replicas, and 3 nodes that fit take 2 each. Raise deploy.placement.maxReplicasPerNode, lower the replicas, or add a node."],
    ["hopes for no node that is drained", most(2, 7), swarm([...three, node("d", { availability: "drain" })]), "7 replicas, and 3 nodes that fit take 2 each. Raise deploy.placement.maxReplicasPerNode, lower the replicas, or add a node."],
    ["finds a node for each port", onNodes(3), swarm(three)],
    ["tells more replicas than nodes for a port", onNodes(4), swarm(three), 'port 8080/tcp is taken once a node: 4 replicas, and 3 nodes are free for it. Lower the replicas, add a node, or publish with mode "ingress".'],
    ["tells nodes where another service has the port", onNodes(2), swarm(three, { others: [other("db", ports(host))], tasks: [task("db", "a"), task("db", "b")] }), 'port 8080/tcp is taken once a node: 2 replicas, and 1 node is free for it, and service "db" has it on others. Lower the replicas, add a node, or publish with mode "ingress".'],
    ["only warns where that service is the same program's", onNodes(3), swarm(three, { others: [other("db", ports(host), true)], tasks: [task("db", "a")] }), 'port 8080/tcp is taken once a node: 3 replicas, and 2 nodes are free for it, and service "db" has it on others. Lower the replicas, add a node, or publish with mode "ingress".', "warns"],
    ["tells an update that has no node to spare", running(onNodes(3, startFirst)), swarm(three), 'start-first needs a node to spare, for port 8080/tcp is taken once a node: 3 replicas, and 3 nodes are free for it. Use "stop-first", or add a node.'],
    ["finds a node to spare", running(onNodes(2, startFirst)), swarm(three)],
    ["tells a global service whose port another has", wanted({ ...global, ...ports(host) }), swarm(three, { others: [other("db", ports(host))], tasks: [task("db", "a")] }), 'it is global, and service "db" has a port of it on 1 of 3 nodes. Publish another port, or keep them apart by constraints.'],
    ["says nothing of a number that is not known yet", wanted({ Mode: { Replicated: { Replicas: unknownAs<number>() } }, ...ports(host) }), swarm(three)],
    ["says nothing of a mode that is not known yet", wanted({ Mode: unknownAs(), ...ports(host) }), swarm(three)],
  ]); // prettier-ignore
});

describe("a preview looks for taken ports, and", () => {
  const taken = (more: object, isOurs = false) =>
    swarm(three, { others: [other("db", ports(more), isOurs)] });
  const said = 'port 8080/tcp is already published by service "db". ';
  testRows([
    ["finds one that is free", wanted(ports(ingress)), taken({ ...ingress, PublishedPort: 8081 })],
    ["tells two of the routing mesh", wanted(ports(ingress)), taken(ingress), `${said}Publish another port, or remove that service first.`],
    ["tells one of the mesh and one of nodes", wanted(ports(host)), taken(ingress), `${said}Publish another port, or remove that service first.`],
    ["lets two be on different nodes", wanted({ ...ports(host), ...replicas(1) }), taken(host)],
    ["tells protocols apart", wanted(ports(ingress)), taken({ ...ingress, Protocol: "udp" })],
    ["tells a port that the engine chose", wanted(ports({ PublishedPort: 30000 })), swarm(three, { others: [{ ...other("db", {}), Endpoint: { Ports: [{ TargetPort: 80, PublishedPort: 30000 }] } }] }), 'port 30000/tcp is already published by service "db". Publish another port, or remove that service first.'],
    ["only warns where the same program may give it up", wanted(ports(ingress)), taken(ingress, true), `${said}It has to give it up before this one is made.`, "warns"],
    ["says nothing of a port that is not known yet", wanted(ports({ PublishedPort: unknownAs<number>() })), taken(ingress)],
  ]); // prettier-ignore
});

describe("a preview looks at the networks that are joined, and", () => {
  const joined = (Target: string) => wanted({}, { Networks: [{ Target }] });
  const local = liveNetwork("gw", { Scope: "local", Driver: "bridge" });
  const mesh = liveNetwork("ingress", { Ingress: true });
  const making = (name: string, Driver: string): { steps: Step[] } => ({
    steps: [{ action: "create", name, desired: { kind: "network", key: name, name, spec: { Name: name, Driver } } }],
  }); // prettier-ignore
  const own = 'is one engine\'s own. Services join networks of the swarm: use driver "overlay".';
  testRows([
    ["finds those of the swarm", joined("front"), swarm(three, { live: [liveNetwork("front", {})] })],
    ["tells one of a single engine", joined("gw"), swarm(three, { live: [local] }), `network "gw" ${own}`],
    ["tells it by its id", joined("id-gw"), swarm(three, { live: [local] }), `network "id-gw" ${own}`],
    ["tells one that will be a single engine's", joined("mine"), swarm(three, making("mine", "bridge")), `network "mine" ${own}`],
    ["tells the routing mesh's", joined("ingress"), swarm(three, { live: [mesh] }), 'network "ingress" is the routing mesh\'s, which no service joins. Publish ports instead.'],
    ["takes those that every engine has", joined("host"), swarm(three, { live: [liveNetwork("host", { Scope: "local", Driver: "host" })] })],
    ["says nothing of one that is not known yet", joined(UNKNOWN), swarm(three, { live: [local] })],
  ]); // prettier-ignore
});
