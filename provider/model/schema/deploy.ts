// The schema of a service's `deploy` part: mode, update, resources, restart, placement. Shape only; what the engine
// thinks of the values is checked elsewhere.

import { count, listOf, listOrMap, quotedNumber, record, text, textOrNumber } from "./parts";
import { texts, whole, type Schema } from "./parts";

const order: Schema = { type: "string", enum: ["start-first", "stop-first"] };

const rolling = record({
  parallelism: count,
  delay: text,
  failureAction: text,
  monitor: text,
  maxFailureRatio: { type: "number" },
  order,
});

const resource = { cpus: textOrNumber, memory: quotedNumber };

const genericResource = record({
  discreteResourceSpec: record({ kind: text, value: { type: "integer" } }, "kind", "value"),
});

const resources = record({
  limits: record({ ...resource, pids: whole }),
  reservations: record({ ...resource, genericResources: listOf(genericResource) }),
});

export const deploySchema: Schema = record({
  mode: {
    type: "string",
    enum: ["replicated", "global", "replicated-job", "global-job"],
    compose: { emptyIsAbsent: true },
  },
  replicas: count,
  maxConcurrent: count,
  labels: listOrMap,
  endpointMode: text,
  updateConfig: rolling,
  rollbackConfig: rolling,
  resources,
  restartPolicy: record({ condition: text, delay: text, maxAttempts: count, window: text }),
  placement: record({
    constraints: texts,
    preferences: listOf(record({ spread: text })),
    maxReplicasPerNode: count,
  }),
});
