// What the change of a node moves, and whether what is left has a place for it: by small swarms, a row each.

import { expect } from "chai";
import type { Node, Service, ServiceSpec, Task } from "../../../provider/engine/types";
import { movesOf, type NodeChange, type Seen } from "../../../provider/plan/moves";
import { lossesInWords, movesInWords } from "../../../provider/plan/moves/words";
import { GIB, node, other, ports, replicas, task } from "./swarms";

type Template = Partial<ServiceSpec["TaskTemplate"]>;

/** A service whose task template is that of the helpers with more laid over it. */
function runs(name: string, template: Template = {}, more: Partial<ServiceSpec> = {}): Service {
  const { Spec, ...rest } = other(name, more);
  return { ...rest, Spec: { ...Spec, TaskTemplate: { ...Spec.TaskTemplate, ...template } } };
}
const placed = (...Constraints: string[]): Template => ({ Placement: { Constraints } });
const reserving = (MemoryBytes: number): Template => ({
  Resources: { Reservations: { MemoryBytes } },
});
const mounting = (...Mounts: object[]): Template => ({
  ContainerSpec: { Image: "busybox", Mounts: Mounts as [] },
});
const volume = (Source: string, type?: string) => ({
  ...{ Type: "volume", Source, Target: "/data" },
  ...(type && { VolumeOptions: { DriverConfig: { Name: "local", Options: { type } } } }),
});
const bind = (Source: string) => ({ Type: "bind", Source, Target: "/data" });
const global = { Mode: { Global: {} } };
const job = { Mode: { ReplicatedJob: { MaxConcurrent: 1 } } };
const host = ports({ PublishedPort: 8080, PublishMode: "host" });
const globalJob = { Mode: { GlobalJob: {} } };
const ofJob = (name: string, on: string): Task => ({ ...task(name, on), DesiredState: "complete" });
const ended = (name: string, on: string): Task => {
  const one = task(name, on);
  return { ...one, Status: { ...one.Status, State: "complete" } };
};
const waiting = (name: string): Task => {
  const one = task(name, "");
  return { ...one, NodeID: undefined, Status: { ...one.Status, State: "pending" } };
};
const times = (count: number, one: Task): Task[] =>
  Array.from({ length: count }, () => ({ ...one }));

const ssd = { labels: { disk: "ssd" } };
const a = node("a");
const b = node("b");
const c = node("c");
const small = (name: string): Node => node(name, { memory: GIB });

const drained = (one: Node): NodeChange => changed(one, { Availability: "drain" });
const removed = ({ ID }: Node): NodeChange => ({ id: ID, after: undefined });
const changed = ({ ID, Spec }: Node, more: Partial<Node["Spec"]>): NodeChange => ({
  id: ID,
  after: { ...Spec, ...more },
});

interface Row extends Partial<Seen> {
  title: string;
  change: NodeChange;
  earlier?: NodeChange[];
  moves: string;
  /** The lines of the warning. */
  loses?: string[];
}

function testRows(rows: Row[]): void {
  for (const { title, change, earlier, moves, loses = [], ...seen } of rows)
    it(title, () => {
      const found = movesOf(
        { nodes: [a, b, c], tasks: [], services: [], ...seen },
        change,
        earlier,
      );

      const lines = lossesInWords(found).flatMap((text) => text.split("\n"));
      expect([movesInWords(found), ...lines]).to.deep.equal([moves, ...loses]);
    });
}

const web = runs("web", {}, replicas(3));
const api = runs("api");
const label = "Label a node, or change the constraint.";
const lower = "Lower deploy.resources.reservations, or add a node.";
const homeless = (done: string, advice: string): string =>
  `Node "a": not every task finds a place when it is ${done}, and then waits for one. ${advice}`;

