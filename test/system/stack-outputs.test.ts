// A stack of files and typed parts, in which values of other resources stand everywhere: unknown in the preview, known in
// the `up`.

import { expect } from "chai";
import { connect } from "../../provider/engine/connect";
import type { Engine } from "../../provider/engine/engine";
import { busyboxImage, loadImages, startLab, type Lab } from "../lab";
import { expectSuccess, makeProgram, type Program } from "./support/program";

const INDEX = `
const cluster = new swarm.SwarmCluster("lab", { advertiseAddr: config.require("address") });
const seed = new swarm.Config("seed", { cluster, data: config.get("seed") || "one" });
const later = (value) => seed.id.apply(() => value);
const word = pulumi.secret("hunter2");
const stack = new swarm.Stack("shop", {
  cluster,
  files: ["docker-stack.yml"],
  services: {
    web: {
      image: later("busybox:latest"),
      command: ["sleep", later("1d")],
      environment: { ADDRESS: later("db:5432"), PASSWORD: word, [["DYN", "KEY"].join("_")]: seed.name },
      labels: later({ a: "b" }),
      ports: [{ target: later(80), published: later(4000) }, later("4001:81/udp")],
      networks: { front: { aliases: [later("www")] }, back: later({}) },
      volumes: [later("data:/data"), { type: "tmpfs", target: later("/scratch"), tmpfs: { size: later("1M") } }],
      secrets: [{ source: "token", target: later("/run/token") }],
      configs: later(["conf"]),
      deploy: {
        replicas: later(2),
        labels: { owner: later("me") },
        placement: { constraints: [later("node.role == manager")] },
        resources: { limits: { memory: later("64M") } },
        restartPolicy: later({ condition: "any" }),
      },
    },
    whole: later({ image: "busybox", command: "sleep 1d", init: true, dependsOn: ["web"] }),
    listed: { image: "busybox", command: later(["sleep", "1d"]), init: true, environment: later({ A: "1" }) },
  },
  networks: { front: { name: later("front-net") }, back: later({ attachable: true }) },
  volumes: { data: { labels: { seed: seed.id } } },
  secrets: { token: { data: word } },
  configs: { conf: { data: pulumi.interpolate\`seed is \${config.get("seed") || "one"}\` } },
});
exports.web = stack.services.apply((all) => all.web);
`;
const FILE = `
services:
  web:
    init: true
    environment: { FROM_FILE: "yes" }
    networks: [front]
networks: { front: {} }
`;

describe("a stack with values of other resources everywhere", () => {
  let lab: Lab;
  let engine: Engine;
  let program: Program;

  before(async () => {
    lab = await startLab({ name: "stack-outputs", engines: 1 });
    await loadImages(lab, [await busyboxImage()]);
    const [node] = lab.nodes;
    if (node === undefined) throw new Error("the lab has no node");
    engine = connect({ host: node.host });
    program = await makeProgram({
      host: node.host,
      index: INDEX,
      files: { "docker-stack.yml": FILE },
    });
    await program.pulumi("config", "set", "address", node.address);
  });
  after(async () => {
    program?.remove();
    await lab?.stop();
  });

  it("is previewed while they are unknown", async () => {
    expect(await expectSuccess(program.pulumi("preview"))).to.contain("+ 4 to create");
  });

  it("runs with what they are", async () => {
    const text = await program.up();
    const [web] = (await engine.services.list()).filter(({ Spec }) => Spec.Name === "shop_web");
    const container = web?.Spec.TaskTemplate.ContainerSpec;

    expect(container).to.deep.include({
      Image: "busybox:latest",
      Args: ["sleep", "1d"],
      Labels: { a: "b", "com.docker.stack.namespace": "shop" },
    });
    expect(container?.Env?.filter((one) => !one.startsWith("DYN_KEY="))).to.deep.equal([
      "ADDRESS=db:5432",
      "FROM_FILE=yes",
      "PASSWORD=hunter2",
    ]);
    expect(web?.Spec.Mode).to.deep.equal({ Replicated: { Replicas: 2 } });
    expect(web?.Spec.EndpointSpec?.Ports).to.have.length(2);
    expect(text + (await program.state())).to.not.contain("hunter2");
  });

  it("has nothing to do a second time", async () => {
    expect(await expectSuccess(program.pulumi("preview"))).to.contain("4 unchanged");
  });

  it("is previewed when one of them changes", async () => {
    await program.pulumi("config", "set", "seed", "two");
    const text = await expectSuccess(program.pulumi("preview"));

    expect(text).to.not.match(/error|undefined|04da6b54/);
    await program.up();
  });

  it("goes away", async () => {
    expect(await expectSuccess(program.pulumi("destroy", "--yes"))).to.contain("4 deleted");
  });
});
