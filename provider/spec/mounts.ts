// Mounts of a container, one function a type.

import type { Mount } from "../engine/types";
import type { MountInputs } from "../model/service";
import { compact } from "../model/compact";
import { known } from "../model/unknown";
import { bytes, unlessZero } from "./amounts";
import type { ServiceScope } from "./scope";

/** A mount as the engine keeps it, with the final name of its volume. */
export function mount(inputs: MountInputs, scope: ServiceScope): Mount {
  const base: Mount = {
    Type: inputs.type,
    Source: unlessZero(inputs.source),
    Target: inputs.target,
    ReadOnly: unlessZero(inputs.readOnly),
    Consistency: unlessZero(inputs.consistency),
  };
  switch (inputs.type) {
    case "volume":
      return compact({ ...base, ...volume(inputs, scope) });
    case "cluster":
      return compact({ ...base, ...clusterVolume(inputs, scope) });
    case "tmpfs":
      return compact({ ...base, TmpfsOptions: tmpfsOptions(inputs) });
    case "image":
      return compact({
        ...base,
        ImageOptions: known(inputs.image, ({ subpath }) => compact({ Subpath: subpath })),
      });
    default:
      return compact({ ...base, BindOptions: bindOptions(inputs) });
  }
}

function volume(inputs: MountInputs, scope: ServiceScope): Partial<Mount> {
  // An anonymous volume is made new for each task; docker says nothing more of it.
  if (!inputs.source) return {};
  const named = known(inputs.source, scope.volume);
  return {
    Source: known(named, ({ name }) => name),
    VolumeOptions: compact({
      NoCopy: unlessZero(inputs.volume?.nocopy),
      Labels: known(named, ({ labels }) => labels),
      DriverConfig: known(named, ({ driver }) => driver),
      Subpath: unlessZero(inputs.volume?.subpath),
    }),
  };
}

function clusterVolume(inputs: MountInputs, scope: ServiceScope): Partial<Mount> {
  // A group of cluster volumes is named by the swarm's operator, not by a stack.
  const isGroup = inputs.source?.startsWith("group:");
  const Source = isGroup ? inputs.source : known(inputs.source, (key) => scope.volume(key).name);
  return { Source, ClusterOptions: {} };
}

function bindOptions({ bind }: MountInputs): Mount["BindOptions"] {
  return known(bind, ({ propagation, createHostPath, recursive }) =>
    compact({
      Propagation: unlessZero(propagation),
      NonRecursive: recursive === "disabled" || undefined,
      CreateMountpoint: unlessZero(createHostPath),
      ReadOnlyNonRecursive: recursive === "writable" || undefined,
      ReadOnlyForceRecursive: recursive === "readonly" || undefined,
    }),
  );
}

function tmpfsOptions({ tmpfs }: MountInputs): Mount["TmpfsOptions"] {
  return known(tmpfs, ({ size, mode, options }) =>
    compact({
      SizeBytes: unlessZero(bytes(size)),
      Mode: unlessZero(mode),
      Options: known(options, (all) => all.map((option) => option.split(/=(.*)/s).slice(0, 2))),
    }),
  );
}
