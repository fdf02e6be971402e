// The schema of a network, short forms allowed. Shape only.

import type { IpamArgs, IpamPoolArgs, NetworkArgs } from "../network";
import { flag, listOf, listOrMap, mapOf, optionalText, optionMap, record, text } from "./parts";
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
  scope: text,
  configOnly: flag,
  configFrom: text,
  encrypted: flag,
  driverOpts: optionMap,
  attachable: flag,
  internal: flag,
  enableIpv4: flag,
  enableIpv6: flag,
  ingress: flag,
  ipam: record<IpamArgs>({
    driver: text,
    options: optionMap,
    config: listOf(pool),
  }),
  labels: listOrMap,
  external: flag,
});
