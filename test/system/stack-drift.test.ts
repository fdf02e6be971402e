// What others did to a stack, shown by a refresh in a few requests, and what the next `up` does about it. By the real
// Pulumi CLI on a real engine.

import { expect } from "chai";
import { connect } from "../../provider/engine/connect";
import type { Engine } from "../../provider/engine/engine";
import type { ServiceSpec } from "../../provider/engine/types";
import { network, service } from "../provider/engine/contract/support";
import { busyboxImage, loadImages, startLab, type Lab } from "../lab";
import { countingProxy, type CountingProxy } from "./support/counting-proxy";
import { wordsByResource } from "./support/preview-words";
import { expectSuccess } from "./support/program";
import { SLEEPER, stackProgram, type StackProgram } from "./support/stack-program";

const none = { ...SLEEPER, deploy: { ...SLEEPER.deploy, replicas: 0 } };
const keys = Array.from({ length: 12 }, (_, index) => `s${index + 10}`);
const SERVICES = Object.fromEntries(keys.map((key) => [key, none]));
const ARGS = {
  services: {
    ...SERVICES,
    web: { ...SLEEPER, networks: ["front"], secrets: ["pw"], configs: ["motd"] },
  },
  networks: { front: {}, spare: {} },
  secrets: { pw: { data: "hunter2!" }, key: { data: "abc" } },
  configs: { motd: { data: "hello" }, title: { data: "shop" } },
};
const NAMESPACE = { "com.docker.stack.namespace": "shop" };

