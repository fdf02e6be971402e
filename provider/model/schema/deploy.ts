// The schema of a service's `deploy` part: mode, update, resources, restart, placement. Shape only; what the engine
// thinks of the values is checked elsewhere.

import type { DeployArgs, GenericResourceArgs, ResourceArgs, UpdateConfigArgs } from "../service";
import { count, listOf, listOrMap, quotedNumber, record, text, textOrNumber } from "./parts";
import { texts, uniqueTexts, whole, type Keys, type Schema } from "./parts";

type Of<K extends keyof DeployArgs> = NonNullable<DeployArgs[K]>;
type Resource<K extends keyof Of<"resources">> = NonNullable<Of<"resources">[K]>;

const order: Schema = { type: "string", enum: ["start-first", "stop-first"] };

const rolling = record<UpdateConfigArgs>({
  parallelism: count,
  delay: text,
  failureAction: text,
  monitor: text,
  maxFailureRatio: { type: "number" },
  order,
});

const resource: Keys<ResourceArgs> = { cpus: textOrNumber, memory: quotedNumber };

const discrete = record<GenericResourceArgs["discreteResourceSpec"]>(
  { kind: text, value: whole },
  "kind",
  "value",
);
const genericResource = record<GenericResourceArgs>(
  { discreteResourceSpec: discrete },
  "discreteResourceSpec",
);

const resources = record<Of<"resources">>({
  limits: record<Resource<"limits">>({ ...resource, pids: whole }),
  reservations: record<Resource<"reservations">>({
    ...resource,
    genericResources: listOf(genericResource),
  }),
});

export const deploySchema: Schema = record<DeployArgs>({
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
  restartPolicy: record<Of<"restartPolicy">>({
    condition: text,
    delay: text,
    maxAttempts: count,
    window: text,
  }),
  placement: record<Of<"placement">>({
    constraints: texts,
    preferences: listOf(record<{ spread: string }>({ spread: text }, "spread")),
    platforms: uniqueTexts,
    maxReplicasPerNode: count,
  }),
  forceUpdate: count,
});
