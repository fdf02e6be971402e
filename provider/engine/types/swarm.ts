// The swarm, and what an engine tells of itself. Types only, PascalCase as on the wire. Source: Engine API 1.41 - 1.52.

import type { Labels, Version } from "./common";
import type { Availability } from "./running";

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
  CAConfig: {
    NodeCertExpiry?: number;
    ExternalCAs?: ExternalCa[] | null;
    /** A higher number than before gives the swarm a new root certificate. */
    ForceRotate?: number;
  };
  TaskDefaults: Record<string, unknown>;
  EncryptionConfig: { AutoLockManagers: boolean };
}
export interface ExternalCa {
  Protocol: string;
  URL: string;
  Options?: Record<string, string> | null;
  CACert?: string;
}
/** What POST /swarm/update makes anew besides taking a spec. */
export interface SwarmRotation {
  rotateWorkerToken?: boolean;
  rotateManagerToken?: boolean;
  rotateManagerUnlockKey?: boolean;
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
  /** Whether the nodes still move to a new root certificate. */
  RootRotationInProgress?: boolean;
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
export interface SwarmJoin {
  ListenAddr: string;
  AdvertiseAddr?: string;
  DataPathAddr?: string;
  /** Managers of the swarm: "10.0.0.11:2377". */
  RemoteAddrs: string[];
  JoinToken: string;
  /** What it is from its first moment on. */
  Availability: Availability;
}
export interface Info {
  /** The engine's own id. */
  ID?: string;
  ServerVersion: string;
  Name: string;
  Warnings?: string[] | null;
  Swarm: {
    LocalNodeState: "inactive" | "pending" | "active" | "error" | "locked" | "";
    NodeID: string;
    NodeAddr: string;
    ControlAvailable: boolean;
    Error: string;
    /** How many nodes it has; 0 where a worker cannot know. */
    Nodes?: number;
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
