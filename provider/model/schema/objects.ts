// The schemas of networks, volumes, secrets and configs, short forms allowed. Shape only.

import type {
  ConfigArgs,
  IpamPoolArgs,
  NetworkArgs,
  NfsArgs,
  SecretArgs,
  VolumeArgs,
} from "../objects";
import {
  flag,
  listOf,
  listOrMap,
  mapOf,
  optionalText,
  optionMap,
  record,
  text,
  texts,
} from "./parts";
import type { Schema } from "./parts";

const pool = record<IpamPoolArgs>({
  subnet: text,
  ipRange: text,
  gateway: text,
  auxAddresses: mapOf(text),
});

export const networkSchema: Schema = record<NetworkArgs>({
  name: optionalText,
  driver: optionalText,
  driverOpts: optionMap,
  attachable: flag,
  internal: flag,
  enableIpv6: flag,
  ingress: flag,
  ipam: record<NonNullable<NetworkArgs["ipam"]>>({
    driver: text,
    options: optionMap,
    config: listOf(pool),
  }),
  labels: listOrMap,
  external: flag,
});

const nfs = record<NfsArgs>(
  { server: text, path: text, version: text, options: texts, readOnly: flag },
  "server",
  "path",
);

export const volumeSchema: Schema = record<VolumeArgs>({
  name: optionalText,
  driver: optionalText,
  driverOpts: optionMap,
  nfs,
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
