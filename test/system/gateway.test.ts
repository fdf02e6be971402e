// The engine gateway on a real engine: the contract, and what only a real one can show. Needs root.

import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { connect } from "../../provider/engine/connect";
import type { EngineEvent } from "../../provider/engine/types";
import { engineAt } from "../fakes/stub";
import { busyboxImage, loadImages, startLab, writeImage, type Lab, type LabNode } from "../lab";
import { describeContract } from "../provider/engine/contract";
import { service, until } from "../provider/engine/contract/support";

/** Loads an image of nothing. */
async function holdImage(host: string, name: string): Promise<void> {
  const dir = mkdtempSync(join(tmpdir(), "held-"));
  const [rootfs, file] = [join(dir, "rootfs"), join(dir, "image.tar")];
  mkdirSync(rootfs);
  await writeImage(file, { rootfs, tags: [name], config: {} });
  await loadImages({ host }, [file]);
  rmSync(dir, { recursive: true, force: true });
}

describe("the gateway to a real engine", () => {
  let lab: Lab;
  let only: LabNode;

  before(async () => {
    lab = await startLab({ name: "gateway", engines: 1 });
    const [first] = lab.nodes;
    if (first === undefined) throw new Error("a lab without nodes");
    only = first;
  });

  after(async () => lab?.stop());

  describeContract("a real engine", () => ({
    engine: connect({ host: only.host }),
    address: `${only.address}:2377`,
    hold: (name) => holdImage(only.host, name),
  }));

  describe("on its own", () => {
    it("is reached by tcp, when plain HTTP to another machine is allowed", async () => {
      expect(() => connect({ host: only.tcpHost })).to.throw(/insecure: true/);

      const { Name } = await connect({ host: only.tcpHost, insecure: true }).info();

      expect(Name).to.equal(only.name);
    });

    it("gives a task's last lines, both streams", async () => {
      const engine = connect({ host: only.host });
      const address = `${only.address}:2377`;
      await engine.swarm.init({ ListenAddr: address, AdvertiseAddr: address });
      await loadImages(lab, [await busyboxImage()]);
      const Command = [
        "sh",
        "-c",
        "echo one; sleep 1; echo two >&2; sleep 1; echo three; sleep 99",
      ];
      const ContainerSpec = { Image: "busybox:latest", Command, StopGracePeriod: 1e9 };
      await engine.services.create(service("talker", { ContainerSpec }));

      const lines = await until(
        async (): Promise<string[]> => {
          const [task] = await engine.tasks.list({ service: ["talker"] });
          return task === undefined ? [] : engine.tasks.logs(task.ID, 2);
        },
        (seen) => seen.includes("three"),
      );

      expect(lines).to.deep.equal(["two", "three"]);
      await engine.services.remove("talker");
    });

    it("says how long a stopped engine did not answer", async () => {
      const engine = engineAt({ host: only.host }, { answerMs: 300, retryMs: 0 });
      await engine.apiVersion();
      only.pause();

      const failure = await engine.services.list().catch((error: Error) => error.message);
      only.resume();

      expect(failure).to.match(/cannot list services\. no answer in 0\.3 s from unix:/);
      expect(await connect({ host: only.host }).services.list()).to.deep.equal([]);
    });

    it("reads through a restart, while its stream of events ends", async () => {
      const engine = connect({ host: only.host });
      const events = all(engine.events({}, new AbortController().signal));
      await engine.info();
      await only.kill();

      const info = engine.info();
      await only.start();

      expect((await info).Name).to.equal(only.name);
      await events;
    });
  });
});

async function all(stream: AsyncIterable<EngineEvent>): Promise<EngineEvent[]> {
  const seen: EngineEvent[] = [];
  for await (const event of stream) seen.push(event);
  return seen;
}
