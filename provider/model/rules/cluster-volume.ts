// Rules of a cluster volume; what its plug-in can do is not known here.

import type { ClusterAccessArgs, ClusterVolumeInputs } from "../cluster-volume";
import { refuse, within } from "../place";
import type { Place } from "../place";
import { parseSize } from "../units";
import { isUnknown, known } from "../unknown";
import type { VolumeInputs } from "../volume";
import { check, oneOf } from "./check";

export function clusterVolumeRules({ driver, clusterSpec }: VolumeInputs, place: Place): void {
  if (["local", "", undefined].includes(driver))
    refuse(within(place, "driver"), "is missing. A cluster volume needs a CSI plug-in.");
  const at = within(place, "clusterSpec");
  known(clusterSpec, (spec) => {
    check(within(at, "availability"), spec.availability, oneOf("active", "pause", "drain"));
    known(spec.accessMode, (access) => accessRules(access, within(at, "accessMode")));
    known(spec.capacityRange, (range) => sizeRules(range, within(at, "capacityRange")));
    return undefined;
  });
}

function accessRules(access: ClusterAccessArgs, place: Place): undefined {
  check(within(place, "scope"), access.scope, oneOf("single", "multi"));
  const sharings = oneOf("none", "readonly", "onewriter", "all");
  check(within(place, "sharing"), access.sharing, sharings);
  if (access.blockVolume && access.mountVolume)
    refuse(within(place, "blockVolume"), "excludes mountVolume. Keep one.");
}

function sizeRules(
  { requiredBytes, limitBytes }: NonNullable<ClusterVolumeInputs["capacityRange"]>,
  place: Place,
): undefined {
  if (!requiredBytes || !limitBytes || [requiredBytes, limitBytes].some(isUnknown)) return;
  if ((parseSize(requiredBytes) ?? 0) > (parseSize(limitBytes) ?? 0))
    refuse(place, `demands ${requiredBytes} and allows ${limitBytes} at most.`);
}
