// Volumes in the canonical form: the typed forms become the local driver's options.

import type { Problem } from "../common";
import { compact } from "../compact";
import { refuse, within } from "../place";
import type { Place } from "../place";
import { known } from "../unknown";
import type { ClusterVolumeArgs, ClusterVolumeInputs } from "../cluster-volume";
import type { VolumeArgs, VolumeInputs } from "../volume";
import { cifsOptions, nfsOptions, tmpfsOptions } from "./mount-options";
import { size, textMap } from "./values";

const FORMS = ["nfs", "cifs", "tmpfs"] as const;

/** The canonical form of a volume; null is a volume with nothing said of it. */
export function canonicalVolume(
  args: VolumeArgs | null,
  at: string[],
  problems: Problem[],
): VolumeInputs {
  const place: Place = { at, problems };
  const { nfs, cifs, tmpfs, ...volume } = args ?? {};
  oneForm(args ?? {}, place);
  const options =
    known(nfs, (given) => nfsOptions(given)) ??
    known(cifs, (given) => cifsOptions(given, within(place, "cifs"))) ??
    known(tmpfs, (given) => tmpfsOptions(given, within(place, "tmpfs")));
  return compact({
    ...volume,
    driverOpts: options ?? textMap(within(place, "driverOpts"), volume.driverOpts),
    clusterSpec: known(volume.clusterSpec, (spec) =>
      clusterVolume(spec, within(place, "clusterSpec")),
    ),
    labels: textMap(within(place, "labels"), volume.labels),
  });
}

const clusterVolume = (spec: ClusterVolumeArgs, place: Place): ClusterVolumeInputs =>
  compact({
    ...spec,
    accessMode: known(spec.accessMode, compact),
    capacityRange: known(spec.capacityRange, ({ requiredBytes, limitBytes }) =>
      compact({
        requiredBytes: size(within(place, "capacityRange", "requiredBytes"), requiredBytes),
        limitBytes: size(within(place, "capacityRange", "limitBytes"), limitBytes),
      }),
    ),
  });

function oneForm(args: VolumeArgs, place: Place): void {
  const [form, other] = FORMS.filter((key) => (args[key] ?? undefined) !== undefined);
  if (form === undefined) return;
  if (args.clusterSpec !== undefined)
    refuse(within(place, form), "excludes clusterSpec. Keep one.");
  if (other !== undefined) refuse(within(place, other), `excludes ${form}. Keep one.`);
  const ownOptions = Object.keys(args.driverOpts ?? {}).length > 0;
  if (args.driver === undefined && !ownOptions) return;
  refuse(
    within(place, form),
    "excludes driver and driverOpts, as it is the local driver's options. Keep one.",
  );
}
