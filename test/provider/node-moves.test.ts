// What is asked and said before nodes change: by steps of a plan, and through the verbs of a Node.

import { expect } from "chai";
import type { Node, NodeSpec } from "../../provider/engine/types";
import { newsOfNodes, previewOfNodes, throughOf } from "../../provider/node-moves";
import { liveNode, type NodeDeclaration } from "../../provider/objects/node";
import { JOINED } from "../../provider/owner";
import { leavingFirst } from "../../provider/plan/node-steps";
import type { Step } from "../../provider/plan/plan";
import { planInWords } from "../../provider/plan/words";
import { node as nodeType } from "../../provider/resources/node";
import type { FakeEngine } from "../fakes/engine";
import { service } from "./engine/contract/support";
import { engineInSwarm, failureOf, pulumi, writesOf } from "./lifecycle/support";
import { node } from "./plan/swarms";

const manager = (name: string, Reachability = "reachable"): Node => {
  const one = node(name);
  return {
    ...one,
    Spec: { ...one.Spec, Role: "manager" },
    ManagerStatus: { Reachability, Addr: "" },
  };
};
const declares = (Name: string, Spec: Partial<NodeSpec>): NodeDeclaration => ({
  Name,
  Spec: { Availability: "active", ...Spec },
  Join: { ListenAddr: "0.0.0.0:2377" },
  WaitMs: 0,
});

/** The step of a node that becomes so. */
function changing(one: Node, Around: Node[], Spec: Partial<NodeSpec>): Step {
  const name = one.Description.Hostname;
  const desired = { kind: "node", key: "node", name, spec: declares(name, Spec) } as const;
  const live = liveNode(one, { Around });
  const from = one.Spec.Availability;
  const changes = [{ path: ["Spec", "Availability"], from, to: Spec.Availability }];
  return { action: "update", desired: { ...desired, key: name }, live, changes };
}
const removing = (one: Node, Around: Node[]): Step => ({
  action: "remove",
  key: one.Description.Hostname,
  live: liveNode(one, { Around }),
});

const drain = { Availability: "drain" } as const;
const w1 = node("w1");
const w2 = node("w2");
const both = [w1, w2];

describe("what steps of nodes move", () => {
  let engine: FakeEngine;
  beforeEach(async () => {
    engine = await engineInSwarm();
    await engine.services.create({ ...service("web"), Mode: { Replicated: { Replicas: 3 } } });
    const { list } = engine.tasks;
    engine.tasks.list = async (filters) =>
      (await list(filters)).map((task) => ({ ...task, NodeID: task.Slot === 3 ? "w2" : "w1" }));
    engine.calls.length = 0;
  });

  it("is told on the line of each", async () => {
    const steps = [changing(w1, both, drain), removing(w2, both)];
    const { effects } = await newsOfNodes(engine, steps, undefined);

    expect(planInWords(steps, 0, [], effects).split("\n")).to.deep.equal([
      "~ node w1  availability active → drain  2 tasks move: web 2",
      "- node w2  removed                      1 task moves: web",
    ]);
  });

  it("is told where an engine leaves to join another way", async () => {
    const joined = { ...w1, Spec: { ...w1.Spec, Labels: { [JOINED]: "true" } } };
    const steps = leavingFirst([changing(joined, both, {})]);
    const { effects } = await newsOfNodes(engine, steps, undefined);

    expect(planInWords(steps, 0, [], effects)).to.equal(
      "~ node w1  how it joins  leaves the swarm first, 2 tasks move: web 2",
    );
  });

  it("is nothing where a member stays, though its resource is replaced", async () => {
    const steps = [changing(w1, both, {})];

    expect(leavingFirst(steps)).to.deep.equal(steps);
  });

  const QUIET: [title: string, step: Step][] = [
    ["a node is drained already", changing(node("w1", { availability: "drain" }), both, drain)],
    ["only our own labels change", changing(w1, both, { Labels: { "pulumi-swarm.key": "node" } })],
    ["a node is as it was", { ...(changing(w1, both, drain) as Extract<Step, { action: "update" }>), action: "keep" }],
    ["a node joins", { action: "create", name: "w3", desired: { kind: "node", key: "w3", name: "w3", spec: declares("w3", {}) } }],
  ]; // prettier-ignore
  for (const [title, step] of QUIET)
    it(`asks for nothing where ${title}`, async () => {
      const news = await newsOfNodes(engine, [step], undefined);

      expect([news, engine.calls]).to.deep.equal([
        { effects: new Map(), warnings: [], refusals: [] },
        [],
      ]);
    });

  it("asks for services and tasks once, for all nodes of a preview", async () => {
    await previewOfNodes(engine, [changing(w1, both, drain)], undefined);
    await previewOfNodes(engine, [changing(w2, both, drain)], undefined);

    expect(engine.calls).to.deep.equal(["services.list", "tasks.list"]);
  });

  it("counts out nodes that the same preview has drained before", async () => {
    const all = [...both];
    await previewOfNodes(engine, [changing(w1, all, drain)], undefined);
    const { warnings } = await previewOfNodes(engine, [changing(w2, all, drain)], undefined);

    expect(warnings).to.deep.equal([
      'Node "w2": not every task finds a place when it is drained, and then waits for one. Activate a node, or add one.\n' +
        "! web  its task finds no place: no other node takes tasks",
    ]);
  });

  it("leaves out plug-ins, which tell nothing of what they need", async () => {
    const { list } = engine.services;
    engine.services.list = async () => {
      const [web] = await list();
      if (web === undefined) throw new Error("no service");
      const plugin = { Runtime: "plugin" } as typeof web.Spec.TaskTemplate;
      return [{ ...web, Spec: { ...web.Spec, TaskTemplate: plugin } }];
    };
    const { effects } = await newsOfNodes(engine, [changing(w1, both, drain)], undefined);

    expect([...effects]).to.deep.equal([["w1", "no task moves"]]);
  });
});

