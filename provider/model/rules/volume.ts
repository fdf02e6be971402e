// Rules of a volume; of drivers, only the local one's options are known.

import type { Problem } from "../common";
import type { VolumeInputs } from "../volume";
import { refuse, within } from "../place";
import type { Place } from "../place";
import { isUnknown } from "../unknown";
import { check, didYouMean } from "./check";
import type { Reason } from "./check";
import { clusterVolumeRules } from "./cluster-volume";
import { volumeName } from "./names";

const LOCAL_OPTIONS = ["type", "o", "device", "size"];

/** Everything that is wrong with a volume by itself. */
export function volumeRules(inputs: VolumeInputs, at: string[]): Problem[] {
  const place: Place = { at, problems: [] };
  const isLocal = inputs.external !== true && ["local", "", undefined].includes(inputs.driver);
  // What other drivers call their volumes is theirs, such as "gfs/folder"; of an external one the driver is not known.
  const isOurs = isLocal || inputs.clusterSpec !== undefined;
  check(within(place, "name"), inputs.name, isOurs ? volumeName : anyName);
  if (inputs.external === true) {
    for (const key of ["driver", "driverOpts", "clusterSpec", "labels"] as const) {
      if (inputs[key] !== undefined) {
        refuse(
          within(place, key),
          "contradicts external, which says that the volume exists already. Keep one.",
        );
      }
    }
  } else if (inputs.clusterSpec !== undefined) {
    clusterVolumeRules(inputs, place);
  } else if (isLocal) {
    localRules(inputs, within(place, "driverOpts"));
  }
  return place.problems;
}

/** A mount of a volume without a name gets a new one for each task. */
const anyName: Reason<string> = (name) =>
  name.trim() === "" ? "is empty. Give the volume a name, or remove the key." : undefined;

function localRules({ driverOpts }: VolumeInputs, place: Place): void {
  if (!driverOpts || isUnknown(driverOpts)) return;
  for (const name of Object.keys(driverOpts).filter((key) => !LOCAL_OPTIONS.includes(key))) {
    refuse(
      within(place, name),
      `is no option of the local driver.${didYouMean(name, LOCAL_OPTIONS)} Use type, o, device and size.`,
    );
  }
  const { type, o, device } = driverOpts;
  if ((type === undefined) !== (device === undefined) || (o !== undefined && type === undefined)) {
    const missing = type === undefined ? "type" : "device";
    refuse(
      place,
      `lacks ${missing}. The local driver mounts nothing without both type and device.`,
    );
    return;
  }
  if ([type, o, device].some((value) => isUnknown(value) || value?.includes("{{"))) return;
  if (type?.startsWith("nfs")) nfsRules(o ?? "", device ?? "", place);
  if (type === "cifs" && /^\/\/[^/]+:\d+/.test(device ?? "")) {
    refuse(within(place, "device"), `"${device}" names a port. Put it into o: "port=…".`);
  }
}

function nfsRules(options: string, device: string, place: Place): void {
  if (!/(^|,)addr=[^,]+/.test(options)) {
    refuse(
      within(place, "o"),
      'names no server. Begin it with "addr=", such as "addr=10.0.0.5,rw".',
    );
  }
  if (!/^[^/]*:/.test(device)) {
    refuse(
      within(place, "device"),
      `"${device}" is no NFS export. Begin it with ":", such as ":/exports/data".`,
    );
  }
  for (const [key, value] of Object.entries({ o: options, device })) {
    if (/\s/.test(value))
      refuse(within(place, key), `"${value}" holds a blank, which the mount would not survive.`);
  }
}