describe("what others did to a stack", () => {
  let lab: Lab;
  let engine: Engine;
  let proxy: CountingProxy;
  let program: StackProgram;

  before(async () => {
    lab = await startLab({ name: "stack-drift", managers: 1 });
    await loadImages(lab, [await busyboxImage()]);
    const host = lab.nodes[0]?.host ?? "";
    engine = connect({ host });
    proxy = await countingProxy(host);
    program = await stackProgram(proxy.host);
    program.declare(ARGS);
    await program.up();
  });
  after(async () => {
    program?.remove();
    proxy?.close();
    await lab?.stop();
  });

  async function change(key: string, edit: (spec: ServiceSpec) => void): Promise<void> {
    const there = await engine.services.inspect(`shop_${key}`);
    if (there === undefined) throw new Error(`shop_${key} is not there`);
    edit(there.Spec);
    await engine.services.update(there.ID, there.Version.Index, there.Spec);
  }
  async function relabel(kind: "secrets" | "configs", name: string): Promise<void> {
    const there = (await engine[kind].list()).find(({ Spec }) => Spec.Name === name);
    if (there === undefined) throw new Error(`${name} is not there`);
    const Labels = { ...there.Spec.Labels, by: "hand" };
    await engine[kind].update(there.ID, there.Version.Index, { ...there.Spec, Labels });
  }
  async function remove(kind: "secrets" | "configs", name: string): Promise<void> {
    const there = (await engine[kind].list()).find(({ Spec }) => Spec.Name === name);
    await engine[kind].remove(there?.ID ?? "");
  }
  /** The inputs of the stack as the last refresh left them. */
  async function inputs(): Promise<{ services: Record<string, object>; drifted?: string[] }> {
    const { resources } = JSON.parse(await program.state()).checkpoint.latest as {
      resources: { type: string; inputs: Awaited<ReturnType<typeof inputs>> }[];
    };
    const [stack] = resources.filter(({ type }) => type.endsWith("swarm:Stack"));
    if (stack === undefined) throw new Error("there is no stack in the state");
    return stack.inputs;
  }
  const refresh = () => expectSuccess(program.pulumi("refresh", "--yes", "--skip-preview"));

  it("is shown by a refresh in six requests, whatever its size", async () => {
    await change("s10", ({ Mode }) => (Mode.Replicated = { Replicas: 2 }));
    await change("s11", ({ TaskTemplate }) => (TaskTemplate.ContainerSpec.Image = "busybox:other"));
    await change("s12", ({ TaskTemplate }) => (TaskTemplate.ContainerSpec.Env = ["BY=hand"]));
    await change("s13", (spec) => (spec.Labels = { ...spec.Labels, by: "hand" }));
    await engine.services.remove("shop_s14");
    await engine.networks.remove("shop_spare");
    await remove("secrets", "shop_key");
    await remove("configs", "shop_title");
    await relabel("secrets", "shop_pw");
    await relabel("configs", "shop_motd");
    const Labels = NAMESPACE;
    await engine.services.create({
      ...service("shop_cron"),
      Labels,
      Mode: { Replicated: { Replicas: 0 } },
    });
    await engine.networks.create({ ...network("shop_back"), Labels });
    await engine.secrets.create({ Name: "shop_token", Labels, Data: "YQ==" });
    await engine.configs.create({ Name: "shop_conf", Labels, Data: "YQ==" });
    const before = (await inputs()).services;
    proxy.reset();

    await refresh();

    expect(
      proxy.requests.map((one) => one.replace(/\/v[\d.]+|\?.*|\s+$/g, "")).sort(),
    ).to.deep.equal([
      "GET /_ping",
      ...["/configs", "/info", "/networks", "/secrets", "/services"].map((path) => `GET ${path}`),
    ]);
    const { services, drifted } = await inputs();
    const rest = Object.fromEntries(Object.entries(before).filter(([key]) => key !== "s14"));
    expect(services).to.deep.equal({
      ...rest,
      s10: { ...before.s10, deploy: { ...none.deploy, replicas: 2 } },
      s11: { ...before.s11, image: "busybox:other" },
    });
    const added = 'is not declared: it belongs to the docker stack "shop"';
    expect(drifted).to.have.members([
      "service s12: TaskTemplate.ContainerSpec.Env",
      "service s13: Labels.by",
      "network spare is gone",
      "secret key is gone",
      "config title is gone",
      "secret pw: Labels.by",
      "config motd: Labels.by",
      `service shop_cron ${added}`,
      `network shop_back ${added}`,
      `secret shop_token ${added}`,
      `config shop_conf ${added}`,
    ]);
  });

  it("is mended by the next up, but for what others added, as the preview says", async () => {
    const said = wordsByResource(await expectSuccess(program.pulumi("up", "--yes"))).shop;

    expect(said?.map((line) => line.split(/ {2,}/).slice(0, 2).join(": "))).to.deep.equal([
      "+ network spare: new",
      "+ secret key: new",
      "~ secret pw: labels",
      "~ config motd: labels",
      "+ config title: new",
      "~ s10: replicas 2 → 0",
      "~ s11: image busybox:other → busybox:latest",
      "~ s12: environment",
      "~ s13: labels",
      "+ s14: new",
      "= network shop_back: not declared",
      "= secret shop_token: not declared",
      "= config shop_conf: not declared",
      "= shop_cron: not declared",
    ]);
    await refresh();
    const added = 'is not declared: it belongs to the docker stack "shop"';
    expect((await inputs()).drifted).to.have.members([
      `service shop_cron ${added}`,
      `network shop_back ${added}`,
      `secret shop_token ${added}`,
      `config shop_conf ${added}`,
    ]);
  });

  it("stays when the stack is removed, where others added it, and that is said", async () => {
    program.declare();

    expect(await program.up()).to.match(
      /= shop_cron +not declared +left alone: it belongs to the docker stack "shop"/,
    );

    expect({
      services: (await engine.services.list()).map(({ Spec }) => Spec.Name),
      networks: (await engine.networks.list({ label: ["com.docker.stack.namespace=shop"] })).map(
        ({ Name }) => Name,
      ),
      secrets: (await engine.secrets.list()).map(({ Spec }) => Spec.Name),
      configs: (await engine.configs.list()).map(({ Spec }) => Spec.Name),
    }).to.deep.equal({
      services: ["shop_cron"],
      networks: ["shop_back"],
      secrets: ["shop_token"],
      configs: ["shop_conf"],
    });
  });
});
