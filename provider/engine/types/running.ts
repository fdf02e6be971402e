// What runs: services, their tasks, the nodes. Types only, PascalCase as on the wire. Source: Engine API 1.41 - 1.52.

import type { Labels, Version } from "./common";
import type {
  EndpointSpec,
  GenericResource,
  PortConfig,
  ServiceSpec,
  TaskSpec,
} from "./service-spec";

export interface Service {
  ID: string;
  Version: Version;
  CreatedAt?: string;
  UpdatedAt?: string;
  Spec: ServiceSpec;
  PreviousSpec?: ServiceSpec;
  Endpoint?: {
    Spec?: EndpointSpec;
    Ports?: PortConfig[];
    VirtualIPs?: { NetworkID: string; Addr?: string }[];
  };
  UpdateStatus?: { State?: string; StartedAt?: string; CompletedAt?: string; Message?: string };
  ServiceStatus?: { RunningTasks?: number; DesiredTasks?: number; CompletedTasks?: number };
  JobStatus?: { JobIteration?: { Index?: number }; LastExecution?: string };
}

export type TaskState =
  | "new"
  | "allocated"
  | "pending"
  | "assigned"
  | "accepted"
  | "preparing"
  | "ready"
  | "starting"
  | "running"
  | "complete"
  | "shutdown"
  | "failed"
  | "rejected"
  | "remove"
  | "orphaned";
export interface Task {
  ID: string;
  Version: Version;
  CreatedAt: string;
  UpdatedAt: string;
  Name?: string;
  Spec: TaskSpec;
  ServiceID: string;
  /** Absent for tasks of global services, and for slot 0 of a job. */
  Slot?: number;
  NodeID?: string;
  Status: {
    Timestamp: string;
    State: TaskState;
    Message?: string;
    Err?: string;
    ContainerStatus?: { ContainerID?: string; PID?: number; ExitCode?: number };
    PortStatus?: { Ports?: PortConfig[] };
  };
  DesiredState: TaskState;
  JobIteration?: { Index?: number };
  NetworksAttachments?: { Network: { ID: string }; Addresses?: string[] }[];
}
/** What a registry tells of an image, by GET /distribution/{name}/json. */
export interface Distribution {
  Descriptor: { digest: string };
  Platforms?: { architecture?: string; os?: string }[] | null;
}
/** One of an engine's own images. */
export interface Image {
  Id: string;
}
/** As a list gives it. */
export interface Container {
  Id: string;
  Names?: string[] | null;
  Labels?: Labels | null;
  /** "running", "exited", … */
  State: string;
}
export type Role = "worker" | "manager";
export type Availability = "active" | "pause" | "drain";
export interface NodeSpec {
  Name?: string;
  Labels?: Labels;
  Role: Role;
  Availability: Availability;
}
export interface Node {
  ID: string;
  Version: Version;
  CreatedAt?: string;
  Spec: NodeSpec;
  Description: {
    Hostname: string;
    Platform: { Architecture: string; OS: string };
    Resources: {
      NanoCPUs?: number;
      MemoryBytes?: number;
      GenericResources?: GenericResource[];
    };
    Engine: {
      EngineVersion: string;
      Labels?: Labels;
      Plugins?: { Type: string; Name: string }[];
    };
  };
  Status: { State: string; Message?: string; Addr?: string };
  ManagerStatus?: { Leader?: boolean; Reachability: string; Addr: string };
}
