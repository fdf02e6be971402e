// The schema of a service, short forms allowed: which keys there are and of which type. Shape only.

import { deploySchema } from "./deploy";
import {
  count,
  flag,
  listOf,
  listOrMap,
  mapOf,
  optionMap,
  or,
  orNull,
  quotedNumber,
} from "./parts";
import {
  nullable,
  record,
  size,
  text,
  textOrNumber,
  textOrTexts,
  texts,
  uniqueTexts,
  whole,
} from "./parts";
import type { Schema } from "./parts";

const healthcheck = record({
  test: textOrTexts,
  interval: text,
  timeout: text,
  startPeriod: text,
  startInterval: text,
  retries: count,
  disable: flag,
});

const port = record(
  { target: textOrNumber, published: textOrNumber, protocol: text, mode: text },
  "target",
);

const mount: Schema = {
  ...record(
    {
      // docker reads an empty type as "volume"
      type: { type: "string", enum: ["volume", "bind", "tmpfs", "npipe", "image", "cluster", ""] },
      source: text,
      target: text,
      readOnly: flag,
      consistency: text,
      bind: lenient({ propagation: text, createHostPath: flag, recursive: text }),
      volume: lenient({ nocopy: flag, subpath: text }),
      tmpfs: lenient({ size, mode: count, options: texts }),
      image: lenient({ subpath: text }),
    },
    "target",
  ),
  compose: { required: ["type"] },
};

const fileReference: Schema = {
  ...record(
    {
      source: text,
      target: text,
      uid: quotedNumber,
      gid: quotedNumber,
      mode: { type: ["integer", "string"], minimum: 0 },
    },
    "source",
  ),
  compose: { lenient: true },
};

const ulimit = or(record({ soft: whole, hard: whole }, "soft", "hard"), "integer");

const attachment = record({ aliases: uniqueTexts, driverOpts: optionMap });

/** A record whose unknown keys a Compose file may hold. */
function lenient(properties: Record<string, Schema>): Schema {
  return { ...record(properties), compose: { lenient: true } };
}

/** A list of names, or a map from names to what is said of each. */
const namesOrMap = (values: Schema): Schema => ({
  ...uniqueTexts,
  type: ["array", "object"],
  additionalProperties: values,
});

export const serviceSchema: Schema = record({
  image: text,
  command: nullable(textOrTexts),
  entrypoint: nullable(textOrTexts),
  environment: listOrMap,
  labels: listOrMap,
  workingDir: text,
  user: text,
  groupAdd: { ...listOf(textOrNumber), uniqueItems: true },
  hostname: text,
  stopSignal: text,
  stopGracePeriod: text,
  tty: flag,
  stdinOpen: flag,
  readOnly: flag,
  init: flag,
  isolation: text,
  sysctls: listOrMap,
  capAdd: uniqueTexts,
  capDrop: uniqueTexts,
  ulimits: mapOf(ulimit),
  extraHosts: listOrMap,
  dns: textOrTexts,
  dnsSearch: textOrTexts,
  dnsOpt: texts,
  healthcheck,
  logging: record({ driver: text, options: optionMap }),
  networks: namesOrMap(orNull(attachment)),
  ports: { ...listOf(or(port, "string", "number")), uniqueItems: true },
  volumes: { ...listOf(or(mount, "string")), uniqueItems: true },
  tmpfs: textOrTexts,
  shmSize: size,
  secrets: listOf(or(fileReference, "string")),
  configs: listOf(or(fileReference, "string")),
  credentialSpec: record({ config: text, file: text, registry: text }),
  securityOpt: uniqueTexts,
  oomScoreAdj: whole,
  restart: text,
  dependsOn: namesOrMap(record({ condition: text })),
  deploy: nullable(deploySchema),
});
