// Images of a private registry on real engines, by the real Pulumi CLI: digests, credentials, and what of them
// is seen.

import { chmodSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { ensurePulumi, pulumiEnv } from "../../tools/pulumi";
import { connect } from "../../provider/engine/connect";
import type { Engine } from "../../provider/engine/engine";
import { lookUp } from "../../provider/lookup";
import { startLab, startRegistry, type Lab, type Registry } from "../lab";
import { countingProxy, type CountingProxy } from "./support/counting-proxy";
import { expectSuccess, makeProgram, type Answer, type Program } from "./support/program";

const INDEX = `
const { REGISTRY, TAG, PASSWORD, RESOLVE } = process.env;
const registryAuth =
  PASSWORD === "" ? undefined
  : PASSWORD === "of this machine" ? true
  : { [REGISTRY]: { username: "ops", password: PASSWORD } };
const options = { registryAuth, resolveImage: RESOLVE || undefined, converge: { monitor: "1s" } };
const deploy = {
  placement: { constraints: ["node.role == worker"] },
  restartPolicy: { delay: "500ms" },
};
const service = { image: REGISTRY + "/team/app:" + TAG, command: "sleep 1d", init: true, deploy };
const app = new swarm.Service("app", { ...service, ...options });
const shop = new swarm.Stack("shop", { services: { web: service }, ...options });
exports.images = [app.runningImage, shop.services.web.image];
`;
const [OLD, NEW] = ["correct-horse-battery", "staple-paper-clip"];

describe("images of a private registry, by the real Pulumi CLI", () => {
  let lab: Lab;
  let engine: Engine;
  let registry: Registry;
  let proxy: CountingProxy;
  let program: Program;
  /** What the CLI printed and asked, all of it. */
  const seen: string[] = [];

  before(async () => {
    lab = await startLab({ name: "registry", managers: 1, workers: 1, pulls: true });
    const [manager] = lab.nodes;
    if (manager === undefined) throw new Error("the lab has no nodes");
    registry = await startRegistry(lab.machine);
    registry.logins = { ops: OLD };
    engine = connect({ host: manager.host });
    proxy = await countingProxy(manager.host);
    program = await makeProgram({ host: proxy.host, index: INDEX });
  });
  after(async () => {
    program?.remove();
    proxy?.close();
    await registry?.close();
    await lab?.stop();
  });

  let variables: Record<string, string> = { TAG: "1", PASSWORD: "", RESOLVE: "" };
  const set = (changed: Record<string, string>) =>
    (variables = { ...variables, REGISTRY: registry.host, ...changed });
  const countAnew = () => {
    seen.push(...proxy.requests);
    proxy.reset();
  };
  async function pulumi(...args: string[]): Promise<Answer> {
    const answer = await program.pulumiWith(variables, ...args);
    seen.push(answer.text);
    return answer;
  }
  const up = () => expectSuccess(pulumi("up", "--yes", "--skip-preview"));
  const image = (tag: string) => `${registry.host}/team/app:${tag}`;
  const short = (digest: string) => digest.slice("sha256:".length, "sha256:".length + 12);

  /** Ids of the tasks that run, and the images that their services have. */
  async function running(): Promise<{ tasks: string[]; images: string[] }> {
    const tasks = await engine.tasks.list({ "desired-state": ["running"] });
    const up = tasks.filter(({ Status }) => Status.State === "running");
    const images = (await engine.services.list()).map(
      ({ Spec }) => Spec.TaskTemplate.ContainerSpec.Image,
    );
    return { tasks: up.map(({ ID }) => ID).sort(), images: [...new Set(images)] };
  }

  it("fails without a login, in the registry's words and the task's", async () => {
    registry.tag("team/app:1", "one");
    set({ TAG: "1" });

    const { exitCode, text } = await pulumi("up", "--yes");

    expect(exitCode).to.not.equal(0);
    expect(text).to.contain(`Image ${image("1")} of service app: the registry refused access (`);
    expect(text).to.contain("no basic auth credentials).").and.to.contain("`registryAuth`");
    expect(text).to.contain(`No such image: ${image("1")}`);
  });

  let first = "";
  it("runs on another node with a login, and records the digest", async () => {
    first = registry.tag("team/app:2", "two");
    set({ TAG: "2", PASSWORD: OLD });

    await up();

    const { images, tasks } = await running();
    expect(images).to.deep.equal([`${image("2")}@${first}`]);
    expect(tasks).to.have.length(2);
    const outputs = JSON.parse((await pulumi("stack", "output", "--json")).text) as object;
    expect(outputs).to.deep.equal({ images: [`${image("2")}@${first}`, `${image("2")}@${first}`] });
  });

  it("keeps the digest when the tag moves, and asks nobody", async () => {
    registry.tag("team/app:2", "two, mended");
    registry.asked.length = 0;
    countAnew();

    expect(await up()).to.contain("3 unchanged");

    expect(proxy.requests).to.deep.equal([]);
    expect(registry.asked).to.deep.equal([]);
  });

  it('with resolveImage "always" shows that the tag moved, and rolls out', async () => {
    const second = registry.tag("team/app:2", "two, mended");
    set({ RESOLVE: "always" });

    const preview = await expectSuccess(pulumi("preview"));
    for (const name of ["app", "web"])
      expect(preview).to.match(
        new RegExp(
          `~ ${name} +image ${image("2")} \\(${short(first)} → ${short(second)}\\) +1 task`,
        ),
      );
    await up();

    expect((await running()).images).to.deep.equal([`${image("2")}@${second}`]);
  });

  it("then sends nothing while it stays, and asks for the digests alone", async () => {
    countAnew();

    expect(await up()).to.contain("3 unchanged");

    const asked = proxy.requests.map((one) => one.replace(/^(\S+) \/(v[\d.]+\/)?/, "$1 "));
    const digest = `GET distribution/${image("2")}/json`;
    expect(asked.sort()).to.deep.equal(["GET _ping", digest, "GET info", "GET info"].sort());
  });

  it("takes a changed password, which restarts nothing, nor does another resolveImage", async () => {
    const before = await running();
    registry.logins = { ops: NEW };
    set({ PASSWORD: NEW, RESOLVE: "" });

    const preview = await expectSuccess(pulumi("preview"));
    expect(preview).to.match(/~ app +registry credentials +no task restarts/);
    expect(preview).to.match(/~ web +registry credentials +no task restarts/);
    await up();

    expect(await running()).to.deep.equal(before);
    expect(await up()).to.contain("3 unchanged");
    expect(await expectSuccess(pulumi("refresh", "--yes", "--skip-preview"))).to.contain(
      "3 unchanged",
    );
  });

  it("tells a program what a tag stands for, to whom the registry lets in", async () => {
    const asked = {
      image: image("2"),
      registryAuth: { [registry.host]: { username: "ops", password: NEW } },
    };
    const connection = { host: proxy.host };

    const told = await lookUp("registryImage", asked, { connection });

    const { images } = await running();
    expect([told.pinned]).to.deep.equal(images);
    const refused = await lookUp("registryImage", { image: image("2") }, { connection }).catch(
      String,
    );
    expect(refused).to.contain("the registry refused access (").and.to.contain("`registryAuth`");
  });

  it("pulls with what the swarm has stored where the program says nothing", async () => {
    registry.tag("team/app:3", "three");
    set({ TAG: "3", PASSWORD: "", RESOLVE: "never" });

    await up();

    expect((await running()).images).to.deep.equal([image("3")]);
  });

  it("takes the login of this machine from a credential helper", async () => {
    const fourth = registry.tag("team/app:4", "four");
    registry.logins = { robot: OLD };
    set({ TAG: "4", PASSWORD: "of this machine", RESOLVE: "", ...(await dockerConfig()) });

    await up();

    expect((await running()).images).to.deep.equal([`${image("4")}@${fourth}`]);
  });

  /** A docker config with a helper that knows the registry's login. */
  async function dockerConfig(): Promise<Record<string, string>> {
    const folder = join(program.dir, "docker");
    mkdirSync(folder);
    const config: object = { credHelpers: { [registry.host]: "lab" } };
    writeFileSync(join(folder, "config.json"), JSON.stringify(config));
    const helper = join(folder, "docker-credential-lab");
    const answer = JSON.stringify({ ServerURL: registry.host, Username: "robot", Secret: OLD });
    const script = `#!/bin/sh\n[ "$1" = get ] && [ "$(cat)" = ${registry.host} ] && echo '${answer}'\n`;
    writeFileSync(helper, script);
    chmodSync(helper, 0o755);
    const { PATH = "" } = pulumiEnv({ bin: await ensurePulumi(() => undefined), dir: program.dir });
    return { DOCKER_CONFIG: folder, PATH: `${folder}:${PATH}` };
  }

  it("shows the passwords nowhere", async () => {
    registry.logins = { ops: NEW };
    set({ PASSWORD: NEW, DEBUG: "*" });
    // With --logtostderr or --debug the CLI itself prints what it sends, secrets of any resource included.
    await expectSuccess(pulumi("up", "--yes", "--diff"));

    const state = await program.state();
    const all = [...seen, ...proxy.requests, state].join("\n");
    for (const password of [OLD, NEW]) {
      const base64 = Buffer.from(password).toString("base64").replace(/=+$/, "");
      expect(all.includes(password), "in clear").to.equal(false);
      expect(all.includes(base64), "in base64").to.equal(false);
    }
  });
});
