// What is asked of an engine to find the nodes that have an image.

import { expect } from "chai";
import { SwarmError } from "../../provider/errors";
import { lookForImages } from "../../provider/places";
import { node } from "./plan/swarms";
import { service } from "./engine/contract/support";
import { engineInSwarm } from "./lifecycle/support";

const untold = (...images: string[]) =>
  images.map((image) => ({
    image,
    spec: service("web", { ContainerSpec: { Image: image } }),
    why: "no registry could be asked (no such host)",
    isAsked: true,
  }));

describe("a look for nodes that have images", () => {
  const two = [node("node1"), node("node2")];

  it("asks nothing where a registry told of all", async () => {
    const engine = await engineInSwarm();

    expect(await lookForImages(engine, [], {})).to.deep.equal({ warnings: [] });
    expect(engine.calls).to.deep.equal([]);
  });

  it("asks once for each image, and for tasks only where other nodes are in question", async () => {
    const engine = await engineInSwarm();
    engine.held = ["a:1", "b:1"];

    const all = untold("a:1", "b:1", "a:1");
    const here = await lookForImages(engine, all, { nodeId: "node1" });

    expect(here).to.deep.equal({ warnings: [], tasks: undefined });
    expect(engine.calls).to.deep.equal(["nodes.list", "images.inspect", "images.inspect"]);

    engine.calls.length = 0;
    const { warnings, tasks } = await lookForImages(engine, all, { nodeId: "node1", nodes: two });

    expect([warnings.length, tasks]).to.deep.equal([1, []]);
    expect(engine.calls).to.deep.equal(["images.inspect", "images.inspect", "tasks.list"]);
  });

  for (const code of ["ENGINE_REFUSED", "NOT_FOUND", "ENGINE_UNREACHABLE"] as const)
    it(`goes on where the images are not to be seen: ${code}`, async () => {
      const engine = await engineInSwarm();
      engine.before = (call) => {
        if (call === "images.inspect") throw new SwarmError(code, "denied");
      };

      const { warnings } = await lookForImages(engine, untold("a:1"), { nodeId: "node1" });

      expect(warnings[0]).to.contain("fake is not known to have it.");
    });

  it("fails with a fault of our own", async () => {
    const engine = await engineInSwarm();
    engine.before = (call) => {
      if (call === "images.inspect") throw new TypeError("oops");
    };

    const failure = await lookForImages(engine, untold("a:1"), {}).catch((error: Error) => error);

    expect(failure).to.be.instanceOf(TypeError);
  });
});
