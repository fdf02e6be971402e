// The schema of a Compose file: the model's own, and the keys that are worked off before the model: files, profiles,
// variables. Types of keys only.

import { networkSchema } from "../../provider/model/schema/network";
import { configSchema, secretSchema, volumeSchema } from "../../provider/model/schema/objects";
import {
  count,
  flag,
  listOf,
  mapOf,
  named,
  optionalText,
  or,
  orNull,
  record,
  text,
  textOrTexts,
  texts,
} from "../../provider/model/schema/parts";
import type { Schema } from "../../provider/model/schema/parts";
import type { EnvFile, Extends, FileModel, Include } from "./file-model";
import { serviceSchema } from "../../provider/model/schema/service";

/** A record with some keys more, or others instead. */
function extend(schema: Schema, extra: Record<string, Schema>, without: string[] = []): Schema {
  const kept = Object.entries(schema.properties ?? {}).filter(([key]) => !without.includes(key));
  return { ...schema, properties: { ...Object.fromEntries(kept), ...extra } };
}

const envFile = or(
  record<EnvFile & { format?: string }>({ path: text, required: flag, format: text }, "path"),
  "string",
);

const extending = or(record<Extends>({ service: text, file: text }, "service"), "string");

const include = or(
  record<Include>({ path: textOrTexts, projectDirectory: text, envFile: textOrTexts }, "path"),
  "string",
);

const external = or(record<{ name?: string }>({ name: optionalText }), "boolean");
/** docker takes any key beside the name here. */
const looseExternal = { ...external, compose: { lenient: true as const } };

const service = extend(serviceSchema, {
  envFile: { type: ["string", "array"], items: envFile },
  extends: extending,
  profiles: texts,
  scale: count,
});

const inFile = { file: text, environment: text, external: looseExternal };

export const composeSchema: Schema = record<FileModel>({
  version: { type: ["string"], compose: { quoted: true } },
  name: text,
  include: listOf(include),
  services: named(service),
  networks: mapOf(orNull(extend(networkSchema, { external }))),
  volumes: named(orNull(extend(volumeSchema, { external }))),
  secrets: named(extend(secretSchema, inFile, ["data", "dataBase64"])),
  configs: named(extend(configSchema, { ...inFile, content: text }, ["data", "dataBase64"])),
});
