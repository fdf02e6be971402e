// Cluster volumes, on a fake engine: no CSI plug-in runs where these tests do.

import { expect } from "chai";
import type { VolumeSpec } from "../../../provider/engine/types";
import { canonicalVolume } from "../../../provider/model/canonical";
import { volumeRules } from "../../../provider/model/rules";
import type { VolumeArgs } from "../../../provider/model/volume";
import { volume } from "../../../provider/resources/volume";
import { volumeSpec } from "../../../provider/spec/volume";
import { engineInSwarm, failureOf, pulumi, writesOf } from "../lifecycle/support";

const clusterSpec = {
  group: "fast",
  accessMode: {
    scope: "multi",
    sharing: "all",
    mountVolume: { fsType: "xfs", mountFlags: ["ro"] },
  },
  accessibilityRequirements: { requisite: [{ segments: { zone: "Z1" } }], preferred: [] },
  capacityRange: { requiredBytes: "1G", limitBytes: 2 ** 31 },
  secrets: [{ key: "token", secret: "csi-token" }],
  availability: "active",
};
const args = { driver: "csi-plugin", clusterSpec };
const specOf = (given: VolumeArgs) =>
  volumeSpec(canonicalVolume(given, [], []), { name: "data", labels: {} });

describe("a cluster volume", () => {
  const SPECS: [string, object, VolumeSpec["ClusterVolumeSpec"]][] = [
    [
      "all of it",
      clusterSpec,
      {
        Group: "fast",
        AccessMode: {
          Scope: "multi",
          Sharing: "all",
          MountVolume: { FsType: "xfs", MountFlags: ["ro"] },
        },
        AccessibilityRequirements: { Requisite: [{ Segments: { zone: "Z1" } }] },
        CapacityRange: { RequiredBytes: 2 ** 30, LimitBytes: 2 ** 31 },
        Secrets: [{ Key: "token", Secret: "csi-token" }],
        Availability: "active",
      },
    ],
    ["nothing but itself, as a file system", {}, { AccessMode: { MountVolume: {} } }],
    ["a block device", { accessMode: { blockVolume: {} } }, { AccessMode: { BlockVolume: {} } }],
  ];
  for (const [what, spec, expected] of SPECS)
    it(`asks for ${what}`, () => {
      const made = specOf({ driver: "csi-plugin", clusterSpec: spec });

      expect(made).to.deep.equal({
        Name: "data",
        Driver: "csi-plugin",
        ClusterVolumeSpec: expected,
      });
    });

  const REFUSED: [string, VolumeArgs, string, string][] = [
    ["without a plug-in", { clusterSpec: {} }, "driver", "needs a CSI plug-in"],
    ["of an unknown scope", { driver: "d", clusterSpec: { accessMode: { scope: "multy" } } }, "clusterSpec.accessMode.scope", 'Did you mean "multi"?'],
    ["of an unknown sharing", { driver: "d", clusterSpec: { accessMode: { sharing: "some" } } }, "clusterSpec.accessMode.sharing", '"some" is not possible'],
    ["of both kinds", { driver: "d", clusterSpec: { accessMode: { mountVolume: {}, blockVolume: {} } } }, "clusterSpec.accessMode.blockVolume", "excludes mountVolume"],
    ["of an unknown availability", { driver: "d", clusterSpec: { availability: "up" } }, "clusterSpec.availability", '"active", "pause" or "drain"'],
    ["that must be bigger than it may", { driver: "d", clusterSpec: { capacityRange: { requiredBytes: "2G", limitBytes: "1G" } } }, "clusterSpec.capacityRange", "demands 2GiB and allows 1GiB"],
  ]; // prettier-ignore
  for (const [what, given, path, reason] of REFUSED)
    it(`${what} is refused`, () => {
      const problems = volumeRules(canonicalVolume(given, [], []), []);

      expect(problems.map((one) => one.path.join("."))).to.deep.equal([path]);
      expect(problems[0]?.reason).to.include(reason);
    });

  it("is the whole swarm's, with the ids of its secrets, and stays as it is the second time", async () => {
    const engine = await engineInSwarm();
    const Secret = await engine.secrets.create({ Name: "csi-token", Labels: {}, Data: "eA==" });
    const resource = pulumi(volume, engine);

    await resource.up(args);
    const made = await engine.volumes.inspect("web");
    engine.calls.length = 0;
    await resource.up(args);
    await resource.refresh();

    expect(made?.ClusterVolume?.Spec.Secrets).to.deep.equal([{ Key: "token", Secret }]);
    expect(writesOf(engine)).to.deep.equal([]);
    expect((await resource.diff(args)).changes).to.equal(false);
  });

  it("changes its availability in place, and is active when nothing is said", async () => {
    const engine = await engineInSwarm();
    const resource = pulumi(volume, engine);
    const availability = async () =>
      (await engine.volumes.inspect("web"))?.ClusterVolume?.Spec.Availability;

    await resource.up({ driver: "csi-plugin", clusterSpec: { availability: "pause" } });
    const paused = await availability();
    await resource.up({ driver: "csi-plugin", clusterSpec: {} });

    expect([paused, await availability()]).to.deep.equal(["pause", "active"]);
  });

  it("shows an availability that another hand changed, and mends it", async () => {
    const engine = await engineInSwarm();
    const resource = pulumi(volume, engine);
    await resource.up({ driver: "csi-plugin", clusterSpec: {} });
    await engine.volumes.update("id-of-web", 1, { Availability: "drain" });

    const seen = await resource.refresh();
    const { changes } = await resource.diff({ driver: "csi-plugin", clusterSpec: {} });

    expect(seen?.inputs.clusterSpec).to.deep.equal({ availability: "drain" });
    expect(changes).to.equal(true);
  });

  it("is refused another size, with both told", async () => {
    const engine = await engineInSwarm();
    const resource = pulumi(volume, engine);
    const sized = (limitBytes: string) => ({
      driver: "csi-plugin",
      clusterSpec: { capacityRange: { limitBytes } },
    });
    await resource.up(sized("1G"));

    const { message } = await failureOf(resource.up(sized("2G")));

    expect(message).to.contain(
      "ClusterVolumeSpec.CapacityRange.LimitBytes is 1073741824 and would be 2147483648.",
    );
  });

  it("is refused by a preview where the engine is too old, with both versions", async () => {
    const engine = Object.assign(await engineInSwarm(), { apiVersion: async () => "1.41" });

    const { failures } = await pulumi(volume, engine).check(args, {}, true);

    expect(failures.map(({ reason }) => reason)).to.deep.equal([
      'Volume "web": ClusterVolumeSpec needs engine API 1.42, and this engine speaks 1.41. ' +
        "Upgrade the engine, or leave the field out.",
    ]);
  });

  it("is kept on delete, for only its plug-in knows what it holds", async () => {
    const engine = await engineInSwarm();
    const resource = pulumi(volume, engine);
    await resource.up({ driver: "csi-plugin", clusterSpec: {} });

    await resource.destroy();

    expect(await engine.volumes.inspect("web")).to.not.equal(undefined);
  });

  it("is drained from its nodes before it goes", async () => {
    const engine = await engineInSwarm();
    const resource = pulumi(volume, engine);
    await resource.up({ driver: "csi-plugin", clusterSpec: {}, onDelete: "delete" });
    engine.calls.length = 0;

    await resource.destroy();

    expect(writesOf(engine)).to.deep.equal(["volumes.update", "volumes.remove"]);
    expect(await engine.volumes.inspect("web")).to.equal(undefined);
  });
});
