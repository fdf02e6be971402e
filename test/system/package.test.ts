// The packed package, installed where nothing of this repository is near.

import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { expect } from "chai";
import { connect } from "../../provider/engine/connect";
import { ensureImages } from "../../tools/images";
import { ensurePulumi, pulumiEnv } from "../../tools/pulumi";
import { busyboxImage, loadImages, startLab, type Lab } from "../lab";
import { makeProgram } from "./support/program";

/** The version that this repository works with. */
const versionOf = (name: string): string =>
  (
    JSON.parse(readFileSync(join(ROOT, "node_modules", name, "package.json"), "utf8")) as {
      version: string;
    }
  ).version;

const ROOT = resolve(__dirname, "../..");

describe("the packed package, installed outside the repository", () => {
  let lab: Lab;
  let host: string;
  let dir: string;

  before(async () => {
    const { execa } = await import("execa");
    lab = await startLab({ name: "pack-test", managers: 1 });
    host = lab.nodes[0]?.host ?? "";
    await loadImages(lab, [await busyboxImage()]);
    dir = mkdtempSync(join(tmpdir(), "pulumi-swarm-pack-"));
    const pack = ["pack", "--ignore-scripts", "--pack-destination", dir, "--json"];
    const { stdout } = await execa("npm", pack, { cwd: ROOT });
    const [{ filename }] = JSON.parse(stdout) as [{ filename: string }];
    writeFileSync(join(dir, "package.json"), '{ "name": "empty", "private": true }');
    const wanted = ["@pulumi/pulumi", "typescript", "@types/node"].map(
      (name) => `${name}@${versionOf(name)}`,
    );
    // Most of it has just been fetched for this repository itself.
    const quick = ["--prefer-offline", "--no-audit", "--no-fund"];
    await execa("npm", ["install", ...quick, join(dir, filename), ...wanted], { cwd: dir });
  });
  after(async () => {
    if (dir) rmSync(dir, { recursive: true, force: true });
    await lab?.stop();
  });

  /** Up and down again, as a copy beside the installed package; gives the services that ran. */
  async function runExample(name: string, config: Record<string, string>): Promise<string[]> {
    const { execa } = await import("execa");
    const example = join(dir, name);
    const from = join(dir, "node_modules/pulumi-swarm/examples", name);
    cpSync(from, example, { recursive: true });
    const bin = await ensurePulumi(() => undefined);
    const env = { ...pulumiEnv({ bin, dir: join(dir, `.state-${name}`) }), DOCKER_HOST: host };
    const pulumi = (...args: string[]) => execa("pulumi", args, { cwd: example, env });

    await pulumi("stack", "init", "dev");
    for (const [key, value] of Object.entries(config)) await pulumi("config", "set", key, value);
    await pulumi("up", "--yes", "--skip-preview");
    const names = (await connect({ host }).services.list()).map(({ Spec }) => Spec.Name).sort();
    await pulumi("destroy", "--yes", "--skip-preview");
    return names;
  }

  it("runs `pulumi up` and `pulumi destroy` in an empty program", async () => {
    const program = await makeProgram({
      host,
      index: `new swarm.Service("web", { image: "busybox:latest", command: "sleep 1d", init: true });`,
      modules: join(dir, "node_modules"),
    });
    try {
      expect(await program.up()).to.contain("+ 2 created");
      await program.pulumi("destroy", "--yes", "--skip-preview");
      expect(await connect({ host }).services.list()).to.deep.equal([]);
    } finally {
      program.remove();
    }
  });

  it("runs the quickstart that it carries", async () => {
    await ensureImages({ host }, () => undefined);

    const names = await runExample("quickstart", { dockerSocket: host.replace("unix://", "") });

    expect(names).to.deep.equal([
      "getstartedlab_redis",
      "getstartedlab_visualizer",
      "getstartedlab_web",
    ]);
  });

  it("runs the typed services that it carries, the job to its end", async () => {
    const page = "mkdir /www; echo hello > /www/index.html; exec httpd -f -p 80 -h /www";

    const names = await runExample("services", {
      image: "busybox:latest",
      command: `sh -c '${page}'`,
    });

    expect(names).to.deep.equal(["greet", "web"]);
  });

  it("renders a stack from its command line", async () => {
    const { execa } = await import("execa");
    const file = join(dir, "docker-stack.yml");
    writeFileSync(file, "services: { web: { image: nginx } }\n");

    const { stdout } = await execa(join(dir, "node_modules/.bin/pulumi-swarm"), [
      "render",
      "-c",
      file,
      "st",
    ]);

    const { services } = JSON.parse(stdout) as { services: { Name: string }[] };
    expect(services.map(({ Name }) => Name)).to.deep.equal(["st_web"]);
  });
});
