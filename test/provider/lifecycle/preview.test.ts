import { expect } from "chai";
import { SwarmError } from "../../../provider/errors";
import { UNKNOWN } from "../../../provider/model/unknown";
import { network } from "../../../provider/resources/network";
import { service } from "../../../provider/resources/service";
import { stack } from "../../../provider/resources/stack";
import type { Props } from "../../../provider/state";
import type { FakeEngine } from "../../fakes/engine";
import { service as serviceSpec } from "../engine/contract/support";
import { node } from "../plan/swarms";
import { engineAlone, engineInSwarm, pulumi } from "./support";

const web = { image: "nginx" };

describe("a preview", () => {
  let engine: FakeEngine;
  beforeEach(async () => {
    engine = await engineInSwarm();
  });
  const failuresOf = async (args: Props, olds: Props = {}): Promise<string> => {
    const { failures } = await pulumi(service, engine).check(args, olds, true);
    return failures.map(({ reason }) => reason).join("\n");
  };

  it("tells a port that another service holds", async () => {
    const spec = serviceSpec("other");
    const Ports = [{ TargetPort: 80, PublishedPort: 8080, Protocol: "tcp" as const }];
    await engine.services.create({ ...spec, EndpointSpec: { Ports } });

    expect(await failuresOf({ ...web, ports: ["8080:80"] })).to.equal(
      'Service "web": port 8080/tcp is already published by service "other". ' +
        "Publish another port, or remove that service first.",
    );
  });

  it("tells a constraint that no node meets", async () => {
    const deploy = { placement: { constraints: ["node.role == worker"] } };

    expect(await failuresOf({ ...web, deploy })).to.contain("matches 0 of 1 node.");
  });

  it("only warns of nodes where the run may bring some first", async () => {
    const deploy = { placement: { constraints: ["node.role == worker"] } };

    expect(await failuresOf({ ...web, deploy, __after: true })).to.equal("");
  });

  const ASKED: Record<string, [Props, string[]]> = {
    "nodes for a service": [{}, []],
    "services for its ports": [{ ports: ["80:80"] }, ["services.list"]],
    "tasks for what it reserves": [
      { deploy: { resources: { reservations: { memory: "4M" } } } },
      ["tasks.list"],
    ],
    "both for a port of the nodes": [
      { ports: [{ target: 80, published: 80, mode: "host" }] },
      ["services.list", "tasks.list"],
    ],
  };
  for (const [what, [args, more]] of Object.entries(ASKED))
    it(`asks for no more than it needs: ${what}`, async () => {
      await failuresOf({ ...web, ...args });

      const always = ["engine.info", "services.list", "engine.distribution", "nodes.list"];
      expect(engine.calls).to.deep.equal([...always, "images.inspect", ...more]);
    });

  it("asks once for the volumes of a stack, and for none where their services stay", async () => {
    const shop = pulumi(stack, engine);
    const args = (image: string): Props => ({
      services: { web: { image, volumes: ["d:/d"] }, api: { image, volumes: ["d:/d", "e:/e"] } },
      volumes: { d: {}, e: {} },
      converge: false,
    });
    const { failures } = await shop.check(args("nginx:1"), {}, true);
    expect(failures).to.deep.equal([]);
    const asked = engine.calls.filter((call) => call.startsWith("volumes"));
    const { inputs } = await shop.up(args("nginx:1"));
    engine.calls.length = 0;
    await shop.check(args("nginx:2"), inputs, true);

    expect(asked).to.deep.equal(["volumes.list"]);
    expect(engine.calls).to.not.include("volumes.list");
  });

  it("plans what is replaced once, though Pulumi checks it twice", async () => {
    const shop = pulumi(stack, engine);
    const args = { services: { web }, converge: false };
    const { inputs: shops } = await shop.up({ ...args, name: "shop" });
    const front = pulumi(network, engine, { name: "front" });
    const { inputs: fronts } = await front.up({ attachable: true });
    const asks = async (check: Promise<unknown>): Promise<boolean> => {
      engine.calls.length = 0;
      await check;
      return engine.calls.includes("networks.list");
    };
    const store = { ...args, name: "store" };
    const none = {};

    expect([
      await asks(shop.check(store, shops, true)),
      await asks(shop.check(store, none, true)),
      await asks(front.check({ attachable: false }, fronts, true)),
      await asks(front.check({ attachable: false }, none, true)),
      await asks(front.check({ attachable: false }, none, true)),
    ]).to.deep.equal([true, false, false, true, true]);
  });

  it("refuses no subnet that a stack frees when it goes, before it is made under another name", async () => {
    const shop = pulumi(stack, engine);
    const ipam = { config: [{ subnet: "10.20.0.0/24" }] };
    const services = { web: { ...web, networks: ["front"] } };
    const args = { services, networks: { front: { ipam } }, converge: false };
    const { inputs } = await shop.up({ ...args, name: "shop" });

    const { failures } = await shop.check({ ...args, name: "store" }, inputs, true);

    expect(failures).to.deep.equal([]);
  });

  it("asks for no image that its registry told of", async () => {
    engine.digests = { "nginx:latest": `sha256:${"1".repeat(64)}` };

    await failuresOf(web);

    expect(engine.calls).not.to.contain("images.inspect");
  });

  it("asks no registry where none is to be asked, and still looks for the image", async () => {
    await failuresOf({ ...web, resolveImage: "never" });

    const calls = ["engine.info", "services.list", "nodes.list", "images.inspect"];
    expect(engine.calls).to.deep.equal(calls);
  });

  it("looks for no image that runs already", async () => {
    const args = { ...web, converge: false, resolveImage: "never" };
    const { inputs } = await pulumi(service, engine).up(args);
    engine.calls.length = 0;

    await failuresOf({ ...args, environment: { A: "1" } }, inputs);

    expect(engine.calls).not.to.contain("images.inspect");
  });

  it("lists all tasks once, for images and for what is reserved", async () => {
    const other = { ...node("other"), ID: "node2" };
    Object.assign(engine.nodes, { list: () => Promise.resolve([node("fake"), other]) });
    const deploy = { resources: { reservations: { memory: "4M" } } };

    await failuresOf({ ...web, deploy });

    expect(engine.calls.filter((call) => call === "tasks.list")).to.have.length(1);
  });

  it("tells a field that the engine would drop", async () => {
    engine.apiVersion = () => Promise.resolve("1.41");

    expect(await failuresOf({ ...web, oomScoreAdj: 5 })).to.contain("needs engine API 1.46");
  });

  it("lets pass a network that may still be made, which the run itself refuses", async () => {
    expect(await failuresOf({ ...web, networks: ["later"] })).to.equal("");
  });

  it("refuses nothing of its own: ports and names that it holds already", async () => {
    const args = { ...web, ports: ["8080:80"], converge: false };
    const { inputs } = await pulumi(service, engine).up(args);

    expect(await failuresOf({ ...args, image: "nginx:2" }, inputs)).to.equal("");
  });

  it("passes where there is no swarm yet", async () => {
    engine = engineAlone();

    expect(await failuresOf(web)).to.equal("");
  });

  it("passes where the engine does not answer", async () => {
    engine.before = () => {
      throw new SwarmError("ENGINE_UNREACHABLE", "cut");
    };

    expect(await failuresOf(web)).to.equal("");
  });

  it("fails where the engine's answer says what is wrong", async () => {
    engine.before = () => {
      throw new SwarmError("ENGINE_REFUSED", "denied");
    };

    const failure = await failuresOf(web).catch((error: Error) => error.message);
    expect(failure).to.equal("denied");
  });

  const NOT_YET: Record<string, Props> = {
    "the swarm is not made yet": { __cluster: UNKNOWN },
    "the connection is not known yet": { connection: UNKNOWN },
    "a part of the connection is not known yet": { connection: { host: UNKNOWN } },
  };
  for (const [when, more] of Object.entries(NOT_YET))
    it(`asks no engine while ${when}`, async () => {
      const { failures } = await pulumi(stack, engine).check(
        { services: { web }, ...more },
        {},
        true,
      );

      expect(failures).to.deep.equal([]);
      expect(engine.calls).to.deep.equal([]);
    });

  it("asks nothing outside a preview", async () => {
    await pulumi(service, engine).check(web, {});

    expect(engine.calls).to.deep.equal([]);
  });
});
