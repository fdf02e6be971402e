// The schemas of volumes, secrets and configs, short forms allowed. Shape only.

import type { ConfigArgs, SecretArgs } from "../objects";
import type { ClusterAccessArgs, ClusterVolumeArgs, TopologyArgs } from "../cluster-volume";
import type { CifsArgs, NfsArgs, TmpfsVolumeArgs, VolumeArgs } from "../volume";
import {
  flag,
  listOf,
  listOrMap,
  mapOf,
  optionalText,
  optionMap,
  record,
  size,
  text,
  textOrNumber,
  texts,
} from "./parts";
import type { Schema } from "./parts";

const nfs = record<NfsArgs>(
  { server: text, path: text, version: text, options: texts, readOnly: flag },
  "server",
  "path",
);

const cifs = record<CifsArgs>(
  {
    server: text,
    share: text,
    username: text,
    password: text,
    domain: text,
    version: text,
    options: texts,
    readOnly: flag,
  },
  "server",
  "share",
);

const tmpfs = record<TmpfsVolumeArgs>({
  size,
  mode: textOrNumber,
  uid: textOrNumber,
  gid: textOrNumber,
  options: texts,
});

const topologies = listOf(record<TopologyArgs>({ segments: mapOf(text) }, "segments"));

const clusterSpec = record<ClusterVolumeArgs>({
  group: text,
  accessMode: record<ClusterAccessArgs>({
    scope: text,
    sharing: text,
    mountVolume: record<NonNullable<ClusterAccessArgs["mountVolume"]>>({
      fsType: text,
      mountFlags: texts,
    }),
    blockVolume: record<object>({}),
  }),
  accessibilityRequirements: record<NonNullable<ClusterVolumeArgs["accessibilityRequirements"]>>({
    requisite: topologies,
    preferred: topologies,
  }),
  capacityRange: record<NonNullable<ClusterVolumeArgs["capacityRange"]>>({
    requiredBytes: size,
    limitBytes: size,
  }),
  secrets: listOf(
    record<{ key: string; secret: string }>({ key: text, secret: text }, "key", "secret"),
  ),
  availability: text,
});

export const volumeSchema: Schema = record<VolumeArgs>({
  name: optionalText,
  driver: optionalText,
  driverOpts: optionMap,
  nfs,
  cifs,
  tmpfs,
  clusterSpec,
  labels: listOrMap,
  external: flag,
});

const content = {
  name: optionalText,
  data: text,
  dataBase64: text,
  labels: listOrMap,
  templateDriver: text,
  external: flag,
};

export const configSchema: Schema = record<ConfigArgs>(content);

export const secretSchema: Schema = record<SecretArgs>({
  ...content,
  driver: text,
  driverOpts: optionMap,
});
