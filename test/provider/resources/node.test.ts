import { expect } from "chai";
import type { Node } from "../../../provider/engine/types";
import { node } from "../../../provider/resources/node";
import type { FakeEngine } from "../../fakes/engine";
import { theNode } from "../../fakes/nodes";
import { engineInSwarm, failureOf, pulumi, writesOf } from "../lifecycle/support";

const other = (ID: string, State: string, Hostname = "worker-1"): Node => ({
  ...{ ...theNode, ID, ManagerStatus: undefined, Status: { State, Addr: "10.0.0.9" } },
  Spec: { Role: "worker", Availability: "active" },
  Description: { ...theNode.Description, Hostname },
});

describe("a member of a swarm, by its hostname", () => {
  let engine: FakeEngine;
  beforeEach(async () => {
    engine = await engineInSwarm();
  });

  const labelsOf = async (id: string) => {
    const labels = Object.entries((await engine.nodes.inspect(id))?.Spec.Labels ?? {});
    return Object.fromEntries(labels.filter(([key]) => !key.startsWith("pulumi-swarm.")));
  };

  it("is the one that is up, where an old entry is beside it", async () => {
    engine.bring(other("old", "down"));
    engine.bring(other("new", "ready"));

    await pulumi(node, engine).up({ name: "worker-1", labels: { disk: "ssd" } });

    expect([await labelsOf("old"), await labelsOf("new")]).to.deep.equal([{}, { disk: "ssd" }]);
  });

  it("is refused where two are up, and may be named by its id then", async () => {
    engine.bring(other("one", "ready"));
    engine.bring(other("two", "ready"));
    const resource = pulumi(node, engine);

    const { message } = await failureOf(resource.up({ name: "worker-1" }));
    expect(message).to.contain(
      "2 nodes of the swarm have this hostname: one (ready) and two (ready)",
    );
    await resource.up({ name: "two", labels: { disk: "ssd" } });

    expect([await labelsOf("one"), await labelsOf("two")]).to.deep.equal([{}, { disk: "ssd" }]);
  });

  it("that another program has is refused unless it is taken over, and nothing is written", async () => {
    engine.bring(other("one", "ready"));
    await pulumi(node, engine, { project: "other" }).up({ name: "worker-1", labels: { a: "1" } });
    const resource = pulumi(node, engine);
    engine.calls.length = 0;

    const { message } = await failureOf(resource.up({ name: "worker-1" }));

    expect(message).to.contain('it belongs to "web" of Pulumi project "other"');
    expect(engine.calls).to.not.include("nodes.update");
    await resource.up({ name: "worker-1", labels: { b: "1" }, adopt: true });
    expect(await labelsOf("one")).to.deep.equal({ a: "1", b: "1" });
  });

  it("loses the labels that were declared when its resource goes, and stays", async () => {
    engine.bring({
      ...other("one", "ready"),
      Spec: { Role: "worker", Availability: "active", Labels: { theirs: "1" } },
    });
    const resource = pulumi(node, engine);
    await resource.up({ name: "worker-1", labels: { disk: "ssd" } });

    await resource.destroy();

    expect((await engine.nodes.inspect("one"))?.Spec.Labels).to.deep.equal({ theirs: "1" });
  });

  it("leaves the swarm with its resource where forceDestroy says so", async () => {
    engine.bring(other("one", "down"));
    const resource = pulumi(node, engine);
    await resource.up({ name: "worker-1", forceDestroy: true });

    await resource.destroy();

    expect((await engine.nodes.list()).map(({ ID }) => ID)).to.deep.equal([theNode.ID]);
  });

  for (const [state, ...calls] of [
    ["ready", "nodes.update", "nodes.remove"],
    ["down", "nodes.remove"],
  ] as const)
    // prettier-ignore
    it(`is looked at again where a new leader knows nothing of it, before it leaves as one that is ${state}`, async () => {
      engine.bring(other("one", "unknown"));
      const resource = pulumi(node, engine);
      await resource.up({ name: "worker-1", forceDestroy: true });
      const { inspect } = engine.nodes;
      let looks = 0;
      engine.nodes.inspect = async (id) => {
        const there = await inspect(id);
        looks += 1;
        return there && looks > 2 ? { ...there, Status: { State: state } } : there;
      };
      engine.calls.length = 0;

      await resource.destroy();

      expect(writesOf(engine)).to.deep.equal(calls);
    });

  it("is set again after an answer that got lost", async () => {
    engine.bring(other("one", "ready"));
    const resource = pulumi(node, engine);
    let isLost = false;
    engine.after = (call) => {
      if (call !== "nodes.update" || isLost) return;
      isLost = true;
      throw new Error("the answer got lost");
    };

    await failureOf(resource.up({ name: "worker-1", labels: { disk: "ssd" } }));
    await resource.up({ name: "worker-1", labels: { disk: "ssd" } });

    expect(await labelsOf("one")).to.deep.equal({ disk: "ssd" });
    expect(engine.calls.filter((call) => call === "nodes.update")).to.have.length(1);
  });

  it("stays the recorded one while that is down and another of its hostname is up", async () => {
    engine.bring(other("one", "down"));
    const resource = pulumi(node, engine);
    await resource.up({ name: "worker-1", labels: { disk: "ssd" } });
    engine.bring(other("two", "ready"));

    await resource.up({ name: "worker-1", labels: { disk: "nvme" } });

    expect([await labelsOf("one"), await labelsOf("two")]).to.deep.equal([{ disk: "nvme" }, {}]);
  });

  it("that another resource has taken over meanwhile is left to it", async () => {
    engine.bring(other("one", "ready"));
    const old = pulumi(node, engine, { name: "old" });
    const args = { name: "worker-1", labels: { disk: "ssd" }, forceDestroy: true };
    await old.up(args);
    await pulumi(node, engine, { name: "new" }).up({ ...args, adopt: true });
    const before = await engine.nodes.inspect("one");

    await old.destroy();

    expect(await engine.nodes.inspect("one")).to.deep.equal(before);
  });

  it("has one engine: a list of hosts is refused", async () => {
    const nodeConnection = { host: ["tcp://127.0.0.1:1", "tcp://127.0.0.1:2"] };

    const { failures } = await pulumi(node, engine).check({ name: "worker-1", nodeConnection });

    expect(failures.map(({ reason }) => reason)).to.deep.equal([
      "connection.host: names 2 engines, and a node is one. Write its own address.",
    ]);
  });
});
