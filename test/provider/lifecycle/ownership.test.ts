import { expect } from "chai";
import type { NetworkSpec, ServiceSpec } from "../../../provider/engine/types";
import { network } from "../../../provider/resources/network";
import type { CommonInputs, ResourceType } from "../../../provider/resources/resource";
import { service } from "../../../provider/resources/service";
import { stack } from "../../../provider/resources/stack";
import { swarmCluster } from "../../../provider/resources/swarm-cluster";
import { volume } from "../../../provider/resources/volume";
import type { Props } from "../../../provider/state";
import type { FakeEngine } from "../../fakes/engine";
import { network as networkSpec, service as serviceSpec } from "../engine/contract/support";
import { engineInSwarm, failureOf, inventory, pulumi, writesOf } from "./support";

const SINGLE: { type: ResourceType<CommonInputs>; args: Props }[] = [
  { type: network as unknown as ResourceType<CommonInputs>, args: { labels: { a: "b" } } },
  { type: volume as unknown as ResourceType<CommonInputs>, args: {} },
  {
    type: service as unknown as ResourceType<CommonInputs>,
    args: { image: "busybox:latest", deploy: { replicas: 2 }, converge: false },
  },
];

/** As somebody made it without Pulumi. */
async function makeByHand(engine: FakeEngine): Promise<void> {
  await engine.networks.create(networkSpec("web"));
  await engine.volumes.create({ Name: "web" });
  await engine.services.create(serviceSpec("web"));
  engine.calls.length = 0;
}

describe("an object that somebody else made", () => {
  let engine: FakeEngine;
  beforeEach(async () => {
    engine = await engineInSwarm();
  });

  for (const { type, args } of SINGLE) {
    it(`is refused as a ${type.type}, in the preview too, before anything is written`, async () => {
      await makeByHand(engine);
      const resource = pulumi(type, engine);

      const { failures } = await resource.check(args, {}, true);
      const { message } = await failureOf(resource.up(args));

      const told = failures.map(({ reason }) => reason).join();
      expect(told).to.equal(message);
      expect(message).to.match(
        / "web": a \w+ of this name exists \(id \w+\), and no Pulumi stack made it/,
      );
      expect(writesOf(engine)).to.deep.equal([]);
    });

    it(`is refused as a ${type.type} with the name of its owner`, async () => {
      await pulumi(type, engine, { project: "theirs" }).up(args);

      const { message } = await failureOf(pulumi(type, engine).up(args));

      expect(message).to.contain('it belongs to "web" of Pulumi project "theirs", stack "prod"');
    });

    it(`is taken over as a ${type.type} on demand, and is ours from then on`, async () => {
      await makeByHand(engine);
      const before = await inventory(engine);
      const resource = pulumi(type, engine);

      const made = await resource.up({ ...args, adopt: true });

      expect(await inventory(engine)).to.deep.equal(before);
      expect((await resource.diff({ ...args, adopt: true })).changes).to.equal(false);
      expect(await resource.refresh()).to.deep.equal(made);
    });
  }

  it("is refused as a Volume, too, when it is made between the look and the create", async () => {
    const theirs = pulumi(volume, engine, { project: "theirs" });
    let looked = false;
    engine.before = async (call) => {
      if (call !== "volumes.create" || looked) return;
      looked = true;
      await theirs.up({});
    };

    const { message } = await failureOf(pulumi(volume, engine).up({}));

    expect(message).to.contain('it belongs to "web" of Pulumi project "theirs", stack "prod"');
    await theirs.destroy();
    expect(await inventory(engine)).to.deep.equal({});
  });

  it("refuses a whole stack over one foreign service, before anything is written", async () => {
    await engine.services.create(serviceSpec("shop_db"));
    engine.calls.length = 0;
    const shop = pulumi(stack, engine, { name: "shop" });

    const { message } = await failureOf(
      shop.up({ services: { web: { image: "nginx" }, db: { image: "db" } }, converge: false }),
    );

    expect(message).to.contain('Service "shop_db": a service of this name exists');
    expect(writesOf(engine)).to.deep.equal([]);
  });

  it("refuses a stack over a foreign secret, without asking what it holds", async () => {
    await engine.secrets.create({ Name: "shop_pw", Labels: {}, Data: "YQ==" });
    engine.calls.length = 0;
    const services = { web: { image: "nginx", secrets: ["pw"] } };

    const up = pulumi(stack, engine, { name: "shop" }).up({
      ...{ services, secrets: { pw: { data: "a" } }, converge: false },
    });

    expect((await failureOf(up)).message).to.contain('Secret "shop_pw": a secret of this name');
    expect(writesOf(engine)).to.deep.equal([]);
  });

  it("refuses a stack of that name that another program made", async () => {
    const args = { services: { web: { image: "nginx" } }, converge: false };
    await pulumi(stack, engine, { name: "shop", project: "theirs" }).up(args);

    const { message } = await failureOf(pulumi(stack, engine, { name: "shop" }).up(args));

    expect(message).to.contain('it belongs to "shop" of Pulumi project "theirs"');
  });

  it("is left alone by a destroy of what stands beside it", async () => {
    const shop = pulumi(stack, engine, { name: "shop" });
    await shop.up({ services: { web: { image: "nginx" } }, converge: false });
    await engine.services.create(serviceSpec("shop_other"));

    await shop.destroy();

    expect(await inventory(engine)).to.deep.equal({ services: ["shop_other"] });
  });

  it("is left where it is by the destroy of a swarm that was there before", async () => {
    const cluster = pulumi(swarmCluster, engine);
    const { outs } = await cluster.up({});

    await cluster.destroy();

    expect(outs.adopted).to.equal(true);
    expect(await engine.swarm.inspect()).to.not.equal(undefined);
  });

  it("is left where it is although the run that found that swarm failed", async () => {
    const cluster = pulumi(swarmCluster, engine);
    let isDown = false;
    engine.before = (call) => {
      if (isDown) throw new Error("cut");
      isDown = call === "swarm.update";
    };
    await failureOf(cluster.up({ labels: { a: "b" } }));
    engine.before = () => undefined;
    expect(cluster.kept()).to.not.equal(undefined);

    await cluster.destroy();

    expect(await engine.swarm.inspect()).to.not.equal(undefined);
  });
});

