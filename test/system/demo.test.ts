import { expect } from "chai";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Task } from "../../provider/engine/types";
import { observe } from "../../tools/demo/observe";
import { visitPage } from "../../tools/demo/visit";
import { startEngine, stopEngine } from "../../tools/engine/start";
import { ask, type Target } from "../../tools/images/target";
import { ensureImages } from "../../tools/images";
import { until } from "../provider/engine/contract/support";
import { makeCheckout, preloadImages, runThere } from "../tools/support/checkout";
import type { Checkout } from "../tools/support/checkout";

const DEPLOYED = [
  { service: "getstartedlab_redis", running: 1, wanted: 1, ports: ["6379→6379/tcp"] },
  { service: "getstartedlab_visualizer", running: 1, wanted: 1, ports: ["5000→8080/tcp"] },
  { service: "getstartedlab_web", running: 3, wanted: 3, ports: ["4000→80/tcp"] },
];

async function servicesOf(target: Target) {
  const running = await observe(target);
  return running.map(({ service, running: count, wanted, ports }) => ({
    service,
    running: count,
    wanted,
    ports,
  }));
}

/** With a tenth of a core the page may give up on Redis, and then counts nothing. */
async function visited(target: Target): Promise<number> {
  const visit = await until(
    () => visitPage(target),
    (seen) => seen !== undefined,
  );
  return visit?.visits ?? NaN;
}

async function taskIds(target: Target): Promise<string[]> {
  const tasks = await ask<Task[]>(target, "/tasks");
  return tasks.map(({ ID }) => ID).sort();
}

describe("npm run demo on a machine without an engine", () => {
  let checkout: Checkout;
  let engineDir: string;
  let target: Target;
  const there = (line: string) => runThere(checkout, { line });

  before(async () => {
    checkout = await makeCheckout();
    engineDir = join(checkout.folder, ".demo/engine");
    target = { host: `unix://${engineDir}/docker.sock` };
    await preloadImages(checkout, engineDir);
  });
  after(async () => {
    await stopEngine(engineDir);
    await checkout.remove();
  });

  it("starts one of its own and deploys the quickstart", async () => {
    const { text, lines } = await there("npm run demo");
    expect(lines.at(-1), text).to.equal("Deployed: everything runs.");
    expect(await servicesOf(target)).to.deep.equal(DEPLOYED);
  });

  it("has a page that counts its visits in Redis", async () => {
    const first = await visited(target);
    const second = await visited(target);
    expect(second).to.equal(first + 1);
  });

  it("finds everything unchanged in a second run, and restarts no task", async () => {
    const before = await taskIds(target);
    const { text, lines } = await there("npm run demo");
    expect(lines.at(-1), text).to.equal("Unchanged: everything runs as declared.");
    expect(await taskIds(target)).to.deep.equal(before);
  });

  it("names three commands, and they work", async () => {
    const closing = (await there("npm run demo")).lines;
    const command = (word: string) =>
      closing.find((line) => line.startsWith("  ") && line.includes(word))?.split(/ {2,}/)[1] ?? "";
    const source = command(".demo/env");

    const preview = await there(`${source} && ${command("preview")}`);
    expect(preview.text).to.match(/localhost\/quickstart-web:1 → localhost\/quickstart-web:2/);
    expect(preview.text).to.include("1 to update");

    const scaled = await there(`${source} && ${command("pulumi up")} --yes`);
    expect(scaled.failed, scaled.text).to.equal(false);
    const web = (await observe(target)).find(({ service }) => service === "getstartedlab_web");
    expect([web?.running, web?.wanted, web?.image]).to.deep.equal([
      5,
      5,
      "localhost/quickstart-web:2",
    ]);

    // No registry has the page, and the only node does.
    expect(preview.text + scaled.text).not.to.match(/registry|warning/i);

    const down = await there(command("demo:down"));
    expect(down.lines.at(-1), down.text).to.equal("The demo is gone.");
  });

  it("leaves nothing behind after demo:down, which can be run again", async () => {
    expect(existsSync(join(checkout.folder, ".demo"))).to.equal(false);
    const files = readdirSync(checkout.folder);
    expect(files.filter((name) => name.startsWith("Pulumi."))).to.deep.equal(["Pulumi.yaml"]);
    const again = await there("npm run demo:down");
    expect(again.lines.at(-1)).to.equal("There is no demo to take away.");
  });
});

