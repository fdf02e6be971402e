// A stack's life besides its rollouts: made and removed over and over, of one kind of object only, with jobs, and
// scaled by others. By the real Pulumi CLI on a real engine.

import { expect } from "chai";
import { connect } from "../../provider/engine/connect";
import type { Engine } from "../../provider/engine/engine";
import { until } from "../provider/engine/contract/support";
import { busyboxImage, loadImages, startLab, type Lab } from "../lab";
import { countingProxy, type CountingProxy } from "./support/counting-proxy";
import { wordsByResource } from "./support/preview-words";
import { expectSuccess } from "./support/program";
import { SLEEPER, stackProgram, type StackProgram } from "./support/stack-program";

/** Two versions of a stack of one kind, what is there after each, and the words of the change. */
const ONE_KIND = [
  {
    kind: "networks",
    first: { front: {}, back: { attachable: true } },
    made: ["shop_back", "shop_front"],
    second: { front: { internal: true } },
    changed: ["shop_front-2"],
    words: ["~ network front  internal  new version shop_front-2; old one removed after the rollout", "- network back   removed"],
  },
  {
    kind: "secrets",
    first: { pw: { data: "hunter2!" }, key: { data: "abc" } },
    made: ["shop_key", "shop_pw"],
    second: { pw: { data: "hunter3!" } },
    changed: ["shop_pw-2"],
    words: ["~ secret pw   data     new version shop_pw-2; old one removed after the rollout", "- secret key  removed"],
  },
  {
    kind: "configs",
    first: { motd: { data: "hello" }, title: { data: "shop" } },
    made: ["shop_motd", "shop_title"],
    second: { motd: { data: "good day" } },
    changed: ["shop_motd-2"],
    words: ["~ config motd   data     new version shop_motd-2; old one removed after the rollout", "- config title  removed"],
  },
]; // prettier-ignore

const WHOLE = {
  services: {
    web: {
      ...SLEEPER,
      ports: ["4200:80"],
      networks: ["front"],
      secrets: ["pw"],
      configs: ["motd"],
      deploy: { ...SLEEPER.deploy, replicas: 2 },
    },
    worker: { ...SLEEPER, networks: ["front", "back"] },
  },
  networks: { front: { ipam: { config: [{ subnet: "10.99.1.0/24" }] } }, back: {} },
  secrets: { pw: { data: "hunter2!" } },
  configs: { motd: { data: "hello" } },
};
const MADE = {
  services: ["shop_web", "shop_worker"],
  networks: ["shop_back", "shop_front"],
  secrets: ["shop_pw"],
  configs: ["shop_motd"],
};
const NOTHING = { services: [], networks: [], secrets: [], configs: [] };

