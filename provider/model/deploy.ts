// How a service is deployed: mode, updates, restarts, resources, placement. Types only.

import type { ByteSize, Duration, ListOrMap } from "./common";

export interface DeployArgs {
  /**
   * replicated, global (a task on each node), replicated-job or global-job (tasks that end).
   * A change replaces the service.
   * @default "replicated" (Compose)
   * @see Compose `deploy.mode`; Engine API `ServiceSpec.Mode`
   */
  mode?: string;
  /**
   * How many tasks run, 0 or more; for a replicated-job, how many must end well. Not for global modes.
   * A change starts or stops tasks and restarts none; a job runs again. With `ignoreChanges: ["deploy.replicas"]`
   * what an autoscaler set stays.
   * @default 1 (engine)
   * @see Compose `deploy.replicas`; Engine API `Mode.Replicated.Replicas`
   */
  replicas?: number;
  /**
   * Most tasks of a replicated-job at once, 1 or more. A change runs the job again.
   * @default all of `replicas` (docker)
   * @see Engine API `Mode.ReplicatedJob.MaxConcurrent`; Compose has no key for it
   */
  maxConcurrent?: number;
  /**
   * Labels of the service; those of the containers are `labels`. A change takes effect in place.
   * @default none (engine)
   * @see Compose `deploy.labels`; Engine API `ServiceSpec.Labels`
   */
  labels?: ListOrMap;
  /**
   * How the service's name resolves: vip (one address for all tasks) or dnsrr (the tasks' own addresses).
   * A change restarts the tasks.
   * @default "vip" (engine)
   * @see Compose `deploy.endpoint_mode`; Engine API `EndpointSpec.Mode`
   */
  endpointMode?: string;
  /**
   * How tasks are replaced when the service changes; not for jobs. A change takes effect in place.
   * @default one task at a time, stop-first, pause on failure (engine)
   * @see Compose `deploy.update_config`; Engine API `ServiceSpec.UpdateConfig`
   */
  updateConfig?: UpdateConfigArgs;
  /**
   * How tasks are replaced when an update is rolled back. A change takes effect in place.
   * @default one task at a time, stop-first, pause on failure (engine)
   * @see Compose `deploy.rollback_config`; Engine API `ServiceSpec.RollbackConfig`
   */
  rollbackConfig?: UpdateConfigArgs;
  /**
   * What a task may use, and what is kept for it. A change restarts the tasks.
   * @default no limits, nothing kept (engine)
   * @see Compose `deploy.resources`; Engine API `TaskSpec.Resources`
   */
  resources?: {
    /**
     * What a task may use at most. A change restarts the tasks.
     * @default none (engine)
     * @see Compose `deploy.resources.limits`; Engine API `Resources.Limits`
     */
    limits?: LimitArgs;
    /**
     * What a node must have free for a task, and keeps for it. A change restarts the tasks.
     * @default none (engine)
     * @see Compose `deploy.resources.reservations`; Engine API `Resources.Reservations`
     */
    reservations?: ReservationArgs;
  };
  /**
   * What becomes of a task that ends. A change restarts the tasks, an empty policy in place of none, too.
   * @default condition "any" after "5s", for ever (engine)
   * @see Compose `deploy.restart_policy`; Engine API `TaskSpec.RestartPolicy`
   */
  restartPolicy?: RestartPolicyArgs;
  /**
   * Where tasks may run. A change takes effect in place and moves only the tasks that no longer fit.
   * @default on every node (engine)
   * @see Compose `deploy.placement`; Engine API `TaskSpec.Placement`
   */
  placement?: PlacementArgs;
  /**
   * A number, 1 or more, for restarts when nothing else changes. 0, or none, keeps the one that is live, whoever set it.
   * A change restarts the tasks.
   * @default the live one, 0 at first (ours)
   * @see docker CLI `service update --force`; Engine API `TaskSpec.ForceUpdate`; Compose has no key for it
   */
  forceUpdate?: number;
}

export interface UpdateConfigArgs {
  /**
   * How many tasks are replaced at once; 0 is all. A change takes effect in place.
   * @default 1 (Compose)
   * @see Compose `deploy.update_config.parallelism`; Engine API `UpdateConfig.Parallelism`
   */
  parallelism?: number;
  /**
   * Wait between two groups of tasks; "0s" or more. A change takes effect in place.
   * @default "0s" (engine)
   * @see Compose `deploy.update_config.delay`; Engine API `UpdateConfig.Delay`
   */
  delay?: Duration;
  /**
   * When new tasks fail: pause, continue or, for updates only, rollback. A change takes effect in place.
   * @default "pause" (engine)
   * @see Compose `deploy.update_config.failure_action`; Engine API `UpdateConfig.FailureAction`
   */
  failureAction?: string;
  /**
   * How long a new task is watched for failure; "0s" or more. A change takes effect in place.
   * @default "5s" (engine)
   * @see Compose `deploy.update_config.monitor`; Engine API `UpdateConfig.Monitor`
   */
  monitor?: Duration;
  /**
   * Share of new tasks that may fail before `failureAction`: 0 to 1. A change takes effect in place.
   * @default 0 (engine)
   * @see Compose `deploy.update_config.max_failure_ratio`; Engine API `UpdateConfig.MaxFailureRatio`
   */
  maxFailureRatio?: number;
  /**
   * stop-first, or start-first: the new task runs before the old one is stopped. A change takes effect in place.
   * @default "stop-first" (engine)
   * @see Compose `deploy.update_config.order`; Engine API `UpdateConfig.Order`
   */
  order?: string;
}

