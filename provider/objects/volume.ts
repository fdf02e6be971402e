// Volumes of the engine that is reached. Nothing of a local volume can change, and creating one that exists
// with other options answers "created" and changes nothing: so differences are refused, never ignored.

import type { Engine } from "../engine/engine";
import type { Volume, VolumeSpec } from "../engine/types";
import { hasCode, SwarmError } from "../errors";
import { known } from "../model/unknown";
import { withoutOwner } from "../owner";
import { changesBetween, type Change } from "../plan/changes";
import { fixed } from "../plan/differences";
import { normal, type NormalForm } from "../plan/normal";
import { defineKind, type Live } from "./object";
import { containersInWords } from "./volume-users";

const FORM: NormalForm = {
  defaults: { Driver: "local" },
  unordered: {},
  kept: [],
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
  remove: (engine, live) => remove(engine, live.name),
  changes,
  remedy: (changes) => (changes.length === 0 ? "keep" : "refuse"),
});

/** A task may have made one of that name since it was looked for; then that is what the engine answers with. */
async function create(engine: Engine, spec: VolumeSpec): Promise<string> {
  const made = await engine.volumes.create(spec);
  const differences = changes(spec, specOf(made));
  if (differences.length > 0)
    throw new SwarmError("NAME_TAKEN", `Volume "${spec.Name}": ${fixed("volume", differences)}`);
  return made.Name;
}

/** The engine tells ids of containers, which say nothing to a person. */
async function remove(engine: Engine, name: string): Promise<void> {
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
});

const liveVolume = (volume: Volume): Live => ({
  kind: "volume",
  id: volume.Name,
  name: volume.Name,
  version: 0,
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
