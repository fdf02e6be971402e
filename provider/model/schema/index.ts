// The one JSON schema of the model, and the check of a value against it. Shape only: keys and types, in plain words.

import type { Problem } from "../common";
import type { StackModel } from "../stack";
import { checkerOf } from "./check";
import { configSchema, networkSchema, secretSchema, volumeSchema } from "./objects";
import { mapOf, named, orNull, record, type Schema } from "./parts";
import { serviceSchema } from "./service";

export { checkerOf } from "./check";
export type { Schema } from "./parts";

export type Kind = "stack" | "service" | "network" | "volume" | "secret" | "config";

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
};

const checkers = new Map<Kind, (value: unknown) => Problem[]>();

/** What is wrong with the keys and types of a value; unknowns satisfy everything. */
export function shapeProblems(kind: Kind, value: unknown): Problem[] {
  // Compiled when first needed: a provider process that checks no stack shall not pay for one.
  const checker = checkers.get(kind) ?? checkerOf(schemas[kind]);
  checkers.set(kind, checker);
  return checker(value);
}