describe("npm run demo on an engine that was there before", () => {
  let checkout: Checkout;
  let dir: string;
  let target: Target;
  const there = (line: string, onLine?: (line: string) => void) =>
    runThere(checkout, { line, env: { DOCKER_HOST: target.host }, onLine });

  before(async () => {
    checkout = await makeCheckout();
    dir = mkdtempSync(join(tmpdir(), "engine-"));
    target = await startEngine({ dir, name: "theirs", netns: checkout.netns });
    await ensureImages(target, () => undefined);
  });
  after(async () => {
    await stopEngine(dir);
    rmSync(dir, { recursive: true, force: true });
    await checkout.remove();
  });

  /** All that a person could miss after the demo, or find left over. */
  async function everything() {
    const names = async (path: string) =>
      (await ask<{ Id?: string; ID?: string; Name?: string }[]>(target, path))
        .map(({ Id, ID, Name }) => Name ?? Id ?? ID)
        .sort();
    const { Volumes } = await ask<{ Volumes: { Name: string }[] | null }>(target, "/volumes");
    return {
      swarm: (await ask<{ ID: string }>(target, "/swarm")).ID,
      services: await names("/services"),
      networks: await names("/networks"),
      images: await names("/images/json"),
      volumes: (Volumes ?? []).map(({ Name }) => Name).sort(),
    };
  }

  it("does not put it into a swarm without a yes", async () => {
    const { failed, lines } = await there("npm run demo");
    expect(failed).to.equal(true);
    expect(lines.at(-1)).to.include("Say yes to it: npm run demo -- --yes");
    const info = await ask<{ Swarm: { LocalNodeState: string } }>(target, "/info");
    expect(info.Swarm.LocalNodeState).to.equal("inactive");
  });

  it("takes up what a killed pulumi left, and ends with one of everything", async () => {
    const first = await there("npm run demo -- --yes", (line) => {
      if (line.includes("creating service getstartedlab_web")) killPulumi(checkout.folder);
    });
    expect(first.text).to.include("pulumi up failed");
    const second = await there("npm run demo");
    expect(second.lines.at(-1), second.text).to.equal("Deployed: everything runs.");
    expect(await servicesOf(target)).to.deep.equal(DEPLOYED);
    const networks = (await everything()).networks.filter((name) => name?.includes("webnet"));
    expect(networks).to.deep.equal(["getstartedlab_webnet"]);
  });

  it("leaves the swarm that it had made", async () => {
    const { lines, text } = await there("npm run demo:down");
    expect(lines.at(-1), text).to.equal("The demo is gone.");
    const info = await ask<{ Swarm: { LocalNodeState: string } }>(target, "/info");
    expect(info.Swarm.LocalNodeState).to.equal("inactive");
  });

  it("leaves a swarm that was there before as it was", async () => {
    const body = { ListenAddr: "127.0.0.1:2377", AdvertiseAddr: "127.0.0.1" };
    await ask(target, "/swarm/init", { method: "POST", body });
    const before = await everything();
    const up = await there("npm run demo");
    expect(up.lines.at(-1), up.text).to.equal("Deployed: everything runs.");
    const down = await there("npm run demo:down");
    expect(down.lines.at(-1), down.text).to.equal("The demo is gone.");
    expect(await everything()).to.deep.equal(before);
  });
});

/** Ends the checkout's CLI as a power cut would; the lock of its stack says which process it is. */
function killPulumi(folder: string): void {
  const locks = join(folder, ".demo/pulumi/state/.pulumi/locks");
  for (const name of readdirSync(locks, { recursive: true, encoding: "utf8" })) {
    if (!name.endsWith(".json")) continue;
    const { pid } = JSON.parse(readFileSync(join(locks, name), "utf8")) as { pid: number };
    process.kill(pid, "SIGKILL");
  }
}