describe("a node that is drained or removed", () => {
  testRows([
    { title: "moves its tasks, counted by service", change: drained(a), services: [api, web], tasks: [...times(2, task("web", "a")), task("web", "b"), task("api", "a")], moves: "3 tasks move: web 2, api 1" },
    { title: "moves the same when it is removed", change: removed(a), services: [api, web], tasks: [...times(2, task("web", "a")), task("web", "b"), task("api", "a")], moves: "3 tasks move: web 2, api 1" },
    { title: "moves one task, which needs no number", change: drained(a), services: [web], tasks: [task("web", "a")], moves: "1 task moves: web" },
    { title: "moves nothing where nothing runs", change: drained(a), services: [web], tasks: [task("web", "b")], moves: "no task moves" },
    { title: "leaves out tasks that have ended, and those that are to stop", change: drained(a), services: [web], tasks: [ended("web", "a"), { ...task("web", "a"), DesiredState: "shutdown" }], moves: "no task moves" },
    { title: "leaves out what belongs to no service", change: drained(a), services: [], tasks: [task("web", "a")], moves: "no task moves" },
    { title: "stops tasks of global services", change: drained(a), services: [runs("agent", {}, global), web], tasks: [task("agent", "a"), task("web", "a")], moves: "1 task moves: web; 1 task of a global service stops: agent" },
    { title: "keeps tasks of jobs until they end, when it is drained", change: drained(a), services: [runs("backup", {}, job), runs("scan", {}, globalJob)], tasks: [ofJob("backup", "a"), ofJob("scan", "a")], moves: "2 tasks of jobs run on there until they end: backup 1, scan 1" },
    { title: "starts tasks of jobs again, when it is removed", change: removed(a), services: [runs("backup", {}, job)], tasks: [ofJob("backup", "a")], moves: "1 task of a job starts again elsewhere: backup" },
    { title: "stops tasks of global jobs, when it is removed", change: removed(a), services: [runs("scan", {}, globalJob)], tasks: [ofJob("scan", "a")], moves: "1 task of a global service stops: scan" },
    { title: "ends tasks that the restart policy starts no more", change: drained(a), services: [runs("once", { RestartPolicy: { Condition: "none" } })], tasks: times(2, task("once", "a")), moves: "2 tasks stop for good, by restart condition none: once 2" },
    { title: "tells the first eight services and how many more", change: drained(a), services: Array.from({ length: 10 }, (_, i) => runs(`s${i}`)), tasks: Array.from({ length: 10 }, (_, i) => task(`s${i}`, "a")), moves: "10 tasks move: s0 1, s1 1, s2 1, s3 1, s4 1, s5 1, s6 1, s7 1, 2 of 2 other services" },
    { title: "is unknown to the swarm already", change: { id: "x", after: undefined }, services: [web], tasks: [task("web", "a")], moves: "no task moves" },
    { title: "moves what a service without a placement runs, made by others", change: drained(a), services: [runs("web", { Placement: undefined as never })], tasks: [task("web", "a")], moves: "1 task moves: web" },
  ]); // prettier-ignore
});

describe("a node that stays and changes", () => {
  const onSsd = [node("a", ssd), b, c];
  const [labelled] = onSsd as [Node];
  testRows([
    { title: "moves tasks whose constraint it no longer meets", nodes: [labelled, node("b", ssd)], change: changed(labelled, { Labels: {} }), services: [runs("db", placed("node.labels.disk==ssd")), web], tasks: [task("db", "a"), task("web", "a")], moves: "1 task moves: db" },
    { title: "tells those that find no place", nodes: onSsd, change: changed(labelled, { Labels: {} }), services: [runs("db", placed("node.labels.disk==ssd"))], tasks: [task("db", "a")], moves: "1 task moves: db", loses: [homeless("changed", label), "! db  its task finds no place: node.labels.disk==ssd matches 0 of 3 nodes"] },
    { title: "stops global services whose constraint it no longer meets", nodes: onSsd, change: changed(labelled, { Labels: { disk: "hdd" } }), services: [runs("agent", placed("node.labels.disk==ssd"), global)], tasks: [task("agent", "a")], moves: "1 task of a global service stops: agent" },
    { title: "starts tasks of jobs again whose constraint it no longer meets", nodes: onSsd, change: changed(labelled, { Labels: {} }), services: [runs("backup", placed("node.labels.disk!=hdd", "node.labels.disk==ssd"), job)], tasks: [ofJob("backup", "a")], moves: "1 task of a job starts again elsewhere: backup", loses: [homeless("changed", label), "! backup  its task finds no place: node.labels.disk==ssd matches 0 of 3 nodes"] },
    { title: "moves tasks of managers when it is demoted", nodes: [node("a"), b].map((one) => ({ ...one, Spec: { ...one.Spec, Role: "manager" as const } })), change: { id: "a", after: { Role: "worker", Availability: "active" } }, services: [runs("ui", placed("node.role==manager"))], tasks: [task("ui", "a")], moves: "1 task moves: ui" },
    { title: "moves nothing when it is paused", nodes: onSsd, change: changed(labelled, { Availability: "pause", Labels: {} }), services: [runs("db", placed("node.labels.disk==ssd"))], tasks: [task("db", "a")], moves: "no task moves" },
    { title: "moves what no longer fits when a pause ends", nodes: [node("a", { availability: "pause" }), b], change: { id: "a", after: { Role: "worker", Availability: "active", Labels: {} } }, services: [runs("db", placed("node.hostname!=a"))], tasks: [task("db", "a")], moves: "1 task moves: db" },
    { title: "takes nothing from others when it is activated", nodes: [node("a", { availability: "drain" }), b], change: { id: "a", after: a.Spec }, services: [web], tasks: times(3, task("web", "b")), moves: "no task moves" },
    { title: "gets its task of a global service when it is activated", nodes: [node("a", { availability: "drain" }), b], change: { id: "a", after: a.Spec }, services: [runs("agent", {}, global)], tasks: [task("agent", "b")], moves: "no task moves; 1 task of a global service starts: agent" },
    { title: "gets no task of a global job, which asks for nodes when it begins", nodes: [node("a", { availability: "drain" }), b], change: { id: "a", after: a.Spec }, services: [runs("scan", {}, globalJob)], moves: "no task moves" },
    { title: "gets its task of a global service when it is labelled", change: changed(a, { Labels: { disk: "ssd" } }), services: [runs("agent", placed("node.labels.disk==ssd"), global)], moves: "no task moves; 1 task of a global service starts: agent" },
    { title: "may get tasks that wait for its label", change: changed(a, { Labels: { disk: "ssd" } }), services: [runs("db", placed("node.labels.disk==ssd")), web], tasks: [waiting("db"), waiting("db"), waiting("web")], moves: "no task moves; 2 tasks that wait may start on it: db 2" },
  ]); // prettier-ignore
});