describe("the life of a stack", function () {
  this.timeout(15 * 60_000);
  let lab: Lab;
  let engine: Engine;
  let proxy: CountingProxy;
  let program: StackProgram;

  before(async () => {
    lab = await startLab({ name: "life-test", managers: 1 });
    await loadImages(lab, [await busyboxImage()]);
    const host = lab.nodes[0]?.host ?? "";
    engine = connect({ host });
    proxy = await countingProxy(host);
    program = await stackProgram(proxy.host);
  });
  after(async () => {
    program?.remove();
    proxy?.close();
    await lab?.stop();
  });

  const namesOf = async () => ({
    services: (await engine.services.list()).map(({ Spec }) => Spec.Name).sort(),
    networks: (await engine.networks.list({ scope: ["swarm"] }))
      .filter(({ Ingress }) => !Ingress)
      .map(({ Name }) => Name)
      .sort(),
    secrets: (await engine.secrets.list()).map(({ Spec }) => Spec.Name).sort(),
    configs: (await engine.configs.list()).map(({ Spec }) => Spec.Name).sort(),
  });
  const service = async (name: string) => {
    const there = await engine.services.inspect(`shop_${name}`);
    if (there === undefined) throw new Error(`shop_${name} is not there`);
    return there;
  };
  /** `up` with its preview; what that said. */
  const previewed = async () =>
    wordsByResource(await expectSuccess(program.pulumi("up", "--yes"))).shop;

  it("is made and removed ten times in a row under one name, port and subnet", async () => {
    for (let time = 1; time <= 10; time++) {
      program.declare(WHOLE);
      await program.up();
      expect(await namesOf(), `made the ${time}th time`).to.deep.equal(MADE);

      program.declare();
      if (time % 5 === 0) await expectSuccess(program.pulumi("destroy", "--yes", "--skip-preview"));
      else await program.up();
      expect(await namesOf(), `removed the ${time}th time`).to.deep.equal(NOTHING);
    }
  });

  for (const { kind, first, made, second, changed, words } of ONE_KIND)
    it(`may be one of ${kind} only`, async () => {
      program.declare({ [kind]: first });
      await program.up();
      expect(await namesOf()).to.deep.equal({ ...NOTHING, [kind]: made });

      proxy.reset();
      expect(await expectSuccess(program.pulumi("up", "--yes"))).to.contain("2 unchanged");
      expect(proxy.requests).to.deep.equal([]);

      program.declare({ [kind]: second });
      expect(await previewed()).to.deep.equal(words);
      expect(await namesOf()).to.deep.equal({ ...NOTHING, [kind]: changed });

      program.declare();
      await program.up();
      expect(await namesOf()).to.deep.equal(NOTHING);
    });

  it("runs a job again when it changed, and only then", async () => {
    const job = { ...SLEEPER, command: "true", deploy: { mode: "replicated-job" } };
    const everywhere = { ...job, deploy: { mode: "global-job" } };
    const services = { web: SLEEPER, once: job, everywhere };
    const iterations = async () => [
      (await service("once")).JobStatus?.JobIteration?.Index ?? 0,
      (await service("everywhere")).JobStatus?.JobIteration?.Index ?? 0,
    ];
    program.declare({ services });
    await program.up();
    const before = await iterations();

    const web = { ...SLEEPER, environment: { A: "1" } };
    program.declare({ services: { ...services, web } });
    expect(await previewed()).to.deep.equal(["~ web  environment  1 task restarts, stop-first"]);
    expect(await iterations()).to.deep.equal(before);

    const once = { ...job, environment: { A: "1" } };
    program.declare({ services: { ...services, web, once } });
    expect(await previewed()).to.deep.equal(["~ once  environment  the job runs again"]);
    const [first = 0, second = 0] = await iterations();
    expect([first > (before[0] ?? 0), second]).to.deep.equal([true, before[1]]);
  });

  it("leaves a scale to others with ignoreChanges, through an up of something else and a refresh", async () => {
    const ignored = { ignoreChanges: ["services.web.deploy.replicas"] };
    const web = { ...SLEEPER, deploy: { ...SLEEPER.deploy, replicas: 1 } };
    program.declare({ services: { web } }, ignored);
    await program.up();
    const { ID, Version, Spec } = await service("web");
    await engine.services.update(ID, Version.Index, {
      ...Spec,
      Mode: { Replicated: { Replicas: 3 } },
    });
    const replicas = async () => (await service("web")).Spec.Mode.Replicated?.Replicas;

    program.declare({ services: { web: { ...web, environment: { A: "1" } } } }, ignored);
    expect(await previewed()).to.deep.equal([
      "~ web  environment  3 tasks restart, 1 at a time, stop-first",
    ]);
    expect(await replicas()).to.equal(3);

    await expectSuccess(program.pulumi("refresh", "--yes", "--skip-preview"));
    expect(await expectSuccess(program.pulumi("up", "--yes"))).to.contain("2 unchanged");
    expect(await replicas()).to.equal(3);
    await until(() => engine.services.counted(), ([one]) => one?.ServiceStatus?.RunningTasks === 3); // prettier-ignore

    program.declare({ services: { web: { ...web, environment: { A: "2" } } } }, ignored);
    await program.up();
    expect(await replicas()).to.equal(3);
    program.declare();
    await program.up();
    expect(await namesOf()).to.deep.equal(NOTHING);
  });
});
