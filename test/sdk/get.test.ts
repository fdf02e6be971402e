// Resources that a program uses without owning them: what is asked of Pulumi, and what they can be passed to.

import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import * as swarm from "../../sdk";
import { inputsOf, program, valueOf, type Registered } from "./mocks";

const { Service, Network, Volume, Secret, Config } = swarm;
const GETTERS = { Service, Network, Volume, Secret, Config };
const host = "tcp://10.0.0.1:2376";

describe("a resource that a program does not own", () => {
  let registered: Registered[];
  beforeEach(async () => {
    registered = await program();
  });

  for (const [type, { get }] of Object.entries(GETTERS)) {
    it(`is asked for as a ${type} by its place alone`, async () => {
      const one = get("mine", "their-id", { connection: { host } }, { protect: true });
      await valueOf(one.urn);

      expect(registered).to.have.length(1);
      const { inputs, ...rest } = registered[0] as Registered;
      expect(rest).to.deep.equal({
        type: `pulumi-nodejs:dynamic/swarm:${type}`,
        name: "mine",
        id: "their-id",
        secretOutputs: type === "Volume" ? ["driverOpts"] : [],
      });
      expect({ ...inputs, __provider: "" }).to.deep.equal({
        __get: true,
        __provider: "",
        __urn: `urn:pulumi:prod::shop::pulumi-nodejs:dynamic/swarm:${type}::mine`,
        connection: { host },
      });
    });

    it(`gives a ${type} the outputs of one that is made`, async () => {
      const one = get("mine", "their-id") as unknown as Record<string, pulumi.Output<unknown>>;

      for (const key of ["id", "clusterId", "name", "labels", "connection"])
        expect(pulumi.Output.isInstance(one[key]), key).to.equal(true);
    });
  }

  it("asks with the connection and the swarm of its cluster", async () => {
    const cluster = new swarm.SwarmCluster("prod", { connection: { host } });

    await valueOf(swarm.Network.get("front", "shop_front", { cluster }).urn);

    const read = registered.find(({ name }) => name === "front");
    expect(read?.inputs).to.deep.include({ connection: { host }, __cluster: "c1" });
  });

  it("is unknown in a preview while its swarm is not made yet", async () => {
    registered = await program({ preview: true });
    const cluster = new swarm.SwarmCluster("prod", { connection: { host } });

    await valueOf(swarm.Network.get("front", "shop_front", { cluster }).urn);

    expect(registered.find(({ name }) => name === "front")?.id).to.not.equal("shop_front");
  });

  it("is passed to a service as one that is made", async () => {
    const front = swarm.Network.get("front", "shop_front");
    const data = swarm.Volume.get("data", "shop_data");
    const web = new swarm.Service("web", {
      image: "nginx",
      networks: [front],
      secrets: [swarm.Secret.get("pw", "shop_pw")],
      volumes: [{ source: data, target: "/data" }],
    });

    await valueOf(web.urn);
    const { networks, volumes } = await inputsOf(registered, web);

    expect(networks).to.have.length(1);
    expect((await inputsOf(registered, web)).secrets).to.have.length(1);
    expect(volumes).to.be.an("array").with.length(1);
  });
});

describe("isInstance", () => {
  it("knows each class from the others, and from what is no resource", async () => {
    await program();
    const front = new swarm.Network("front");

    expect(Object.values(GETTERS).map((one) => one.isInstance(front))).to.deep.equal([
      ...[false, true, false, false, false],
    ]);
    for (const thing of [undefined, null, "front", {}, pulumi.output("front")])
      expect(swarm.Network.isInstance(thing)).to.equal(false);
  });
});
