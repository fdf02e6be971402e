// A swarm that has lost its quorum for a while, as the real Pulumi CLI sees it: told in a sentence, and nothing is
// dropped from the state. Needs root.

import { setTimeout as delay } from "node:timers/promises";
import { expect } from "chai";
import { connect } from "../../provider/engine/connect";
import { busyboxImage, loadImages, startLab, untilReady, type Lab } from "../lab";
import { killingProxy, type KillingProxy } from "./support/killing-proxy";
import { expectSuccess, HEAD, makeProgram, type Answer, type Program } from "./support/program";

const program = (host: string[], env: string): string => `
const connection = { host: ${JSON.stringify(host)} };
const cluster = new swarm.SwarmCluster("lab", { connection });
const front = new swarm.Network("front", { cluster });
const volume = new swarm.Volume("data", { connection: { host: connection.host[0] } });
const stack = new swarm.Stack("shop", {
  cluster,
  services: {
    web: {
      image: "busybox:latest",
      command: ["sleep", "1d"],
      init: true,
      environment: { GREETING: "${env}" },
      deploy: { replicas: 2, placement: { constraints: ["node.hostname == m1"] } },
      secrets: ["pw"],
    },
  },
  secrets: { pw: { data: "hunter22" } },
});
`;

interface Exported {
  deployment: { resources: Record<"urn" | "id" | "inputs" | "outputs", unknown>[] };
}

describe("a swarm without a quorum, by the real Pulumi CLI", () => {
  let lab: Lab;
  let proxy: KillingProxy;
  let pulumi: Program;
  let stateBefore: object;

  before(async () => {
    lab = await startLab({ name: "quorum-test", managers: 3 });
    await loadImages(lab, [await busyboxImage()]);
    proxy = await killingProxy(lab.nodes[0]?.host ?? "");
    pulumi = await makeProgram({ host: proxy.host, index: program([], "hello") });
    declare("hello");
    await pulumi.up();
    stateBefore = await resources();
  });
  after(async () => {
    pulumi?.remove();
    proxy?.close();
    await lab?.stop();
  });

  /** The manager that stays is asked through the proxy. */
  const declare = (env: string): void => {
    const [, ...others] = lab.nodes.map(({ host }) => host);
    pulumi.write("index.js", HEAD + program([proxy.host, ...others], env));
  };
  /** What the state knows of each resource, in clear: what is encrypted is so in another way each time. */
  async function resources(): Promise<Record<string, object>> {
    const { exitCode, text } = await pulumi.pulumi("stack", "export", "--show-secrets");
    expect(exitCode, text).to.equal(0);
    const { deployment } = JSON.parse(text) as Exported;
    const entries = deployment.resources.map(({ urn, id, inputs, outputs }) => [
      urn,
      { id, inputs, outputs },
    ]);
    return Object.fromEntries(entries) as Record<string, object>;
  }
  const sent = (): string[] => proxy.kinds.filter((one) => one === "write");
  async function loseQuorum(): Promise<void> {
    await Promise.all(lab.nodes.slice(1).map((node) => node.kill()));
    const engine = connect({ host: lab.nodes[0]?.host });
    while ((await engine.info()).Swarm.Cluster?.ID !== "") await delay(250);
  }
  /** Fails with these words, changes no state and sends nothing. */
  async function expectFailure(run: Promise<Answer>, words: string): Promise<void> {
    const { exitCode, text } = await run;
    expect(exitCode, text).to.not.equal(0);
    expect(text).to.contain(words);
    expect(text, "a stack trace").to.not.match(/^\s+at .+:\d+:\d+\)?$/m);
    expect(await resources()).to.deep.equal(stateBefore);
    expect(sent()).to.deep.equal([]);
  }
  const leaderless = (): string =>
    `The swarm of ${proxy.host} has no leader, and had none for 20 s: more than half of its managers ` +
    `(${lab.nodes.map(({ address }) => `${address}:2377`).join(", ")}) have to be up and reach each other. ` +
    "Nothing was changed.";

  it("that gets lost during a refresh fails it, and drops nothing from the state", async () => {
    proxy.reset();
    const isUnderWay = proxy.stopAt({ kind: "GET /services", nth: 1, when: "before" });
    const refresh = pulumi.pulumi("refresh", "--yes", "--skip-preview");
    await isUnderWay;
    await loseQuorum();
    proxy.reset();

    await expectFailure(
      refresh,
      `engine ${proxy.host}: its swarm has no leader. See that most of its managers are up.`,
    );
  });

  it("lets a preview of nothing new pass, which asks nothing", async () => {
    proxy.reset();

    expect(await expectSuccess(pulumi.pulumi("preview"))).to.contain("5 unchanged");
    expect(proxy.kinds).to.deep.equal([]);
  });

  it("leaves a preview without its plan, and says why", async () => {
    declare("good day");

    const text = await expectSuccess(pulumi.pulumi("preview"));

    expect(text).to.contain(`warning: The plan is not checked. ${leaderless()}`);
    expect(await resources()).to.deep.equal(stateBefore);
    expect(sent()).to.deep.equal([]);
  });

  it("fails an up of something new", () =>
    expectFailure(pulumi.pulumi("up", "--yes", "--skip-preview"), leaderless()));

  it("fails a destroy", () =>
    expectFailure(pulumi.pulumi("destroy", "--yes", "--skip-preview"), leaderless()));

  it("back again, finds everything as before and nothing to do", async () => {
    declare("hello");
    await Promise.all(lab.nodes.slice(1).map((node) => node.start()));
    await untilReady(lab.nodes[0]?.host ?? "", 3);
    proxy.reset();

    expect(await expectSuccess(pulumi.pulumi("refresh", "--yes", "--skip-preview"))).to.contain(
      "5 unchanged",
    );
    expect(await expectSuccess(pulumi.pulumi("up", "--yes"))).to.contain("5 unchanged");
    expect(sent()).to.deep.equal([]);
  });
});
