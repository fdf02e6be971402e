// A stack's volume that is there with other options, by the real Pulumi CLI on a real engine.

import { expect } from "chai";
import { connect } from "../../provider/engine/connect";
import type { Engine } from "../../provider/engine/engine";
import { busyboxImage, loadImages, startLab, type Lab } from "../lab";
import { warningsByResource } from "./support/preview-words";
import { expectSuccess } from "./support/program";
import { SLEEPER, stackProgram, type StackProgram } from "./support/stack-program";

const OURS = { type: "tmpfs", device: "tmpfs", o: "size=1m" };
const shop = (size: string): object => ({
  services: { web: { ...SLEEPER, volumes: ["data:/data"] } },
  volumes: { data: { driverOpts: { ...OURS, o: `size=${size}` } } },
});

describe("a stack's volume with other options than the one that is there", () => {
  let lab: Lab;
  let engine: Engine;
  let program: StackProgram;

  before(async () => {
    lab = await startLab({ name: "stack-volumes-test", managers: 1 });
    await loadImages(lab, [await busyboxImage()]);
    const host = lab.nodes[0]?.host ?? "";
    engine = connect({ host });
    program = await stackProgram(host);
    await engine.volumes.create({ Name: "shop_data", Driver: "local", DriverOpts: OURS });
  });
  after(async () => {
    program?.remove();
    await lab?.stop();
  });

  /** What the preview warns of; then it is done. */
  async function warnings(args: object): Promise<string[]> {
    program.declare(args);
    const text = await expectSuccess(program.pulumi("preview"));
    await program.up();
    return (warningsByResource(text).shop ?? []).filter((one) => one.startsWith("Volume"));
  }

  it("is not spoken of while both are the same", async () => {
    expect(await warnings(shop("1m"))).to.deep.equal([]);
  });

  it("is told in the preview, and what tasks get is the one that is there", async () => {
    const [node] = await engine.nodes.list();

    const [said, ...more] = await warnings(shop("2m"));

    expect(more).to.deep.equal([]);
    expect(said).to.contain(
      `Volume "shop_data": it exists with other options on ${node?.Description.Hostname} and where tasks of web have ` +
        'run: DriverOpts.o is "size=1m" and would be "size=2m".',
    );
    expect((await engine.volumes.inspect("shop_data"))?.Options).to.deep.equal(OURS);
    const [service] = await engine.services.list();
    const [mount] = service?.Spec.TaskTemplate.ContainerSpec.Mounts ?? [];
    expect(mount?.VolumeOptions?.DriverConfig?.Options?.o).to.equal("size=2m");
  });
});
