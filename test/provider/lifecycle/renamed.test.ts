import { expect } from "chai";
import { node } from "../../../provider/resources/node";
import { stack } from "../../../provider/resources/stack";
import { theNode } from "../../fakes/nodes";
import { startStub } from "../../fakes/stub";
import { engineInSwarm, pulumi } from "./support";

describe("a resource that the program calls by another name, with an alias", () => {
  it("stays ours in the preview, though its labels tell the old name", async () => {
    const engine = await engineInSwarm();
    const args = { name: "shop", converge: false, services: { web: { image: "nginx:1" } } };
    const before = await pulumi(stack, engine, { name: "shop" }).up(args);

    const renamed = pulumi(stack, engine, { name: "store" });
    const changed = { ...args, services: { web: { image: "nginx:2" } } };
    const { failures } = await renamed.check(changed, before.inputs, true);

    expect(failures).to.deep.equal([]);
  });

  it("stays ours in the preview, where the name of a node goes with it, too", async () => {
    const Swarm = { LocalNodeState: "active", NodeID: theNode.ID };
    const stub = await startStub({ answer: () => ({ body: { Swarm } }) });
    const engine = await engineInSwarm();
    const nodeConnection = { host: stub.host };
    const before = await pulumi(node, engine, { name: "w1" }).up({ name: "w1", nodeConnection });

    const renamed = pulumi(node, engine, { name: "worker" });
    const changed = { name: "worker", nodeConnection };
    const known = await renamed.check(changed, before.inputs, true);
    // The same run would be taken for a replacement, which is planned once.
    renamed.anew();
    const stranger = await renamed.check(changed, {}, true);
    await stub.close();

    expect(known.failures).to.deep.equal([]);
    expect(stranger.failures.map(({ reason }) => reason)).to.deep.equal([
      `Node "worker": a node of this name exists (id ${theNode.ID}), and it belongs to "w1" of Pulumi project "shop", ` +
        'stack "prod". Choose another name, or take it over with `adopt: true`.',
    ]);
  });
});
