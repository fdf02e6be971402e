// Secrets and configs as resources, by the real Pulumi CLI on a real engine: rotation under a running service, and
// where the content is seen.

import { expect } from "chai";
import { connect } from "../../provider/engine/connect";
import type { Engine } from "../../provider/engine/engine";
import { busyboxImage, loadImages, startLab, type Lab } from "../lab";
import { countingProxy, type CountingProxy, type Message } from "./support/counting-proxy";
import { expectSuccess, makeProgram, type Program } from "./support/program";

const FIRST = "correct horse battery staple";
const SECOND = 'tr0ub4dor&3 "quoted"';

// Each task ends at once unless it finds both files.
const PROGRAM = `
const pw = new swarm.Secret("pw", { data: config.requireSecret("pw"), labels: { tier: config.get("tier") || "a" } });
const conf = new swarm.Config("app.conf", { data: config.get("conf") || "a=b" });
const web = new swarm.Service("web", {
  image: "busybox:latest",
  command: ["sh", "-c", "test -s /run/secrets/pw && test -s /app.conf && exec sleep 3600"],
  init: true,
  stopGracePeriod: "1s",
  secrets: [pw],
  configs: [conf],
  deploy: {
    replicas: 2,
    restartPolicy: { condition: "none" },
    updateConfig: { order: "start-first", parallelism: 2, monitor: "1s" },
  },
  converge: { monitor: "1s" },
});
exports.secret = pw.name;
`;

describe("secrets and configs on a real engine, by the real Pulumi CLI", () => {
  let lab: Lab;
  let engine: Engine;
  let proxy: CountingProxy;
  let program: Program;
  /** All that the CLI said. */
  const said: string[] = [];
  const messages: Message[] = [];

  before(async () => {
    lab = await startLab({ name: "secrets-test", managers: 1 });
    await loadImages(lab, [await busyboxImage()]);
    const host = lab.nodes[0]?.host ?? "";
    engine = connect({ host });
    proxy = await countingProxy(host);
    program = await makeProgram({ host: proxy.host, index: PROGRAM });
  });
  after(async () => {
    program?.remove();
    proxy?.close();
    await lab?.stop();
  });
  afterEach(() => {
    messages.push(...proxy.messages());
    proxy.reset();
  });

  async function succeeds(...args: string[]): Promise<string> {
    const text = await expectSuccess(program.pulumi(...args));
    said.push(text);
    return text;
  }
  const set = (key: string, value: string, ...flags: string[]) =>
    expectSuccess(program.pulumi("config", "set", ...flags, key, value));
  const up = () => succeeds("up", "--yes", "--skip-preview", "--diff");
  const held = async () => ({
    secrets: (await engine.secrets.list()).map(({ Spec }) => Spec.Name),
    configs: (await engine.configs.list()).map(({ Spec }) => Spec.Name),
  });
  const runningTasks = async () =>
    (await engine.tasks.list({ "desired-state": ["running"] })).map(({ ID }) => ID).sort();

  it("are there before the service that gets them as files", async () => {
    await set("pw", FIRST, "--secret");
    await up();

    expect(await held()).to.deep.equal({ secrets: ["pw"], configs: ["app.conf"] });
    expect(await runningTasks()).to.have.length(2);
  });

  it("are not touched, nor asked for, by a second up", async () => {
    await up();

    expect(proxy.requests).to.deep.equal([]);
  });

  it("take a change of labels in place, restarting nothing", async () => {
    const before = await runningTasks();
    await set("tier", "b");

    expect(await succeeds("preview", "--diff")).to.contain("tier");
    await up();

    const [there] = await engine.secrets.list();
    expect(there?.Spec).to.deep.include({ Name: "pw" });
    expect(there?.Spec.Labels).to.include({ tier: "b" });
    expect(await runningTasks()).to.deep.equal(before);
  });

  it("rotate: the new one first, the service moves over, the old one goes last", async () => {
    const service = await engine.services.inspect("web");
    await set("pw", SECOND, "--secret");
    await set("conf", "a=c");

    expect(await succeeds("preview")).to.match(/~ web +configs, secrets +2 tasks restart/);
    await up();

    expect(await held()).to.deep.equal({ secrets: ["pw-2"], configs: ["app.conf-2"] });
    const moved = await engine.services.inspect("web");
    expect(moved?.ID).to.equal(service?.ID);
    const { Secrets, Configs } = moved?.Spec.TaskTemplate.ContainerSpec ?? {};
    expect(Secrets?.map(({ SecretName, File }) => [SecretName, File?.Name])).to.deep.equal([
      ["pw-2", "pw"],
    ]);
    expect(Configs?.map(({ ConfigName, File }) => [ConfigName, File?.Name])).to.deep.equal([
      ["app.conf-2", "app.conf"],
    ]);
    expect(await succeeds("up", "--yes")).to.contain("4 unchanged");
  });

  it("show nothing in a refresh, which asks for the service with two requests after the greeting", async () => {
    expect(await succeeds("refresh", "--yes", "--skip-preview")).to.contain("4 unchanged");

    const asked = proxy.requests.map((one) => one.replace(/\?.*/, "").replace(/\/v[\d.]+/, ""));
    expect(asked.sort()).to.deep.equal([
      "GET /_ping",
      "GET /configs",
      "GET /info",
      "GET /info",
      "GET /info",
      "GET /secrets",
      "GET /services",
    ]);
  });

  it("are made again when somebody removed them", async () => {
    await expectSuccess(
      program.pulumi("destroy", "--yes", "--target-dependents", "--target", "**web"),
    );
    for (const { ID } of await engine.secrets.list()) await engine.secrets.remove(ID);

    await succeeds("up", "--yes", "--refresh");

    expect((await held()).secrets).to.deep.equal(["pw"]);
    expect(await runningTasks()).to.have.length(2);
  });

  it("keep the secret's content out of the state, of all that is said, and of every URL and header", async () => {
    const forms = [FIRST, SECOND].flatMap((text) => [
      text,
      JSON.stringify(text).slice(1, -1),
      encodeURIComponent(text),
      Buffer.from(text).toString("base64"),
    ]);
    const seenIn = (text: string) => forms.filter((form) => text.includes(form));
    const bodies = messages.filter(({ body }) => seenIn(body).length > 0).map(({ head }) => head);

    expect(seenIn(await program.state())).to.deep.equal([]);
    expect(seenIn(said.join("\n"))).to.deep.equal([]);
    expect(seenIn(messages.map(({ head }) => head).join("\n"))).to.deep.equal([]);
    expect(bodies.length).to.be.greaterThan(0);
    for (const head of bodies) expect(head).to.match(/^POST \/v[\d.]+\/secrets\/\S+ HTTP/);
  });

  it("leave nothing when all is destroyed", async () => {
    await succeeds("destroy", "--yes", "--skip-preview");

    expect(await held()).to.deep.equal({ secrets: [], configs: [] });
    expect(await engine.services.list()).to.deep.equal([]);
  });
});
