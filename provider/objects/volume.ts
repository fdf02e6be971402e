// Volumes of the engine that is reached. Nothing of a local volume can change, and creating one that exists
// with other options answers "created" and changes nothing: so differences are refused, never ignored.

import type { Volume, VolumeSpec } from "../engine/types";
import { known } from "../model/unknown";
import { withoutOwner } from "../owner";
import { changesBetween } from "../plan/changes";
import { normal, type NormalForm } from "../plan/normal";
import { defineKind, type Live } from "./object";

const FORM: NormalForm = {
  defaults: { Driver: "local" },
  unordered: {},
  kept: [],
  ignored: [],
};

export const volume = defineKind<VolumeSpec>({
  kind: "volume",
  async list(engine, names) {
    const volumes = await engine.volumes.list(names && { name: names });
    return volumes.map(liveVolume);
  },
  create: async (engine, spec) => (await engine.volumes.create(spec)).Name,
  remove: (engine, live) => engine.volumes.remove(live.name),
  changes: (spec, live) =>
    changesBetween(normal(comparable(live), FORM), normal(comparable(spec), FORM)),
  remedy: (changes) => (changes.length === 0 ? "keep" : "refuse"),
});

const liveVolume = (volume: Volume): Live => ({
  kind: "volume",
  id: volume.Name,
  name: volume.Name,
  version: 0,
  spec: {
    Name: volume.Name,
    Driver: volume.Driver,
    DriverOpts: volume.Options ?? {},
    Labels: volume.Labels ?? {},
  } satisfies VolumeSpec,
  labels: volume.Labels ?? {},
});

// A volume that a task made carries the stack's labels, not ours; labels do not make it another volume.
const comparable = (spec: VolumeSpec): VolumeSpec => ({
  ...spec,
  Labels: known(withoutOwner(spec.Labels), (labels) =>
    Object.fromEntries(Object.entries(labels).filter(([key]) => !key.startsWith("com.docker."))),
  ),
});
