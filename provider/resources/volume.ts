// A volume on the engine that is reached. Services that mount it carry its driver options in the mount, so
// that it is the same volume on every node where a task lands.

import { canonicalVolume } from "../model/canonical";
import type { VolumeInputs } from "../model/volume";
import { volumeRules } from "../model/rules";
import { shapeProblems } from "../model/schema";
import { isUnknown, knownOf } from "../model/unknown";
import type { VolumeSpec } from "../engine/types";
import type { Live } from "../objects/object";
import { volumeSpec } from "../spec/volume";
import { differing, named, single, splitCommon, without } from "./common";
import type { CommonInputs, ResourceType } from "./resource";
import { otherNodesKeep, reasonToKeep, refuseHeld } from "./volume-end";

export type VolumeResourceInputs = CommonInputs &
  Omit<VolumeInputs, "name" | "external"> & { onDelete?: "keep" | "delete" };

export const volume: ResourceType<VolumeResourceInputs> = {
  type: "Volume",
  needsSwarm: false,
  onOneEngine: ({ clusterSpec }) => clusterSpec === undefined,
  canonical(args, problems) {
    const { common, own } = splitCommon(without(args, "clusterId", "mountpoint"), problems);
    const model = without(own, "onDelete");
    problems.push(...shapeProblems("volume", model));
    // Written out, so that a preview knows what the mounts of this volume will carry.
    const defaults = { driver: "local", driverOpts: {}, labels: {} };
    const declared = { ...defaults, ...canonicalVolume(model, [], problems) };
    const inputs = { ...common, ...declared, name: common.name };
    if (own.onDelete === undefined) return inputs;
    if (own.onDelete !== "keep" && own.onDelete !== "delete" && !isUnknown(own.onDelete))
      problems.push({ path: ["onDelete"], reason: `onDelete is "keep" or "delete".` });
    return { ...inputs, onDelete: own.onDelete as "keep" | "delete" };
  },
  rules: (inputs) => volumeRules(inputs, []),
  declare: (inputs, owner) =>
    single("volume", volumeSpec(inputs, { name: inputs.name, labels: {} }), owner),
  async observe(engine, { name, clusterSpec }) {
    const secrets = knownOf(clusterSpec?.secrets).map(({ secret }) => secret);
    const found = [named(engine, "volume", [name]), named(engine, "secret", secrets)];
    return (await Promise.all(found)).flat();
  },
  adopts: ({ adopt }) => adopt === true,
  // Other options are refused by the plan: a new volume of that name would need the old one's data gone.
  replaces: (olds, news) => differing(olds, news, ["name"]),
  deleteBeforeReplace: () => false,
  id: ({ name }) => name,
  outputs: () => ({}),
  drift: (inputs, { live }) =>
    drift(
      inputs,
      live.find(({ kind }) => kind === "volume"),
    ),
  async mayRemove(engine, outs, reporter) {
    const inputs = volume.canonical(outs, []);
    const { name, onDelete } = inputs;
    const why = onDelete === "delete" ? undefined : await reasonToKeep(engine, inputs);
    if (why !== undefined) {
      await reporter.warn(
        `Volume "${name}" is kept, for ${why}. To remove it: docker volume rm ${name}. To let Pulumi do that, ` +
          'set onDelete: "delete" and run `pulumi up` first.',
      );
      return false;
    }
    await refuseHeld(engine, name);
    const elsewhere = await otherNodesKeep(engine, inputs);
    if (elsewhere !== undefined) await reporter.info(elsewhere);
    return true;
  },
};

/** Of a volume, only a cluster volume's availability can be changed by hand. */
function drift(
  inputs: VolumeResourceInputs,
  live: Live | undefined,
): VolumeResourceInputs | undefined {
  const { clusterSpec } = inputs;
  if (live === undefined || clusterSpec === undefined) return live && inputs;
  const availability = (live.spec as VolumeSpec).ClusterVolumeSpec?.Availability ?? "active";
  if (availability === (clusterSpec.availability ?? "active")) return inputs;
  return { ...inputs, clusterSpec: { ...clusterSpec, availability } };
}
