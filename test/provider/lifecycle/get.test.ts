// What `Service.get` and its like ask of the provider: an object that the program does not own.

import { expect } from "chai";
import { lifecycle } from "../../../provider/lifecycle";
import { without } from "../../../provider/resources/common";
import { config, secret } from "../../../provider/resources/data";
import { network } from "../../../provider/resources/network";
import type { CommonInputs, ResourceType } from "../../../provider/resources/resource";
import { service } from "../../../provider/resources/service";
import { stack } from "../../../provider/resources/stack";
import { volume } from "../../../provider/resources/volume";
import { openSession } from "../../../provider/session";
import { visible, type Props } from "../../../provider/state";
import type { FakeEngine } from "../../fakes/engine";
import { network as networkSpec, service as serviceSpec } from "../engine/contract/support";
import { engineInSwarm, failureOf, overTheWire, pulumi, PROVIDER, urn, writesOf } from "./support";

const LABELS = { a: "b", "pulumi-swarm.project": "other", "pulumi-swarm.name": "web" };

const ROWS: { type: ResourceType<CommonInputs>; told: Props }[] = [
  {
    type: service as unknown as ResourceType<CommonInputs>,
    told: {
      ...{ name: "web", image: "busybox:latest", labels: {} },
      ...{ runningImage: "busybox:latest@sha256:0123", publishedPorts: [] },
      deploy: { mode: "replicated", replicas: 2, labels: { a: "b" } },
    },
  },
  {
    type: network as unknown as ResourceType<CommonInputs>,
    told: {
      ...{ name: "web", labels: { a: "b" }, driver: "overlay", driverOpts: {}, scope: "swarm" },
      ...{ attachable: false, internal: false, ingress: false, enableIpv6: false },
      ipam: { config: [] },
    },
  },
  {
    type: volume as unknown as ResourceType<CommonInputs>,
    told: { name: "web", driver: "local", driverOpts: {}, labels: { a: "b" } },
  },
  {
    type: secret as unknown as ResourceType<CommonInputs>,
    told: { name: "web", labels: { a: "b" } },
  },
  {
    type: config as unknown as ResourceType<CommonInputs>,
    told: { name: "web", labels: { a: "b" }, data: "hello" },
  },
];

describe("an object that a program uses without owning it", () => {
  let engine: FakeEngine;
  const read = (type: ResourceType<CommonInputs>, id: string, more: Props = { __get: true }) => {
    const verbs = lifecycle(type, (needs) => openSession(needs, () => engine));
    const hidden = { __urn: urn(type.type, "mine"), __provider: PROVIDER };
    return verbs.read(id, { ...hidden, ...more });
  };

  beforeEach(async () => {
    engine = await engineInSwarm();
    await engine.networks.create({ ...networkSpec("web"), Labels: LABELS });
    await engine.volumes.create({ Name: "web", Labels: LABELS });
    const content = { Name: "web", Labels: LABELS, Data: Buffer.from("hello").toString("base64") };
    await engine.secrets.create(content);
    await engine.configs.create(content);
    const spec = serviceSpec("web", {
      ContainerSpec: { Image: "busybox:latest@sha256:0123" },
    });
    await engine.services.create({ ...spec, Labels: LABELS });
    engine.calls.length = 0;
  });

  for (const { type, told } of ROWS) {
    it(`is read as a ${type.type}, by its name, and nothing is written`, async () => {
      const { id, props = {} } = overTheWire(await read(type, "web"));

      expect([id, props.__urn, props.__provider]).to.deep.equal([
        "web",
        urn(type.type, "mine"),
        PROVIDER,
      ]);
      expect(props).to.include({ __got: true, clusterId: (await engine.swarm.inspect())?.ID });
      expect(without(visible(props), "clusterId")).to.deep.equal(told);
      expect(writesOf(engine)).to.deep.equal([]);
    });

    it(`is read again by a refresh as the same ${type.type}`, async () => {
      const first = await read(type, "web");

      expect(await read(type, "web", first.props)).to.deep.equal(first);
    });

    it(`is an error when there is no such ${type.type}, and gone in a refresh`, async () => {
      const { message } = await failureOf(read(type, "wbe"));

      expect(message).to.match(/^\w+ "wbe": the engine at fake:.* Did you mean "web"\?/);
      expect(await read(type, "wbe", { __got: true })).to.deep.equal({});
    });
  }

  it("is found by its id", async () => {
    const live = await engine.services.inspect("web");
    const { props = {} } = await read(
      service as unknown as ResourceType<CommonInputs>,
      live?.ID ?? "",
    );

    expect(props.name).to.equal("web");
  });

  it("is no longer in another swarm than it was", async () => {
    const { type } = ROWS[0] as (typeof ROWS)[number];
    const { message } = await failureOf(read(type, "web", { __got: true, clusterId: "another" }));

    expect(message).to.contain("but this resource lives in swarm another");
  });

  it("is no stack, for that is more than an object", async () => {
    const type = stack as unknown as ResourceType<CommonInputs>;

    expect((await failureOf(read(type, "shop"))).message).to.equal(
      'Stack "shop": only a Service, Network, Volume, Secret or Config can be had without owning it.',
    );
  });

  it("stays where the program owned it until this run, and Pulumi deletes the original", async () => {
    const own = pulumi(network, engine, { name: "front" });
    await own.up({});

    await read(network as unknown as ResourceType<CommonInputs>, "front");
    await own.destroy();

    expect(await engine.networks.inspect("front")).to.have.property("Name", "front");
  });
});
