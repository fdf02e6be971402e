// The engine API's own shapes, as far as a Linux swarm uses them: PascalCase as on the wire, so that a
// spec can be compared by eye with `docker service inspect`. Types only. Source: Engine API 1.41 - 1.52.

export type Labels = Record<string, string>;
export interface Driver {
  Name?: string;
  Options?: Record<string, string> | null;
}
export interface Version {
  Index: number;
}

export interface FileTarget {
  Name: string;
  UID: string;
  GID: string;
  Mode: number;
}
export interface SecretReference {
  File?: FileTarget;
  SecretID: string;
  SecretName: string;
}
export interface ConfigReference {
  File?: FileTarget;
  Runtime?: Record<string, never>;
  ConfigID: string;
  ConfigName: string;
}
export interface Mount {
  Type: string;
  Source?: string;
  Target?: string;
  ReadOnly?: boolean;
  Consistency?: string;
  BindOptions?: {
    Propagation?: string;
    NonRecursive?: boolean;
    CreateMountpoint?: boolean;
    ReadOnlyNonRecursive?: boolean;
    ReadOnlyForceRecursive?: boolean;
  };
  VolumeOptions?: {
    NoCopy?: boolean;
    Labels?: Labels;
    DriverConfig?: Driver;
    Subpath?: string;
  };
  ImageOptions?: { Subpath?: string };
  TmpfsOptions?: { SizeBytes?: number; Mode?: number; Options?: string[][] };
  ClusterOptions?: Record<string, never>;
}
export interface HealthConfig {
  Test?: string[];
  Interval?: number;
  Timeout?: number;
  StartPeriod?: number;
  StartInterval?: number;
  Retries?: number;
}
export interface Ulimit {
  Name: string;
  Hard: number;
  Soft: number;
}
export interface CredentialSpec {
  Config?: string;
  File?: string;
  Registry?: string;
}
export interface Privileges {
  CredentialSpec: CredentialSpec | null;
  SELinuxContext: {
    Disable?: boolean;
    User?: string;
    Role?: string;
    Type?: string;
    Level?: string;
  } | null;
  Seccomp?: { Mode: string; Profile?: string };
  AppArmor?: { Mode: string };
  NoNewPrivileges: boolean;
}
export interface ContainerSpec {
  Image: string;
  Labels?: Labels;
  Command?: string[];
  Args?: string[];
  Hostname?: string;
  Env?: string[];
  Dir?: string;
  User?: string;
  Groups?: string[];
  Privileges?: Privileges;
  Init?: boolean;
  StopSignal?: string;
  TTY?: boolean;
  OpenStdin?: boolean;
  ReadOnly?: boolean;
  Mounts?: Mount[];
  StopGracePeriod?: number;
  Healthcheck?: HealthConfig;
  Hosts?: string[];
  DNSConfig?: { Nameservers?: string[]; Search?: string[]; Options?: string[] };
  Secrets?: SecretReference[];
  Configs?: ConfigReference[];
  Isolation?: string;
  Sysctls?: Record<string, string>;
  CapabilityAdd?: string[];
  CapabilityDrop?: string[];
  Ulimits?: Ulimit[];
  OomScoreAdj?: number;
}
export interface GenericResource {
  DiscreteResourceSpec?: { Kind: string; Value: number };
  NamedResourceSpec?: { Kind: string; Value: string };
}
export interface Resources {
  Limits?: { NanoCPUs?: number; MemoryBytes?: number; Pids?: number };
  Reservations?: {
    NanoCPUs?: number;
    MemoryBytes?: number;
    GenericResources?: GenericResource[];
  };
  SwapBytes?: number;
  MemorySwappiness?: number;
}
export interface RestartPolicy {
  Condition?: string;
  Delay?: number;
  MaxAttempts?: number;
  Window?: number;
}
export interface Placement {
  Constraints?: string[];
  Preferences?: { Spread: { SpreadDescriptor: string } }[];
  MaxReplicas?: number;
  Platforms?: { Architecture?: string; OS?: string }[];
}
export interface NetworkAttachment {
  Target: string;
  Aliases?: string[];
  DriverOpts?: Record<string, string>;
}
export interface TaskSpec {
  ContainerSpec: ContainerSpec;
  Resources?: Resources;
  RestartPolicy?: RestartPolicy;
  Placement: Placement;
  Networks?: NetworkAttachment[];
  LogDriver?: Driver;
  ForceUpdate?: number;
  Runtime?: string;
}
export interface UpdateConfig {
  Parallelism: number;
  Delay?: number;
  FailureAction?: string;
  Monitor?: number;
  MaxFailureRatio?: number;
  Order?: string;
}
export interface ServiceMode {
  Replicated?: { Replicas?: number };
  Global?: Record<string, never>;
  ReplicatedJob?: { MaxConcurrent?: number; TotalCompletions?: number };
  GlobalJob?: Record<string, never>;
}
export interface PortConfig {
  Name?: string;
  Protocol?: string;
  TargetPort: number;
  PublishedPort?: number;
  PublishMode?: string;
}
export interface EndpointSpec {
  Mode?: string;
  Ports?: PortConfig[];
}
export interface ServiceSpec {
  Name: string;
  Labels?: Labels;
  TaskTemplate: TaskSpec;
  Mode: ServiceMode;
  UpdateConfig?: UpdateConfig;
  RollbackConfig?: UpdateConfig;
  EndpointSpec?: EndpointSpec;
}
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
export interface Node {
  ID: string;
  Version: Version;
  Spec: { Name?: string; Labels?: Labels; Role: string; Availability: string };
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

export interface IpamPool {
  Subnet?: string;
  IPRange?: string;
  Gateway?: string;
  AuxiliaryAddresses?: Record<string, string>;
}
export interface Ipam {
  Driver?: string;
  Options?: Record<string, string> | null;
  Config?: IpamPool[] | null;
}
/** Body of POST /networks/create. */
export interface NetworkSpec {
  Name: string;
  Driver: string;
  Scope?: string;
  EnableIPv6?: boolean;
  IPAM: Ipam | null;
  Internal: boolean;
  Attachable: boolean;
  Ingress: boolean;
  ConfigOnly: boolean;
  ConfigFrom: { Network: string } | null;
  Options: Record<string, string> | null;
  Labels: Labels;
}
export interface Network extends Omit<NetworkSpec, "ConfigFrom"> {
  Id: string;
  Scope: string;
  ConfigFrom: { Network: string };
}
/** Body of POST /volumes/create. */
export interface VolumeSpec {
  Name: string;
  Driver?: string;
  DriverOpts?: Record<string, string>;
  Labels?: Labels;
}
export interface Volume {
  Name: string;
  Driver: string;
  Mountpoint: string;
  Labels: Labels | null;
  Options: Record<string, string> | null;
  Scope: string;
}
/** Body of POST /secrets/create; Data is standard base64. */
export interface SecretSpec {
  Name: string;
  Labels: Labels;
  Data?: string;
  Driver?: Driver;
  Templating?: Driver;
}
/** Body of POST /configs/create; Data is standard base64. */
export type ConfigSpec = Omit<SecretSpec, "Driver">;
export interface Secret {
  ID: string;
  Version: Version;
  Spec: SecretSpec;
}
export interface Config {
  ID: string;
  Version: Version;
  Spec: ConfigSpec;
}

export interface SwarmSpec {
  Name: string;
  Labels: Labels;
  Orchestration: { TaskHistoryRetentionLimit?: number };
  Raft: {
    SnapshotInterval?: number;
    KeepOldSnapshots?: number;
    LogEntriesForSlowFollowers?: number;
    ElectionTick?: number;
    HeartbeatTick?: number;
  };
  Dispatcher: { HeartbeatPeriod?: number };
  CAConfig: { NodeCertExpiry?: number };
  TaskDefaults: Record<string, unknown>;
  EncryptionConfig: { AutoLockManagers: boolean };
}
export interface Swarm {
  ID: string;
  Version: Version;
  CreatedAt: string;
  Spec: SwarmSpec;
  JoinTokens: { Worker: string; Manager: string };
  DefaultAddrPool?: string[];
  SubnetSize?: number;
  DataPathPort?: number;
}
export interface SwarmInit {
  ListenAddr: string;
  AdvertiseAddr?: string;
  DataPathAddr?: string;
  DataPathPort?: number;
  DefaultAddrPool?: string[];
  SubnetSize?: number;
  AutoLockManagers?: boolean;
  ForceNewCluster?: boolean;
  Spec?: Partial<SwarmSpec>;
}
export interface Info {
  ServerVersion: string;
  Name: string;
  Warnings?: string[] | null;
  Swarm: {
    LocalNodeState: "inactive" | "pending" | "active" | "error" | "locked" | "";
    NodeID: string;
    NodeAddr: string;
    ControlAvailable: boolean;
    Error: string;
    Cluster?: { ID: string };
    RemoteManagers?: { NodeID: string; Addr: string }[] | null;
  };
}
export interface EngineEvent {
  Type: string;
  Action: string;
  Actor: { ID: string; Attributes: Record<string, string> };
  time: number;
}
