import { expect } from "chai";
import { lookUp, type Asked, type Question } from "../../../provider/lookup";
import { openSession } from "../../../provider/session";
import type { Node, Task } from "../../../provider/engine/types";
import type { FakeEngine } from "../../fakes/engine";
import { theNode } from "../../fakes/nodes";
import { service } from "../engine/contract/support";
import { engineAlone, engineInSwarm } from "../lifecycle/support";

const named = (ID: string): Node => ({
  ...theNode,
  ID,
  Description: { ...theNode.Description, Hostname: ID },
});
const DIGEST = `sha256:${"a".repeat(64)}`;

const asking =
  (engine: FakeEngine) =>
  <Q extends Question>(question: Q, asked: Asked<Q>) =>
    lookUp(question, asked, {}, (needs) => openSession(needs, () => engine));
const failure = (answer: Promise<unknown>): Promise<string> =>
  answer.then(
    () => "answered",
    (error: Error) => error.message,
  );

describe("a look-up of logs", () => {
  let engine: FakeEngine;
  let logs: (asked: Asked<"logs">) => ReturnType<typeof ask>;
  const ask = (asked: Asked<"logs">) => asking(engine)("logs", asked);
  beforeEach(async () => {
    engine = await engineInSwarm();
    engine.tasks.logs = async (id, lines) => [`${id} wrote`, "more"].slice(-lines);
    logs = ask;
    await engine.services.create(service("web"));
  });

  it("tells the last lines of the newest task of each slot", async () => {
    const before = await engine.tasks.list();
    const old = before.map((task) => ({ ...task, ID: `old ${task.ID}`, CreatedAt: "1960-01-01" }));
    engine.tasks.list = async () => [...old, ...before];

    const [one, two] = before.map(({ ID }) => ID);
    expect(await logs({ service: "web" })).to.deep.equal([
      { task: "web.1", taskId: one, node: "fake", state: "new", lines: [`${one} wrote`, "more"] },
      { task: "web.2", taskId: two, node: "fake", state: "new", lines: [`${two} wrote`, "more"] },
    ]);
    expect((await logs({ service: "web", tail: 1 })).map(({ lines }) => lines)).to.deep.equal([
      ["more"],
      ["more"],
    ]);
  });

  it("takes the newest task of a slot that has moved to another node", async () => {
    const [task] = await engine.tasks.list();
    const on = (ID: string, NodeID: string, CreatedAt: string) => ({
      ...task,
      ID,
      NodeID,
      CreatedAt,
    });
    engine.nodes.list = async () => ["a", "b"].map((ID) => named(ID));
    engine.tasks.list = async () =>
      [on("old", "a", "2026-01-01"), on("new", "b", "2026-01-02")] as Task[];

    const [log, ...more] = await logs({ service: "web" });

    expect([log?.taskId, log?.node, more]).to.deep.equal(["new", "b", []]);
  });

  it("names the task of a global service by its node", async () => {
    const [task] = await engine.tasks.list();
    engine.tasks.list = async () => (task ? [{ ...task, Slot: 0 }] : []);

    expect((await logs({ service: "web" })).map(({ task }) => task)).to.deep.equal(["web.node1"]);
  });

  for (const [asked, says] of [
    [{ service: "" }, "Look-up of logs: give the name or id of a `service`, as text."],
    [{ service: 1 }, "Look-up of logs: give the name or id of a `service`, as text."],
    [{ service: "web", tail: 0 }, 'Logs of "web": `tail` is a number of lines, 1 or more.'],
    [{ service: "web", tail: "all" }, 'Logs of "web": `tail` is a number of lines, 1 or more.'],
  ] as [Asked<"logs">, string][])
    it(`refuses ${JSON.stringify(asked)}`, async () => {
      expect(await failure(logs(asked))).to.equal(says);
    });

  it("says which service is missing", async () => {
    expect(await failure(logs({ service: "wbe" }))).to.contain('Did you mean "web"?');
  });
});

describe("a look-up of an image at its registry", () => {
  const told = (engine: FakeEngine, image: string) => asking(engine)("registryImage", { image });

  it("tells what the tag stands for, and what it is made for, by an engine in no swarm, too", async () => {
    const engine = engineAlone();
    engine.digests["shop/web:1"] = DIGEST;

    expect(await told(engine, "shop/web:1")).to.deep.equal({
      digest: DIGEST,
      pinned: `shop/web:1@${DIGEST}`,
      platforms: ["linux/amd64"],
    });
  });

  it("says why it does not know", async () => {
    expect(await failure(told(engineAlone(), "shop/web:1"))).to.equal(
      'Image "shop/web:1": no registry could be asked (no such host). ' +
        "See that the engine reaches the registry.",
    );
  });

  it("refuses what is no image", async () => {
    const nothing = { image: undefined } as unknown as Asked<"registryImage">;
    expect(await failure(asking(engineAlone())("registryImage", nothing))).to.equal(
      "Look-up of an image: give the `image`, as text.",
    );
    expect(await failure(told(engineAlone(), "shop/Web:1"))).to.equal(
      'Image "shop/Web:1" is no image reference: the repository "shop/Web" must be in lower case.',
    );
  });
});