describe("a stack that `docker stack deploy` made", () => {
  let engine: FakeEngine;
  const shop = () => pulumi(stack, engine, { name: "shop" });
  const args = (attachable = false): Props => ({
    services: { web: { image: "nginx", networks: ["front"], secrets: ["pw"] } },
    networks: { front: { attachable } },
    secrets: { pw: { data: "hunter2!" } },
    converge: false,
  });
  const labels = { "com.docker.stack.namespace": "shop" };

  beforeEach(async () => {
    engine = await engineInSwarm();
    const front: NetworkSpec = { ...networkSpec("shop_front"), Labels: labels };
    const Data = Buffer.from("hunter2!").toString("base64");
    const SecretID = await engine.secrets.create({ Name: "shop_pw", Labels: labels, Data });
    const Target = await engine.networks.create(front);
    const web: ServiceSpec = {
      Name: "shop_web",
      Labels: { ...labels, "com.docker.stack.image": "nginx" },
      TaskTemplate: {
        ContainerSpec: {
          Image: "nginx:latest@sha256:0123",
          Labels: labels,
          Secrets: [
            {
              File: { Name: "pw", UID: "0", GID: "0", Mode: 0o444 },
              ...{ SecretID, SecretName: "shop_pw" },
            },
          ],
        },
        Placement: {},
        Networks: [{ Target, Aliases: ["web"] }],
      },
      Mode: { Replicated: { Replicas: 1 } },
    };
    await engine.services.create(web);
    engine.calls.length = 0;
  });

  it("is taken over in place: labels alone are written", async () => {
    const before = await inventory(engine);
    const [task] = await engine.tasks.list();

    const made = await shop().up({
      ...args(),
      services: { web: { image: "nginx:latest", networks: ["front"], secrets: ["pw"] } },
    });

    expect(await inventory(engine)).to.deep.equal(before);
    expect(await engine.tasks.list()).to.deep.equal([task]);
    expect(made.outs.__objects).to.have.length(3);
  });

  it("gets a new version of a secret that holds other data than declared", async () => {
    await shop().up({ ...args(), secrets: { pw: { data: "another" } } });

    expect((await inventory(engine)).secrets).to.deep.equal(["shop_pw-2"]);
  });

  /** Its new network is made, and its service did not get there. */
  async function failedHalfway() {
    const resource = shop();
    await resource.up(args());
    engine.before = (call) => {
      if (call === "services.update") throw new Error("no");
    };
    await failureOf(resource.up(args(true)));
    engine.before = () => undefined;
    return resource;
  }

  it("leaves no old network behind when a run failed before it could be removed", async () => {
    const resource = await failedHalfway();

    await resource.up(args(true));

    expect((await inventory(engine)).networks).to.deep.equal(["shop_front-2"]);
  });

  it("leaves nothing behind when it is destroyed after such a failure", async () => {
    const resource = await failedHalfway();

    await resource.destroy();

    expect(await inventory(engine)).to.deep.equal({});
  });
});