describe("what is left of the swarm", () => {
  const said = (advice: string) => homeless("drained", advice);
  const most = (MaxReplicas: number): Template => ({ Placement: { MaxReplicas } });
  testRows([
    { title: "has no node with the label", nodes: [node("a", ssd), b, c], change: drained(node("a", ssd)), services: [runs("web", placed("node.labels.disk==ssd"))], tasks: times(3, task("web", "a")), moves: "3 tasks move: web 3", loses: [said(label), "! web  3 of 3 tasks find no place: node.labels.disk==ssd matches 0 of 2 nodes"] },
    { title: "has no node that takes tasks", nodes: [a, node("b", { availability: "drain" }), node("c", { state: "down" })], change: drained(a), services: [web], tasks: [task("web", "a")], moves: "1 task moves: web", loses: [said("Activate a node, or add one."), "! web  its task finds no place: no other node takes tasks"] },
    { title: "has no node of the platform", nodes: [a, { ...b, Description: { ...b.Description, Platform: { OS: "linux", Architecture: "aarch64" } } }], change: drained(a), services: [runs("web", { Placement: { Platforms: [{ OS: "linux", Architecture: "amd64" }] } })], tasks: [task("web", "a")], moves: "1 task moves: web", loses: [said("Use an image built for the nodes' platform."), "! web  its task finds no place: platform linux/amd64 matches 0 of 1 node"] },
    { title: "has no node with the driver", nodes: [node("a", { plugins: [["Volume", "rexray"]] }), b], change: drained(a), services: [runs("web", mounting({ Type: "volume", Source: "v", VolumeOptions: { DriverConfig: { Name: "rexray" } } }))], tasks: [task("web", "a")], moves: "1 task moves: web", loses: [said("Install the driver on the nodes, or use another."), '! web  its task finds no place: volume driver "rexray", which 0 of 1 node have'] },
    { title: "may have as many a node as it is allowed to", nodes: [a, b], change: drained(a), services: [runs("web", most(2))], tasks: [...times(2, task("web", "a")), task("web", "b")], moves: "2 tasks move: web 2", loses: [said("Raise deploy.placement.maxReplicasPerNode, or add a node."), "! web  1 of 2 tasks finds no place: 2 a node at most, and 0 of 1 node that fits may have another"] },
    { title: "has the port free on one node only", change: drained(a), services: [runs("web", {}, host)], tasks: [task("web", "a"), task("web", "b")], moves: "1 task moves: web" },
    { title: "has the port on no node free", change: drained(a), services: [runs("web", {}, host)], tasks: ["a", "b", "c"].map((on) => task("web", on)), moves: "1 task moves: web", loses: [said('Add a node, or publish with mode "ingress".'), "! web  its task finds no place: port 8080/tcp, which is free on 0 of 2 nodes that fit"] },
    { title: "has the port taken by another service", nodes: [a, b], change: drained(a), services: [runs("web", {}, host), runs("old", {}, host)], tasks: [task("web", "a"), task("old", "b")], moves: "1 task moves: web", loses: [said('Add a node, or publish with mode "ingress".'), "! web  its task finds no place: port 8080/tcp, which is free on 0 of 1 node that fits"] },
    { title: "has the memory, beside what runs there", nodes: [a, small("b")], change: drained(a), services: [runs("web", reserving(GIB / 2)), api], tasks: [task("web", "a"), task("api", "b", GIB / 2)], moves: "1 task moves: web" },
    { title: "has not the memory, beside what runs there", nodes: [a, small("b"), small("c")], change: drained(a), services: [runs("web", reserving(GIB / 2))], tasks: [...times(3, task("web", "a")), task("api", "b", GIB)], moves: "3 tasks move: web 3", loses: [said(lower), "! web  1 of 3 tasks finds no place: 512 MiB of memory a task, which 0 of 2 nodes that fit have left"] },
    { title: "has no node that is large enough", nodes: [a, small("b")], change: drained(a), services: [runs("web", reserving(2 * GIB))], tasks: [task("web", "a")], moves: "1 task moves: web", loses: [said(lower), "! web  its task finds no place: 2 GiB of memory a task, which 0 of 1 node have"] },
    { title: "has room for one of two services", nodes: [a, small("b")], change: drained(a), services: [runs("web", reserving(GIB)), runs("api", reserving(GIB))], tasks: [task("web", "a"), task("api", "a")], moves: "2 tasks move: api 1, web 1", loses: [said(lower), "! web  its task finds no place: 1 GiB of memory a task, which 0 of 1 node that fits have left"] },
    { title: "has no node for a job", nodes: [a], change: removed(a), services: [runs("backup", {}, job)], tasks: [ofJob("backup", "a")], moves: "1 task of a job starts again elsewhere: backup", loses: [homeless("removed", "Activate a node, or add one."), "! backup  its task finds no place: no other node takes tasks"] },
    { title: "gives no room on nodes that the same run drains", change: drained(a), earlier: [drained(b)], services: [runs("web", {}, host)], tasks: [task("web", "a"), task("web", "b")], moves: "1 task moves: web", loses: [said('Add a node, or publish with mode "ingress".'), "! web  its task finds no place: port 8080/tcp, which is free on 0 of 1 node that fits"] },
  ]); // prettier-ignore
});

