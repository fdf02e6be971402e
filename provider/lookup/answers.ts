// What a look-up answers: objects that are there, in the model's words. Types only; nothing of an engine's
// own spelling, no owner labels, no data of a secret.

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
  startedAt?: string;
  completedAt?: string;
}

export type ServiceMode = "replicated" | "global" | "replicated-job" | "global-job";

/** A service that is there. */
export interface GetServiceResult {
  id: string;
  name: string;
  /** Labels of the service, without those that say whose it is. */
  labels: Record<string, string>;
  /** The stack that it belongs to, in docker's sense. */
  stack?: string;
  /** The image that runs, with its digest where one is known. */
  image: string;
  mode: ServiceMode;
  /** How many tasks are declared; absent for global modes. */
  replicas?: number;
  tasks: TaskCounts;
  publishedPorts: PortAnswer[];
  /** Names of the networks that it has joined. */
  networks: string[];
  /** Absent when it was never updated. */
  update?: UpdateAnswer;
  createdAt?: string;
  updatedAt?: string;
}

/** A task: one run of a service's container on a node. */
export interface GetTaskResult {
  id: string;
  /** Name of its service. */
  service: string;
  serviceId: string;
  /** Its place among the replicas; absent for global services. */
  slot?: number;
  /** Host name of its node; absent while it has none. */
  node?: string;
  nodeId?: string;
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
  containerId?: string;
}

/** A network that is there. */
export interface GetNetworkResult {
  id: string;
  name: string;
  labels: Record<string, string>;
  /** The stack that it belongs to, in docker's sense. */
  stack?: string;
  driver: string;
  driverOpts: Record<string, string>;
  /** "swarm", or "local" for a network of the one engine. */
  scope: string;
  attachable: boolean;
  internal: boolean;
  ingress: boolean;
  enableIpv6: boolean;
  /** Its address pools. */
  subnets: SubnetAnswer[];
  createdAt?: string;
}

/** An address pool of a network. */
export interface SubnetAnswer {
  subnet: string;
  gateway?: string;
  ipRange?: string;
}

/** A volume of the engine that was asked. */
export interface GetVolumeResult {
  name: string;
  labels: Record<string, string>;
  driver: string;
  /** Options of the driver, as the engine tells them; those of a CIFS share may hold a password. */
  driverOpts: Record<string, string>;
  /** Where the engine keeps it. */
  mountpoint: string;
  /** "local", or "global" for a driver that shares it among nodes. */
  scope: string;
  createdAt?: string;
}

/** A secret that is there. Its data no engine gives back. */
export interface GetSecretResult {
  id: string;
  name: string;
  labels: Record<string, string>;
  /** The stack that it belongs to, in docker's sense. */
  stack?: string;
  createdAt?: string;
  updatedAt?: string;
}

/** A config that is there, with its data. */
export interface GetConfigResult extends GetSecretResult {
  /** The data as text; absent where it is no UTF-8. */
  data?: string;
  /** The data in base64. */
  dataBase64: string;
}

/** A node of the swarm. */
export interface GetNodeResult {
  id: string;
  hostname: string;
  /** Labels of the node (`node.labels` in constraints). */
  labels: Record<string, string>;
  role: "manager" | "worker";
  /** Whether it takes tasks: "active", "pause" or "drain". */
  availability: string;
  /** Whether it answers: "ready", "down", "unknown" or "disconnected". */
  state: string;
  /** The engine's word for the state. */
  message?: string;
  /** Its address, as the managers see it. */
  addr?: string;
  /** Whether it is the manager that leads the swarm. */
  leader: boolean;
  /** Of a manager: "reachable" or "unreachable". */
  reachability?: string;
  engineVersion: string;
  os: string;
  architecture: string;
  /** Processors, as the scheduler counts them. */
  cpus: number;
  memoryBytes: number;
}

/** The swarm, and the manager that told of it. */
export interface GetSwarmResult {
  id: string;
  labels: Record<string, string>;
  createdAt: string;
  /** Version of the engine that was asked. */
  engineVersion: string;
  /** Version of the API that is spoken with it. */
  apiVersion: string;
  /** Node id of the engine that was asked. */
  nodeId: string;
  /** Address pools that overlay networks get their subnets from. */
  defaultAddrPool: string[];
  /** Bits of such a subnet. */
  subnetSize?: number;
  dataPathPort?: number;
  /** Whether managers must be unlocked after a restart. */
  autoLockManagers: boolean;
  /** How many finished tasks a slot keeps. */
  taskHistoryRetentionLimit?: number;
}
