// The schema of a service, short forms allowed: which keys there are and of which type. Shape only.

import type {
  CredentialSpecArgs,
  DependsOnArgs,
  FileReferenceArgs,
  HealthcheckArgs,
  LoggingArgs,
  MountArgs,
  PortArgs,
  ServiceArgs,
  ServiceNetworkArgs,
  UlimitArgs,
} from "../service";
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
  optionalText,
  record,
  size,
  text,
  textOrNumber,
  textOrTexts,
  textOrUniqueTexts,
  texts,
  uniqueTexts,
  whole,
} from "./parts";
import type { Keys, Schema } from "./parts";

const healthcheck = record<HealthcheckArgs>({
  test: textOrTexts,
  interval: text,
  timeout: text,
  startPeriod: text,
  startInterval: text,
  retries: count,
  disable: flag,
});

const port = record<PortArgs>(
  { target: textOrNumber, published: textOrNumber, protocol: optionalText, mode: optionalText },
  "target",
);

/** A number, or text in octal. */
const fileMode: Schema = { type: ["integer", "string"], minimum: 0 };

const mount: Schema = {
  ...record<MountArgs>(
    {
      // docker reads an empty type as "volume"
      type: { type: "string", enum: ["volume", "bind", "tmpfs", "npipe", "image", "cluster", ""] },
      source: text,
      target: text,
      readOnly: flag,
      consistency: text,
      bind: lenient<"bind">({ propagation: text, createHostPath: flag, recursive: text }),
      volume: lenient<"volume">({
        nocopy: flag,
        subpath: text,
        driver: text,
        driverOpts: mapOf(text),
        labels: mapOf(text),
      }),
      tmpfs: lenient<"tmpfs">({ size, mode: fileMode, options: texts }),
      image: lenient<"image">({ subpath: text }),
    },
    "target",
  ),
  compose: { required: ["type"] },
};

const fileReference: Schema = {
  ...record<FileReferenceArgs>(
    {
      source: text,
      target: text,
      uid: quotedNumber,
      gid: quotedNumber,
      mode: fileMode,
    },
    "source",
  ),
  compose: { lenient: true },
};

const ulimit = or(record<UlimitArgs>({ soft: whole, hard: whole }, "soft", "hard"), "integer");

const attachment = record<ServiceNetworkArgs>({ aliases: uniqueTexts, driverOpts: optionMap });

/** A record whose unknown keys a Compose file may hold. */
function lenient<K extends keyof MountArgs>(properties: Keys<NonNullable<MountArgs[K]>>): Schema {
  return { ...record(properties), compose: { lenient: true } };
}

/** A list of names, or a map from names to what is said of each. */
const namesOrMap = (values: Schema): Schema => ({
  ...uniqueTexts,
  type: ["array", "object"],
  additionalProperties: values,
});

export const serviceSchema: Schema = record<ServiceArgs>({
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
  dns: textOrUniqueTexts,
  dnsSearch: textOrUniqueTexts,
  dnsOpt: uniqueTexts,
  healthcheck,
  logging: record<LoggingArgs>({ driver: text, options: optionMap }),
  networks: namesOrMap(orNull(attachment)),
  ports: { ...listOf(or(port, "string", "number")), uniqueItems: true },
  volumes: listOf(or(mount, "string")),
  tmpfs: textOrUniqueTexts,
  shmSize: size,
  memswapLimit: size,
  memSwappiness: count,
  platform: optionalText,
  secrets: listOf(or(fileReference, "string")),
  configs: listOf(or(fileReference, "string")),
  credentialSpec: record<CredentialSpecArgs>({ config: text, file: text, registry: text }),
  securityOpt: uniqueTexts,
  oomScoreAdj: whole,
  restart: text,
  dependsOn: namesOrMap(record<DependsOnArgs>({ condition: text, required: flag })),
  deploy: nullable(deploySchema),
});
