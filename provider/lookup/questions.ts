// What can be asked, besides for one object by its name or id. Types only.

import type { RegistryArgs } from "../model/registry";

export interface ServicesQuestion {
  /**
   * Only services that have all of these labels (`deploy.labels`).
   * @default all services (ours)
   */
  labels?: Record<string, string>;
  /**
   * Only services of this stack, whoever deployed it: the docker CLI or a `Stack`.
   * @default all services (ours)
   */
  stack?: string;
}

export interface TasksQuestion {
  /**
   * Only tasks of this service, by its name or id.
   * @default all services (ours)
   */
  service?: string;
  /**
   * Only tasks on this node, by its host name or id.
   * @default all nodes (ours)
   */
  node?: string;
  /**
   * Only tasks of this stack.
   * @default all tasks (ours)
   */
  stack?: string;
  /**
   * Only tasks that should be in this state: "running" leaves out those that were replaced.
   * @default all that the engine keeps (ours)
   */
  desiredState?: "running" | "shutdown" | "accepted" | "complete";
}

export interface NodesQuestion {
  /**
   * Only managers, or only workers.
   * @default all nodes (ours)
   */
  role?: "manager" | "worker";
  /**
   * Only nodes of this availability.
   * @default all nodes (ours)
   */
  availability?: "active" | "pause" | "drain";
  /**
   * Only nodes that have all of these labels (`node.labels` in constraints).
   * @default all nodes (ours)
   */
  labels?: Record<string, string>;
}

export interface LogsQuestion {
  /** The service whose tasks wrote it, by its name or id. Required. */
  service: string;
  /**
   * How many lines of each task, the last ones; 1 or more.
   * @default 100 (ours)
   */
  tail?: number;
}

export interface RegistryImageQuestion {
  /** The image as a service names it: "nginx:1.27". Required. */
  image: string;
  /**
   * Who asks: the login of each registry ("docker.io", "registry.example.com:5000"), or true for what
   * `docker login` left on the machine that runs Pulumi. Only that of the image's registry is sent.
   * @default nobody (ours)
   */
  registryAuth?: RegistryArgs["registryAuth"];
}
