// Volumes of a program: what of them Pulumi is told to keep as a secret.

import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import type { Props } from "../../provider/state";
import * as swarm from "../../sdk";
import { inputsOf, program, type Registered } from "./mocks";

const cifs = { server: "nas", share: "media" };
const PASSWORD = { secret: "hunter2!" };
const WITH_PASSWORD = { type: "cifs", device: "//nas/media", o: "password=hunter2!" };

/** What a program writes, and what is sent; both under the keys of a volume. */
const ROWS: [string, swarm.VolumeArgs, Props][] = [
  [
    "a password of CIFS, and all that is written out of it",
    { cifs: { ...cifs, password: "hunter2!" } },
    { cifs: { ...cifs, password: PASSWORD }, driverOpts: { secret: {} } },
  ],
  [
    "CIFS that comes later",
    { cifs: pulumi.output({ ...cifs, password: "hunter2!" }) },
    { cifs: { secret: { ...cifs, password: "hunter2!" } }, driverOpts: { secret: {} } },
  ],
  [
    "what is written out of an NFS server that comes later",
    { nfs: { server: pulumi.secret("nas"), path: "/data" } },
    { nfs: { server: { secret: "nas" }, path: "/data" }, driverOpts: { secret: {} } },
  ],
  [
    "a password among options",
    { driverOpts: WITH_PASSWORD },
    { driverOpts: { ...WITH_PASSWORD, o: { secret: WITH_PASSWORD.o } } },
  ],
  ["nothing of other options", { driverOpts: { o: "bind" } }, { driverOpts: { o: "bind" } }],
  ["nothing of NFS", { nfs: { server: "a", path: "/b" } }, { nfs: { server: "a", path: "/b" } }],
  ["nothing of a tmpfs", { tmpfs: { size: "1M" } }, { tmpfs: { size: "1M" } }],
];

const sent = async (make: () => pulumi.Resource): Promise<Props> => {
  const registered: Registered[] = await program();
  return inputsOf(registered, make());
};

describe("a volume keeps as a secret", () => {
  for (const [what, args, expected] of ROWS) {
    it(what, async () => {
      const inputs = await sent(() => new swarm.Volume("data", args));

      expect(inputs).to.deep.equal({ ...expected, name: "data" });
    });

    it(`${what}, in a stack`, async () => {
      const volumes = { data: args } as swarm.StackArgs["volumes"];
      const inputs = await sent(() => new swarm.Stack("shop", { volumes }));

      expect(inputs.volumes).to.deep.equal({ data: expected });
    });
  }

  it("nothing of a cluster volume, which is mounted by its name alone", async () => {
    const registered = await program();
    const data = new swarm.Volume("data", { driver: "csi-plugin", clusterSpec: { group: "fast" } });

    const web = new swarm.Service("web", {
      image: "nginx",
      volumes: [{ source: data, target: "/data", readOnly: true }],
    });

    const { volumes } = await inputsOf(registered, web);
    expect(volumes).to.deep.equal([
      { type: "cluster", source: "data", target: "/data", readOnly: true },
    ]);
  });

  it("what of it stands in the mounts of a service", async () => {
    const registered = await program();
    const data = new swarm.Volume("data", { driverOpts: WITH_PASSWORD });

    const web = new swarm.Service("web", {
      image: "nginx",
      volumes: [{ source: data, target: "/data" }],
    });

    const { volumes } = await inputsOf(registered, web);
    expect(JSON.stringify(volumes)).to.match(/"driverOpts":\{"secret":\{.*hunter2!/);
  });
});
