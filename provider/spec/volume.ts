// A volume's inputs to the body of POST /volumes/create. Pure.

import type { ClusterVolumeSpec, Topology, VolumeSpec } from "../engine/types";
import type { ClusterAccessArgs, ClusterVolumeInputs, TopologyArgs } from "../model/cluster-volume";
import type { VolumeInputs } from "../model/volume";
import { compact } from "../model/compact";
import { known, knownItems } from "../model/unknown";
import { bytes, unlessZero } from "./amounts";
import { withLabels } from "./labels";
import type { ObjectScope } from "./scope";

/** The spec of a volume. */
export const volumeSpec = (inputs: VolumeInputs, scope: ObjectScope): VolumeSpec =>
  compact({
    Name: scope.name,
    Driver: unlessZero(inputs.driver),
    DriverOpts: inputs.driverOpts,
    Labels: withLabels(inputs.labels, scope.labels),
    ClusterVolumeSpec: known(inputs.clusterSpec, clusterVolumeSpec),
  });

/** The engine demands one of the two kinds of access. */
function clusterVolumeSpec(inputs: ClusterVolumeInputs): ClusterVolumeSpec {
  const { accessibilityRequirements, capacityRange, secrets } = inputs;
  return compact({
    Group: unlessZero(inputs.group),
    AccessMode: known(inputs.accessMode ?? {}, accessMode),
    AccessibilityRequirements: known(accessibilityRequirements, ({ requisite, preferred }) =>
      compact({
        Requisite: knownItems(requisite, topology),
        Preferred: knownItems(preferred, topology),
      }),
    ),
    CapacityRange: known(capacityRange, ({ requiredBytes, limitBytes }) =>
      compact({ RequiredBytes: bytes(requiredBytes), LimitBytes: bytes(limitBytes) }),
    ),
    Secrets: knownItems(secrets, ({ key, secret }) => ({ Key: key, Secret: secret })),
    Availability: unlessZero(inputs.availability),
  });
}

const accessMode = ({
  scope,
  sharing,
  mountVolume,
  blockVolume,
}: ClusterAccessArgs): ClusterVolumeSpec["AccessMode"] =>
  compact({
    Scope: scope,
    Sharing: sharing,
    MountVolume: known(blockVolume ? mountVolume : (mountVolume ?? {}), (mount) =>
      compact({ FsType: unlessZero(mount.fsType), MountFlags: mount.mountFlags }),
    ),
    BlockVolume: blockVolume,
  });

const topology = ({ segments }: TopologyArgs): Topology => ({ Segments: segments });
