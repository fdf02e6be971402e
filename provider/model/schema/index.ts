// The one schema of the model, and the check of a value against it. Shape only: keys and types, in plain words.

import type { Problem } from "../common";
import type { StackModel } from "../stack";
import { checkShape } from "./check";
import { networkSchema } from "./network";
import { configSchema, secretSchema, volumeSchema } from "./objects";
import { mapOf, named, orNull, record, type Schema } from "./parts";
import { clusterSchema, commonSchema, nodeSchema } from "./resource";
import { serviceSchema } from "./service";

export { checkShape } from "./check";
export type { Schema } from "./parts";

export type Kind =
  "stack" | "service" | "network" | "volume" | "secret" | "config" | "cluster" | "node" | "common";

export const stackSchema: Schema = record<StackModel>({
  services: named(serviceSchema),
  networks: mapOf(orNull(networkSchema)),
  volumes: named(orNull(volumeSchema)),
  secrets: named(secretSchema),
  configs: named(configSchema),
});

export const schemas: Record<Kind, Schema> = {
  stack: stackSchema,
  service: serviceSchema,
  network: networkSchema,
  volume: volumeSchema,
  secret: secretSchema,
  config: configSchema,
  cluster: clusterSchema,
  node: nodeSchema,
  common: commonSchema,
};

/** What is wrong with the keys and types of a value; unknowns satisfy everything. */
export const shapeProblems = (kind: Kind, value: unknown): Problem[] =>
  checkShape(schemas[kind], value);