export interface ResourceArgs {
  /**
   * CPUs: 0.5, "0.5" or "1/4"; 0.001 or more, 0 for the default. A change restarts the tasks.
   * @default none (engine)
   * @see Compose `deploy.resources.*.cpus`; Engine API `NanoCPUs`
   */
  cpus?: string | number;
  /**
   * Memory; 4 MiB or more, 0 for the default. A change restarts the tasks.
   * @default none (engine)
   * @see Compose `deploy.resources.*.memory`; Engine API `MemoryBytes`
   */
  memory?: ByteSize;
}

export interface LimitArgs extends ResourceArgs {
  /**
   * Most processes of a container; 0 or -1 is no limit. A change restarts the tasks.
   * @default 0 (engine)
   * @see Compose `deploy.resources.limits.pids`; Engine API `Limits.Pids`
   */
  pids?: number;
}

export interface ReservationArgs extends ResourceArgs {
  /**
   * Things that nodes advertise by name and number, such as GPUs. A change restarts the tasks.
   * @default none (engine)
   * @see Compose `deploy.resources.reservations.generic_resources`; Engine API `GenericResources`
   */
  genericResources?: GenericResourceArgs[];
}

export interface GenericResourceArgs {
  /**
   * A thing that is counted. A change restarts the tasks.
   * @see Compose `generic_resources.discrete_resource_spec`; Engine API `DiscreteResourceSpec`
   */
  discreteResourceSpec: {
    /** Its name, as the node advertises it. @see Engine API `DiscreteResourceSpec.Kind` */
    kind: string;
    /** How many; 0 asks for a node that has the thing, and keeps none of it. @see Engine API `DiscreteResourceSpec.Value` */
    value: number;
  };
}

export interface RestartPolicyArgs {
  /**
   * none, on-failure or any. A change restarts the tasks.
   * @default "any" (engine)
   * @see Compose `deploy.restart_policy.condition`; Engine API `RestartPolicy.Condition`
   */
  condition?: string;
  /**
   * Wait before a task is started again; "0s" or more. A change restarts the tasks.
   * @default "5s" (engine)
   * @see Compose `deploy.restart_policy.delay`; Engine API `RestartPolicy.Delay`
   */
  delay?: Duration;
  /**
   * How often a task is started again, within `window`; 0 is without end. A change restarts the tasks.
   * @default 0 (engine)
   * @see Compose `deploy.restart_policy.max_attempts`; Engine API `RestartPolicy.MaxAttempts`
   */
  maxAttempts?: number;
  /**
   * Time in which attempts are counted; "0s" counts them all. A change restarts the tasks.
   * @default "0s" (engine)
   * @see Compose `deploy.restart_policy.window`; Engine API `RestartPolicy.Window`
   */
  window?: Duration;
}

export interface PlacementArgs {
  /**
   * Conditions that a node must meet, all of them: "node.role==worker", "node.labels.disk!=hdd". Keys are
   * node.id, node.hostname, node.ip, node.role, node.platform.os, node.platform.arch, node.labels.* and
   * engine.labels.*. A change takes effect in place and moves only the tasks that no longer fit.
   * @default none (engine)
   * @see Compose `deploy.placement.constraints`; Engine API `Placement.Constraints`
   */
  constraints?: string[];
  /**
   * Labels over whose values tasks are spread evenly, the first before the next: `{ spread: "node.labels.rack" }`.
   * A change takes effect in place, for new tasks.
   * @default none (engine)
   * @see Compose `deploy.placement.preferences`; Engine API `Placement.Preferences`
   */
  preferences?: {
    /** The label: "node.labels.…" or "engine.labels.…". @see Engine API `Placement.Preferences.Spread` */
    spread: string;
  }[];
  /**
   * Platforms of the nodes that may run it, any of them: ["linux/amd64", "linux/arm64"]. Wins over the service's
   * `platform`. A change takes effect in place, for new tasks.
   * @default any (engine)
   * @see Engine API `Placement.Platforms`; Compose has a service's `platform`
   */
  platforms?: string[];
  /**
   * Most tasks of the service on one node; 0 is no limit. A change takes effect in place, for new tasks.
   * @default 0 (engine)
   * @see Compose `deploy.placement.max_replicas_per_node`; Engine API `Placement.MaxReplicas`
   */
  maxReplicasPerNode?: number;
}
