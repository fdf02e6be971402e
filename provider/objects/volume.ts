// Volumes of the engine that is reached, and those of the swarm. Nothing of a local volume can change, and creating
// one that exists with other options answers "created" and changes nothing: so differences are refused, never
// ignored. Of a cluster volume, only the availability can change.

import type { Engine } from "../engine/engine";
import type { Labels, Volume, VolumeSpec } from "../engine/types";
import { hasCode, SwarmError } from "../errors";
import { isUnknown, known, knownItems } from "../model/unknown";
import { describeOwner, isOfAnother, withoutOwner } from "../owner";
import { changesBetween, isUnder, type Change } from "../plan/changes";
import { fixed } from "../plan/differences";
import { normal, type NormalForm } from "../plan/normal";
import { defineKind, type Live, type Refs } from "./object";
import { containersInWords } from "./volume-users";

const FORM: NormalForm = {
  defaults: {
    Driver: "local",
    "ClusterVolumeSpec.AccessMode.Scope": "single",
    "ClusterVolumeSpec.AccessMode.Sharing": "none",
    "ClusterVolumeSpec.CapacityRange.RequiredBytes": 0,
    "ClusterVolumeSpec.CapacityRange.LimitBytes": 0,
    "ClusterVolumeSpec.Availability": "active",
  },
  unordered: { "ClusterVolumeSpec.Secrets": ({ Key }: { Key: string }) => Key },
  // Which of the two is there says whether it is mounted or a block device.
  kept: ["ClusterVolumeSpec.AccessMode.MountVolume", "ClusterVolumeSpec.AccessMode.BlockVolume"],
  ignored: [],
};

const changes = (spec: VolumeSpec, live: VolumeSpec): Change[] =>
  changesBetween(normal(comparable(live), FORM), normal(comparable(spec), FORM));

export const volume = defineKind<VolumeSpec>({
  kind: "volume",
  async list(engine, names) {
    const volumes = await engine.volumes.list(names && { name: names });
    return volumes.map(liveVolume);
  },
  create,
  update: updateCluster,
  remove,
  resolve,
  changes,
  remedy: (changes) => {
    if (changes.length === 0) return "keep";
    const inPlace = (one: Change) => isUnder(one, "ClusterVolumeSpec", "Availability");
    return changes.every(inPlace) ? "update" : "refuse";
  },
});

/** A task, or another program, may have made one since it was looked for; then that is what the engine answers with. */
async function create(engine: Engine, spec: VolumeSpec): Promise<string> {
  const made = await engine.volumes.create(spec);
  if (isOfAnother(made.Labels ?? {}, spec.Labels ?? {}))
    throw new SwarmError("NAME_TAKEN", taken(spec.Name, made.Labels ?? {}));
  const differences = changes(spec, specOf(made));
  if (differences.length > 0)
    throw new SwarmError("NAME_TAKEN", `Volume "${spec.Name}": ${fixed("volume", differences)}`);
  return made.Name;
}

const taken = (name: string, labels: Labels): string =>
  `Volume "${name}": a volume of this name was made just now, and ${describeOwner(labels)}. Choose another name, or ` +
  "take it over with `adopt: true`.";

/** The swarm keeps ids of secrets. */
function resolve(spec: VolumeSpec, { secret = {} }: Refs): VolumeSpec {
  const { ClusterVolumeSpec: cluster } = spec;
  if (isUnknown(cluster) || cluster?.Secrets === undefined) return spec;
  const Secrets = knownItems(cluster.Secrets, ({ Key, Secret }) => ({
    Key,
    Secret: secret[Secret]?.id ?? Secret,
  }));
  return { ...spec, ClusterVolumeSpec: { ...cluster, Secrets } };
}

async function updateCluster(engine: Engine, live: Live, spec: VolumeSpec): Promise<void> {
  const there = await engine.volumes.inspect(live.name);
  if (there?.ClusterVolume === undefined) return;
  // Nothing said changes nothing, and means active.
  const Spec = { ...there.ClusterVolume.Spec, Availability: wanted(spec) };
  await engine.volumes.update(there.ClusterVolume.ID, live.version, Spec);
}

const wanted = ({ ClusterVolumeSpec }: VolumeSpec): string =>
  ClusterVolumeSpec?.Availability ?? "active";

/** A cluster volume that is attached to a node is refused; drained, it is detached from all. */
async function drain(engine: Engine, name: string): Promise<void> {
  const { ClusterVolume: volume } = (await engine.volumes.inspect(name)) ?? {};
  if (!volume?.PublishStatus?.length || volume.Spec.Availability === "drain") return;
  const Spec = { ...volume.Spec, Availability: "drain" };
  await engine.volumes.update(volume.ID, volume.Version.Index, Spec);
}

/** The engine tells ids of containers, which say nothing to a person. */
async function remove(engine: Engine, { name, spec }: Live): Promise<void> {
  if ((spec as VolumeSpec).ClusterVolumeSpec) await drain(engine, name);
  try {
    await engine.volumes.remove(name);
  } catch (error) {
    if (!hasCode(error, "IN_USE")) throw error;
    const users = await engine.volumes.users(name);
    if (users.length === 0) throw error;
    throw new SwarmError(
      "IN_USE",
      `Volume "${name}": cannot remove it, for it is in use by ${containersInWords(users)}. ` +
        "Remove the services and containers that mount it first.",
      { cause: error },
    );
  }
}

const specOf = (volume: Volume): VolumeSpec => ({
  Name: volume.Name,
  Driver: volume.Driver,
  DriverOpts: volume.Options ?? {},
  Labels: volume.Labels ?? {},
  ...(volume.ClusterVolume && { ClusterVolumeSpec: volume.ClusterVolume.Spec }),
});

const liveVolume = (volume: Volume): Live => ({
  kind: "volume",
  id: volume.Name,
  name: volume.Name,
  version: volume.ClusterVolume?.Version.Index ?? 0,
  spec: specOf(volume),
  labels: volume.Labels ?? {},
});

// A volume that a task made carries the stack's labels, not ours; labels do not make it another volume.
const comparable = (spec: VolumeSpec): VolumeSpec => ({
  ...spec,
  Labels: known(withoutOwner(spec.Labels), (labels) =>
    Object.fromEntries(Object.entries(labels).filter(([key]) => !key.startsWith("com.docker."))),
  ),
});
