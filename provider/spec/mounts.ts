// Mounts of a container, one function a type.

import type { Driver, Mount } from "../engine/types";
import type { MountInputs } from "../model/service";
import { compact, compactOrAbsent } from "../model/compact";
import { known, knownItems } from "../model/unknown";
import { bytes, unlessZero } from "./amounts";
import type { ServiceScope } from "./scope";

/** A mount as the engine keeps it, with the final name of its volume. */
export const mount = (inputs: MountInputs, scope: ServiceScope): Mount =>
  compact({
    Type: omitEmpty(inputs.type),
    Source: unlessZero(inputs.source),
    Target: omitEmpty(inputs.target),
    ReadOnly: unlessZero(inputs.readOnly),
    Consistency: unlessZero(inputs.consistency),
    ...options(inputs, scope),
  });

/** docker sends a mount of which nothing is said as {}; the rules refuse it. */
const omitEmpty = (text: string): string => unlessZero(text) as string;

function options(inputs: MountInputs, scope: ServiceScope): Partial<Mount> {
  switch (inputs.type) {
    // docker reads no type as this one
    case "volume":
    case "":
      return volume(inputs, scope);
    case "cluster":
      return clusterVolume(inputs, scope);
    case "tmpfs":
      return { TmpfsOptions: tmpfsOptions(inputs) };
    case "image":
      return { ImageOptions: imageOptions(inputs) };
    default:
      return { BindOptions: bindOptions(inputs) };
  }
}

function volume(inputs: MountInputs, scope: ServiceScope): Partial<Mount> {
  // An anonymous volume is made new for each task; docker says nothing more of it.
  if (!inputs.source) return {};
  const named = known(inputs.source, scope.volume);
  return {
    Source: known(named, ({ name }) => name),
    VolumeOptions: known(inputs.volume ?? {}, (given) =>
      compact({
        NoCopy: unlessZero(given.nocopy),
        Labels: known(named, ({ labels }) => labels) ?? given.labels,
        DriverConfig: known(named, ({ driver }) => driver) ?? ownDriver(given),
        Subpath: unlessZero(given.subpath),
      }),
    ),
  };
}

/** The driver that the mount itself gives; a `Volume` resource hands its own over so. */
const ownDriver = (given: NonNullable<MountInputs["volume"]>): Driver | undefined =>
  compactOrAbsent({ Name: given.driver, Options: given.driverOpts });

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
      NonRecursive: known(recursive, (how) => how === "disabled" || undefined),
      CreateMountpoint: unlessZero(createHostPath),
      ReadOnlyNonRecursive: known(recursive, (how) => how === "writable" || undefined),
      ReadOnlyForceRecursive: known(recursive, (how) => how === "readonly" || undefined),
    }),
  );
}

function tmpfsOptions({ tmpfs }: MountInputs): Mount["TmpfsOptions"] {
  return known(tmpfs, ({ size, mode, options }) =>
    compact({
      SizeBytes: unlessZero(bytes(size)),
      Mode: unlessZero(mode),
      Options: knownItems(options, (option) => option.split(/=(.*)/s).slice(0, 2)),
    }),
  );
}

const imageOptions = ({ image }: MountInputs): Mount["ImageOptions"] =>
  known(image, ({ subpath }) => compact({ Subpath: unlessZero(subpath) }));