describe("data that a task keeps on its node", () => {
  const row = (title: string, template: Template, ...data: string[]): Row => ({
    ...{ title, change: drained(a), services: [runs("db", template)], tasks: [task("db", "a")] },
    moves: "1 task moves: db",
    loses:
      data.length === 0
        ? []
        : [
            'Node "a": data stays on it when it is drained.',
            `! db  ${data.join(", ")}: each node has its own, and what is in that of a stays there`,
          ],
  });
  testRows([
    row("is told of a named volume", mounting(volume("pg")), "volume pg"),
    row("is told of a path", mounting(bind("/srv/pg"), volume("pg")), "/srv/pg", "volume pg"),
    row("is told once", mounting(volume("pg"), volume("pg")), "volume pg"),
    row("is told of a volume that is a path of the node", mounting(volume("pg", "none")), "volume pg"),
    row("is not told of a share", mounting(volume("pg", "nfs"))),
    row("is not told of a volume without a name", mounting(volume(""))),
    row("is not told of what belongs to the system", mounting(bind("/var/run/docker.sock"), bind("/proc"), bind("/"))),
    row("is not told of what is in memory", mounting({ Type: "tmpfs", Target: "/tmp" })),
  ]); // prettier-ignore

  it("is not told of a global service, whose tasks stop", () => {
    const agent = runs("agent", mounting(volume("cache")), global);
    const found = movesOf(
      { nodes: [a, b], services: [agent], tasks: [task("agent", "a")] },
      drained(a),
    );

    expect(lossesInWords(found)).to.deep.equal([]);
  });
});
