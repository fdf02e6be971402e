// The schemas of networks, volumes, secrets and configs, short forms allowed. Shape only.

import { flag, listOf, listOrMap, mapOf, name, optionMap, record, text, texts } from "./parts";
import type { Schema } from "./parts";

const pool = record({ subnet: text, ipRange: text, gateway: text, auxAddresses: mapOf(text) });

export const networkSchema: Schema = record({
  name,
  driver: text,
  driverOpts: optionMap,
  attachable: flag,
  internal: flag,
  enableIpv6: flag,
  ingress: flag,
  ipam: record({ driver: text, options: optionMap, config: listOf(pool) }),
  labels: listOrMap,
  external: flag,
});

const nfs = record(
  { server: text, path: text, version: text, options: texts, readOnly: flag },
  "server",
  "path",
);

export const volumeSchema: Schema = record({
  name,
  driver: text,
  driverOpts: optionMap,
  nfs,
  labels: listOrMap,
  external: flag,
});

const content = {
  name,
  data: text,
  dataBase64: text,
  labels: listOrMap,
  templateDriver: text,
  external: flag,
};

export const configSchema: Schema = record(content);

export const secretSchema: Schema = record({ ...content, driver: text, driverOpts: optionMap });
