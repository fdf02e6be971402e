// What a look-up answers: objects that are there, in the model's words. Types only; nothing of an engine's
// own spelling, no owner labels, no data of a secret.

export type * from "./service-answers";

/** A network that is there. */
export interface GetNetworkResult {
  /** Its id. */
  id: string;
  /** Its name. */
  name: string;
  /** Its labels, without those that say whose it is. */
  labels: Record<string, string>;
  /** The stack that it belongs to, in docker's sense. */
  stack?: string;
  /** Its driver: "overlay" for most in a swarm. */
  driver: string;
  /** Options of the driver, those that the engine chose included. */
  driverOpts: Record<string, string>;
  /** "swarm", or "local" for a network of the one engine. */
  scope: string;
  /** Whether containers outside of services may join. */
  attachable: boolean;
  /** Whether it has no way out. */
  internal: boolean;
  /** Whether it is the routing mesh's network. */
  ingress: boolean;
  /** Whether it gives IPv6 addresses, too. */
  enableIpv6: boolean;
  /** Its address pools. */
  subnets: SubnetAnswer[];
  /** When it was made, as RFC 3339. */
  createdAt?: string;
}

/** An address pool of a network. */
export interface SubnetAnswer {
  /** In CIDR form: "10.20.0.0/24". */
  subnet: string;
  /** Address of the gateway. */
  gateway?: string;
  /** The part of it that addresses are given from. */
  ipRange?: string;
}

/** A volume of the engine that was asked. */
export interface GetVolumeResult {
  /** Its name on that engine. */
  name: string;
  /** Its labels, without those that say whose it is. */
  labels: Record<string, string>;
  /** Its driver. */
  driver: string;
  /** Options of the driver, as the engine tells them; those of a CIFS share may hold a password. */
  driverOpts: Record<string, string>;
  /** Where the engine keeps it. */
  mountpoint: string;
  /** "local", or "global" for a driver that shares it among nodes. */
  scope: string;
  /** When it was made, as RFC 3339. */
  createdAt?: string;
}

/** A secret that is there. Its data no engine gives back. */
export interface GetSecretResult {
  /** Its id. */
  id: string;
  /** Its name in the swarm. */
  name: string;
  /** Its labels, without those that say whose it is. */
  labels: Record<string, string>;
  /** The stack that it belongs to, in docker's sense. */
  stack?: string;
  /** When it was made, as RFC 3339. */
  createdAt?: string;
  /** When its labels were last changed, as RFC 3339. */
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
  /** Its id. */
  id: string;
  /** Its host name; several nodes may have the same. */
  hostname: string;
  /** Labels of the node (`node.labels` in constraints). */
  labels: Record<string, string>;
  /** What it is in the swarm. */
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
  /** Version of its engine. */
  engineVersion: string;
  /** Its operating system: "linux". */
  os: string;
  /** Of its processor: "x86_64", "aarch64". */
  architecture: string;
  /** Processors, as the scheduler counts them. */
  cpus: number;
  /** Memory in bytes, as the scheduler counts it. */
  memoryBytes: number;
}

/** The swarm, and the manager that told of it. */
export interface GetSwarmResult {
  /** Its id. */
  id: string;
  /** Its labels, without those that say whose it is. */
  labels: Record<string, string>;
  /** When it was made, as RFC 3339. */
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
  /** UDP port of the traffic between nodes. */
  dataPathPort?: number;
  /** Whether managers must be unlocked after a restart. */
  autoLockManagers: boolean;
  /** How many finished tasks a slot keeps. */
  taskHistoryRetentionLimit?: number;
}
