// Fields that older engines drop without a word, and the API version that first keeps them.
// Source: the Engine API's version history, and what the engine's router clears for older versions.

import type { Mount, NetworkSpec, ServiceSpec, VolumeSpec } from "../engine/types";
import { isUnknown } from "../model/unknown";

/** A field of a spec that an engine would drop. */
export interface NewerField {
  /** Path of the field in the engine's words. */
  field: string;
  /** The API version that it needs: "1.44". */
  needs: string;
}
interface Row extends NewerField {
  used: (spec: ServiceSpec) => boolean;
}

const CLUSTER_VOLUMES = "1.42";

const FIELDS: Row[] = [
  ...mountFields({
    "Type=cluster": ["1.42", ({ Type }) => Type === "cluster"],
    "VolumeOptions.Subpath": ["1.45", ({ VolumeOptions }) => VolumeOptions?.Subpath],
    "TmpfsOptions.Options": ["1.46", ({ TmpfsOptions }) => TmpfsOptions?.Options],
  }),
  {
    field: "TaskTemplate.ContainerSpec.Healthcheck.StartInterval",
    needs: "1.44",
    used: (spec) => Boolean(spec.TaskTemplate.ContainerSpec.Healthcheck?.StartInterval),
  },
  {
    field: "TaskTemplate.ContainerSpec.Privileges.NoNewPrivileges",
    needs: "1.44",
    used: (spec) => spec.TaskTemplate.ContainerSpec.Privileges?.NoNewPrivileges === true,
  },
  {
    field: "TaskTemplate.ContainerSpec.Privileges.Seccomp",
    needs: "1.44",
    used: (spec) => spec.TaskTemplate.ContainerSpec.Privileges?.Seccomp !== undefined,
  },
  {
    field: "TaskTemplate.ContainerSpec.Privileges.AppArmor",
    needs: "1.44",
    used: (spec) => spec.TaskTemplate.ContainerSpec.Privileges?.AppArmor !== undefined,
  },
  {
    field: "TaskTemplate.ContainerSpec.OomScoreAdj",
    needs: "1.46",
    used: (spec) => Boolean(spec.TaskTemplate.ContainerSpec.OomScoreAdj),
  },
  {
    field: "TaskTemplate.Resources.SwapBytes",
    needs: "1.52",
    used: (spec) => spec.TaskTemplate.Resources?.SwapBytes !== undefined,
  },
  {
    field: "TaskTemplate.Resources.MemorySwappiness",
    needs: "1.52",
    used: (spec) => spec.TaskTemplate.Resources?.MemorySwappiness !== undefined,
  },
];

function mountFields(fields: Record<string, [string, (mount: Mount) => unknown]>): Row[] {
  return Object.entries(fields).map(([name, [needs, used]]) => ({
    field: `TaskTemplate.ContainerSpec.Mounts.${name}`,
    needs,
    used: ({ TaskTemplate: { ContainerSpec } }) =>
      knownMounts(ContainerSpec.Mounts).some((mount) => Boolean(used(mount))),
  }));
}

const knownMounts = (mounts: Mount[] | undefined): Mount[] =>
  mounts === undefined || isUnknown(mounts) ? [] : mounts.filter((mount) => !isUnknown(mount));

/** The fields of a spec that an engine of this API version would drop; all need more than 1.41. */
export const fieldsNewerThan = (spec: ServiceSpec, apiVersion: string): NewerField[] =>
  FIELDS.filter(({ needs, used }) => isOlder(apiVersion, needs) && used(spec)).map(
    ({ field, needs }) => ({ field, needs }),
  );

/** The same of a volume: an older engine would look for a driver of that name on itself. */
export const volumeFieldsNewerThan = (spec: VolumeSpec, apiVersion: string): NewerField[] =>
  spec.ClusterVolumeSpec !== undefined && isOlder(apiVersion, CLUSTER_VOLUMES)
    ? [{ field: "ClusterVolumeSpec", needs: CLUSTER_VOLUMES }]
    : [];

/** The same for a network; that it has IPv4 is what older engines do anyway. */
export const networkFieldsNewerThan = (spec: NetworkSpec, apiVersion: string): NewerField[] =>
  spec.EnableIPv4 === false && isOlder(apiVersion, "1.48")
    ? [{ field: "EnableIPv4", needs: "1.48" }]
    : [];

/** Whether an API version such as "1.41" comes before another. */
export const isOlder = (version: string, than: string): boolean =>
  version.localeCompare(than, "en", { numeric: true }) < 0;