describe("the node that a connection reaches", () => {
  const session = (nodeId: string) => ({ engine: {} as FakeEngine, nodeId });
  const rows: [title: string, host: string | string[] | undefined, said?: string][] = [
    ["is the only way, by the environment", undefined, "m1"],
    ["is the only way, where one host is given", "tcp://m1", "m1"],
    ["is the only way, where a list has one host", ["tcp://m1"], "m1"],
    ["may go, where there are other managers to ask", ["tcp://m1", "tcp://m2"]],
  ];
  for (const [title, host, said] of rows)
    it(title, () => {
      expect(throughOf(session("m1"), { connection: { host } })).to.equal(said);
    });
});

describe("a Node that the managers cannot do without", () => {
  let engine: FakeEngine;
  beforeEach(async () => {
    engine = await engineInSwarm();
  });
  const through =
    'Node "fake": it cannot be demoted through itself: the connection reaches it, and m2 can be reached, too. ' +
    "Connect to it, or list several managers in connection.host.";
  const quorum =
    'Node "m2": it cannot be demoted: the swarm would lose its quorum. 2 of 3 managers are reachable; ' +
    "without m2 1 of 2 would be, and a majority is 2. Bring m3 up again, or remove it first.";
  const last =
    'Node "fake": it cannot be demoted, for it is the last manager, and the swarm would be gone with it. ' +
    "Make another node a manager first.";
  const rows: [title: string, name: string, others: Node[], said: string][] = [
    ["is the last", "fake", [], last],
    ["keeps the quorum", "m2", [manager("m2"), manager("m3", "unreachable")], quorum],
    ["is the one that is asked", "fake", [manager("m2")], through],
  ];
  for (const [title, name, others, said] of rows) {
    it(`is refused a demotion in the preview: it ${title}`, async () => {
      others.forEach(engine.bring);
      const { failures } = await pulumi(nodeType, engine).check({ name, role: "worker" }, {}, true);

      expect(failures).to.deep.equal([{ property: "", reason: said }]);
    });

    it(`is refused it by up, before anything is written: it ${title}`, async () => {
      others.forEach(engine.bring);
      const failure = await failureOf(pulumi(nodeType, engine).up({ name, role: "worker" }));

      expect([failure.message, writesOf(engine)]).to.deep.equal([said, []]);
    });

    it(`is refused its removal, before anything is done: it ${title}`, async () => {
      others.forEach(engine.bring);
      const one = pulumi(nodeType, engine);
      await one.up({ name, role: "manager", forceDestroy: true });
      engine.calls.length = 0;
      const failure = await failureOf(one.destroy());

      const removed = said.replace("demoted", "removed");
      expect([failure.message, writesOf(engine)]).to.deep.equal([removed, []]);
    });
  }

  it("may be demoted where another can be asked, without a further question", async () => {
    engine.bring(manager("m2"));
    const one = pulumi(nodeType, engine);
    const connection = { host: ["tcp://m1:2375", "tcp://m2:2375"] };
    const { failures } = await one.check({ name: "fake", role: "worker", connection }, {}, true);

    expect(failures).to.deep.equal([]);
  });

  it("is asked about once in an up: the nodes that were seen with it tell the rest", async () => {
    engine.bring(manager("m2"));
    await pulumi(nodeType, engine).up({ name: "m2", role: "worker" });

    expect(engine.calls.filter((call) => /^(services|tasks)/.test(call))).to.deep.equal([]);
  });
});
