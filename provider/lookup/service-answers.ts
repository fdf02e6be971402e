// What a look-up answers of services, their tasks, and the images that they run. Types only.

/** How many tasks of a service there are, as `docker service ls` counts them. */
export interface TaskCounts {
  /** Tasks that run now. */
  running: number;
  /** Tasks that should: the replicas, or one for each node that fits. */
  desired: number;
  /** Tasks that a job has done; absent for other modes. */
  completed?: number;
}

/** A port that the engine publishes for a service. */
export interface PortAnswer {
  /** The port in the containers. */
  target: number;
  /** The port outside; 0 while the engine has not chosen one. */
  published: number;
  /** "tcp", "udp" or "sctp". */
  protocol: string;
  /** "ingress": on every node; "host": on the nodes that run a task. */
  mode: string;
}

/** How the last update of a service went. */
export interface UpdateAnswer {
  /** "updating", "paused", "completed", "rollback_started", "rollback_paused" or "rollback_completed". */
  state: string;
  /** The engine's own words. */
  message?: string;
  /** When it began, as RFC 3339. */
  startedAt?: string;
  /** When it ended, as RFC 3339. */
  completedAt?: string;
}

/** As `deploy.mode` in a Compose file. */
export type ServiceMode = "replicated" | "global" | "replicated-job" | "global-job";

/** A service that is there. */
export interface GetServiceResult {
  /** Its id. */
  id: string;
  /** Its name in the swarm. */
  name: string;
  /** Labels of the service, without those that say whose it is. */
  labels: Record<string, string>;
  /** The stack that it belongs to, in docker's sense. */
  stack?: string;
  /** The image that runs, with its digest where one is known. */
  image: string;
  /** How many tasks it has: so many replicas, or one on each node; a job ends. */
  mode: ServiceMode;
  /** How many tasks are declared; absent for global modes. */
  replicas?: number;
  /** How many of its tasks run. */
  tasks: TaskCounts;
  /** Ports that the engine publishes for it. */
  publishedPorts: PortAnswer[];
  /** Names of the networks that it has joined. */
  networks: string[];
  /** Absent when it was never updated. */
  update?: UpdateAnswer;
  /** When it was made, as RFC 3339. */
  createdAt?: string;
  /** When its spec was last changed, as RFC 3339. */
  updatedAt?: string;
}

/** A task: one run of a service's container on a node. */
export interface GetTaskResult {
  /** Its id. */
  id: string;
  /** Name of its service. */
  service: string;
  /** Id of its service. */
  serviceId: string;
  /** Its place among the replicas; absent for global services. */
  slot?: number;
  /** Host name of its node; absent while it has none. */
  node?: string;
  /** Id of its node; absent while it has none. */
  nodeId?: string;
  /** The image that it runs. */
  image: string;
  /** What it is: "running", "failed", "pending" and so on. */
  state: string;
  /** What it should be: "running", "shutdown", "complete" and so on. */
  desiredState: string;
  /** Since when it is in that state, as RFC 3339. */
  since: string;
  /** The engine's word for what it does. */
  message?: string;
  /** Why it does not run. */
  error?: string;
  /** Of a container that has ended. */
  exitCode?: number;
  /** Id of its container; absent before there is one. */
  containerId?: string;
}

/** What the newest task of a slot wrote: its standard output and error. */
export interface GetLogsResult {
  /** Its name, as docker writes it: "shop_web.1", and of a global service with its node's id. */
  task: string;
  /** Its id. */
  taskId: string;
  /** Host name of its node; absent while it has none. */
  node?: string;
  /** What it is: "running", "failed", "complete" and so on. */
  state: string;
  /** Its last lines; none where it wrote none, or its node does not answer. */
  lines: string[];
}

/** An image, as its registry tells of it. */
export interface GetRegistryImageResult {
  /** The digest that the tag stands for now: "sha256:…". */
  digest: string;
  /** The image with that digest, as a service may run it: "nginx:1.27@sha256:…". */
  pinned: string;
  /** What it is made for: "linux/amd64". Empty where the registry does not tell. */
  platforms: string[];
}
