import { expect } from "chai";
import type { Engine } from "../../../provider/engine/engine";
import type { NetworkSpec, Node } from "../../../provider/engine/types";
import { JOINED, ownerLabels, ownerOf } from "../../../provider/owner";
import { reporter } from "../../../provider/progress";
import { swarmCluster, type SwarmClusterInputs } from "../../../provider/resources/swarm-cluster";
import { theNode } from "../../fakes/nodes";
import { engineAlone, failureOf, pulumi, urn, writesOf } from "./support";

const data = (Name: string) => ({ Name, Labels: {}, Data: "aGVsbG8=" });
const job = (Name: string) => ({
  ...{ Name, Mode: { Replicated: { Replicas: 0 } } },
  TaskTemplate: { ContainerSpec: { Image: "busybox" }, Placement: {} },
});

/** What a preview says of it; no words where it asks nothing. */
const foretold = (
  engine: Engine,
  inputs: SwarmClusterInputs,
  before: SwarmClusterInputs = { name: "prod" },
) => swarmCluster.foretell?.(engine, inputs, before, ownerOf(urn("SwarmCluster", "prod")));

describe("the end of a swarm that was made", () => {
  async function made() {
    const engine = engineAlone();
    const resource = pulumi(swarmCluster, engine, { name: "prod" });
    await resource.up({});
    return { engine, resource };
  }

  const HELD: [string, (engine: Engine) => Promise<unknown>, string][] = [
    ["a service", (engine) => engine.services.create(job("web")), "1 service"],
    ["a secret", (engine) => engine.secrets.create(data("pw")), "1 secret"],
    ["two configs", async (engine) => [await engine.configs.create(data("a")), await engine.configs.create(data("b"))], "2 configs"],
    ["an overlay network", (engine) => engine.networks.create({ Name: "front", Driver: "overlay" } as NetworkSpec), "1 network"],
    ["a service and a secret", async (engine) => [await engine.services.create(job("web")), await engine.secrets.create(data("pw"))],
      "1 service and 1 secret"],
  ]; // prettier-ignore
  for (const [what, make, words] of HELD)
    it(`is refused with ${what} in it`, async () => {
      const { engine, resource } = await made();
      await make(engine);
      engine.calls.length = 0;

      expect((await failureOf(resource.destroy())).message).to.equal(
        `Swarm of "prod": it still holds ${words}. Remove all that first, or set ` +
          "forceDestroy: true and run `pulumi up`: then it is left with all that it holds.",
      );
      expect(writesOf(engine)).to.deep.equal([]);
    });

  const node = (ID: string, more: Partial<Node> = {}): Node => ({
    ...{ ...theNode, ID, ManagerStatus: undefined, ...more },
    Description: { ...theNode.Description, Hostname: ID },
  });
  const manager = (ID: string) => node(ID, { ManagerStatus: theNode.ManagerStatus });

  it("is refused with other nodes in it, which are named", async () => {
    const { engine, resource } = await made();
    for (const ID of ["w2", "w1"]) engine.bring(node(ID));

    expect((await failureOf(resource.destroy())).message).to.equal(
      'Swarm of "prod": it still holds 2 other nodes (w1 and w2). Remove all that first (declared as `Node`, nodes leave by ' +
        "themselves), or set forceDestroy: true and run `pulumi up`: then it is left with all that it holds.",
    );
  });

  const WAY_OUT = (them: string) =>
    `Declare ${them} as Node with \`connection\` and \`forceDestroy: true\` before the destroy, or run ` +
    `\`docker swarm leave --force\` on ${them} after it.`;
  const LEFT: [string, Node[], string[]][] = [
    ["no other node", [], []],
    ["a worker", [node("w1")], [`forceDestroy lets one engine leave, and w1 stays in the swarm, which has no manager then. ${WAY_OUT("it")}`]],
    ["one other manager", [node("w1"), manager("m2")], [`forceDestroy lets one engine leave, and m2 and w1 stay in the swarm, where m2 alone is no majority of the managers, so that nobody leads it then. ${WAY_OUT("them")}`]],
    ["two other managers", [manager("m3"), manager("m2")], [`forceDestroy lets one engine leave, and m2 and m3 stay in the swarm, which goes on with m2 and m3 as its managers. ${WAY_OUT("them")}`]],
  ]; // prettier-ignore
  for (const [what, nodes, warnings] of LEFT)
    it(`is told with forceDestroy where there is ${what}: by the preview of it, and when it comes`, async () => {
      const { engine, resource } = await made();
      nodes.forEach(engine.bring);
      const inputs = { name: "prod", forceDestroy: true };
      const { outs } = await resource.up(inputs);
      const told: string[] = [];
      const warn = async (text: string) => void told.push(text);

      await swarmCluster.mayRemove?.(engine, outs, { ...reporter(undefined), warn });

      expect(told).to.deep.equal(warnings);
      expect(await foretold(engine, inputs)).to.deep.equal(warnings);
      expect(await foretold(engine, inputs, inputs)).to.deep.equal([]);
    });

  it("is not foretold of nodes that leave by themselves", async () => {
    const { engine } = await made();
    const labels = ownerLabels(ownerOf(urn("Node", "w1")), "w1");
    const Spec = { ...theNode.Spec, Labels: { ...labels, [JOINED]: "true" } };
    engine.bring(node("w1", { Spec }));

    expect(await foretold(engine, { name: "prod", forceDestroy: true })).to.deep.equal([]);
  });

  it("comes when nothing else lives in it", async () => {
    const { engine, resource } = await made();

    await resource.destroy();

    expect(await engine.swarm.inspect()).to.equal(undefined);
  });

  it("comes with forceDestroy whatever lives in it", async () => {
    const { engine, resource } = await made();
    await engine.secrets.create(data("pw"));
    await resource.up({ forceDestroy: true });

    await resource.destroy();

    expect(await engine.swarm.inspect()).to.equal(undefined);
  });

  it("never comes for one that was there before", async () => {
    const engine = engineAlone();
    await engine.swarm.init({ ListenAddr: "0.0.0.0:2377" });
    const resource = pulumi(swarmCluster, engine, { name: "prod" });
    await resource.up({ forceDestroy: true });

    await resource.destroy();

    expect((await engine.swarm.inspect())?.Spec.Labels).to.deep.equal({});
  });
});
