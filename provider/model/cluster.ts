// The swarm's own settings. Types only.

import type { Duration } from "./common";

/** A certificate authority outside of the swarm that signs the certificates of its nodes. */
export interface ExternalCaArgs {
  /**
   * How it is spoken to. A change takes effect in place.
   * @default "cfssl", the only one that there is (engine)
   * @see Engine API `SwarmSpec.CAConfig.ExternalCAs[].Protocol`; `docker swarm init --external-ca protocol=`
   */
  protocol?: string;
  /**
   * Where requests to sign are sent, `https://…`. A change takes effect in place.
   * @see Engine API `SwarmSpec.CAConfig.ExternalCAs[].URL`; `docker swarm init --external-ca url=`
   */
  url: string;
  /**
   * Options of the protocol. A change takes effect in place.
   * @default none (engine)
   * @see Engine API `SwarmSpec.CAConfig.ExternalCAs[].Options`
   */
  options?: Record<string, string>;
  /**
   * Its root certificate, as PEM. A change takes effect in place.
   * @default the swarm's own root certificate (engine)
   * @see Engine API `SwarmSpec.CAConfig.ExternalCAs[].CACert`; `docker swarm init --external-ca cacert=`
   */
  caCert?: string;
}

/** The log of the managers, which few ever need to set. */
export interface RaftArgs {
  /**
   * Log entries between two snapshots. A change takes effect in place.
   * @default 10000 (engine)
   * @see Engine API `SwarmSpec.Raft.SnapshotInterval`; `docker swarm update --snapshot-interval`
   */
  snapshotInterval?: number;
  /**
   * Snapshots that are kept beside the newest. A change takes effect in place.
   * @default 0 (engine)
   * @see Engine API `SwarmSpec.Raft.KeepOldSnapshots`; `docker swarm update --max-snapshots`
   */
  keepOldSnapshots?: number;
  /**
   * Log entries that are kept after a snapshot for managers that are behind. A change takes effect in place.
   * @default 500 (engine)
   * @see Engine API `SwarmSpec.Raft.LogEntriesForSlowFollowers`
   */
  logEntriesForSlowFollowers?: number;
}

/**
 * What is made anew when its value here changes; any text or number will do, such as a date. The first value
 * makes nothing anew.
 */
export interface RotateArgs {
  /**
   * The token that workers join with; the old one is worth nothing from then on. Nodes that are in stay in.
   * @default never (ours)
   * @see `docker swarm join-token --rotate worker`
   */
  workerToken?: string | number;
  /**
   * The token that managers join with.
   * @default never (ours)
   * @see `docker swarm join-token --rotate manager`
   */
  managerToken?: string | number;
  /**
   * The key that unlocks managers after a restart; managers that are down at that moment need the old one.
   * @default never (ours)
   * @see `docker swarm unlock-key --rotate`
   */
  unlockKey?: string | number;
  /**
   * The root certificate; `up` waits until all nodes have certificates of the new one, 2 minutes at most.
   * @default never (ours)
   * @see `docker swarm ca --rotate`; Engine API `SwarmSpec.CAConfig.ForceRotate`
   */
  ca?: string | number;
}

/**
 * Says twice what cannot be taken back: the swarm goes on with this one manager, and gives up all the others.
 */
export interface ForceNewClusterArgs {
  /**
   * Id of the swarm that has lost most of its managers, as the output `clusterId` has it. A change of it alone
   * does nothing.
   * @see Engine API `ClusterInfo.ID`
   */
  clusterId: string;
  /**
   * Any text or number that was not used before, such as the date. A change does it again.
   * @see `docker swarm init --force-new-cluster`
   */
  confirm: string | number;
}

export interface ClusterArgs {
  /**
   * Address that other nodes reach this one by: "10.0.0.11", "eth0" or "10.0.0.11:2377".
   * A change is refused, but to what the engine already advertises: it is fixed when the swarm is made.
   * @default the only address of the machine (engine); with several the engine asks for one
   * @see Engine API `SwarmInitRequest.AdvertiseAddr`; `docker swarm init --advertise-addr`
   */
  advertiseAddr?: string;
  /**
   * Address that the manager listens on. A change is refused: it is fixed when the swarm is made.
   * @default "0.0.0.0:2377" (docker)
   * @see Engine API `SwarmInitRequest.ListenAddr`; `docker swarm init --listen-addr`
   */
  listenAddr?: string;
  /**
   * Address for the traffic of overlay networks. A change is refused: it is fixed when the swarm is made.
   * @default as `advertiseAddr` (engine)
   * @see Engine API `SwarmInitRequest.DataPathAddr`; `docker swarm init --data-path-addr`
   */
  dataPathAddr?: string;
  /**
   * UDP port of that traffic, 1024 to 49151. A change is refused: it is fixed when the swarm is made.
   * @default 4789 (engine)
   * @see Engine API `SwarmInitRequest.DataPathPort`; `docker swarm init --data-path-port`
   */
  dataPathPort?: number;
  /**
   * Pools that overlay networks take their subnets from. A change is refused: they are fixed when the swarm is made.
   * @default ["10.0.0.0/8"] (engine)
   * @see Engine API `SwarmInitRequest.DefaultAddrPool`; `docker swarm init --default-addr-pool`
   */
  defaultAddrPool?: string[];
  /**
   * Mask length of those subnets, 8 to 29. A change is refused: it is fixed when the swarm is made.
   * @default 24 (engine)
   * @see Engine API `SwarmInitRequest.SubnetSize`; `docker swarm init --default-addr-pool-mask-length`
   */
  subnetSize?: number;
  /**
   * How many ended tasks are remembered for each slot. A change takes effect in place.
   * @default 5 (engine)
   * @see Engine API `SwarmSpec.Orchestration.TaskHistoryRetentionLimit`; `docker swarm update --task-history-limit`
   */
  taskHistoryRetentionLimit?: number;
  /**
   * true: managers that restart stay locked until they get the key (output `unlockKey`). A change takes effect
   * in place; it locks no manager that runs.
   * @default false; that of a swarm that was there stays (engine)
   * @see Engine API `SwarmSpec.EncryptionConfig.AutoLockManagers`; `docker swarm init --autolock`
   */
  autoLockManagers?: boolean;
  /**
   * How long certificates of nodes are good, at least "1h". A change takes effect in place, with each node's
   * next certificate.
   * @default "2160h", which is 90 days (engine)
   * @see Engine API `SwarmSpec.CAConfig.NodeCertExpiry`; `docker swarm init --cert-expiry`
   */
  nodeCertExpiry?: Duration;
  /**
   * Certificate authorities outside of the swarm. A change takes effect in place.
   * @default none: the swarm signs itself (engine)
   * @see Engine API `SwarmSpec.CAConfig.ExternalCAs`; `docker swarm init --external-ca`
   */
  externalCas?: ExternalCaArgs[];
  /**
   * How often nodes tell that they are there; one that misses three is down. A change takes effect in place.
   * @default "5s" (engine)
   * @see Engine API `SwarmSpec.Dispatcher.HeartbeatPeriod`; `docker swarm init --dispatcher-heartbeat`
   */
  dispatcherHeartbeatPeriod?: Duration;
  /**
   * The log of the managers. A change takes effect in place.
   * @default as the engine has it (engine)
   * @see Engine API `SwarmSpec.Raft`
   */
  raft?: RaftArgs;
  /**
   * Tokens, unlock key and root certificate made anew, each when its value changes. A change takes effect in
   * place; no task restarts.
   * @default never (ours)
   * @see `docker swarm join-token --rotate`, `docker swarm unlock-key --rotate`, `docker swarm ca --rotate`
   */
  rotate?: RotateArgs;
  /**
   * Recovers a swarm that has lost most of its managers for good: the one that `connection` reaches goes on alone,
   * with the services, networks, secrets, configs, tokens and nodes that there were. The other managers are dropped, and
   * must never start again with what they hold. A change of `confirm` does it, once, in
   * a `pulumi up` of a resource that is in the state; refused where the swarm has a leader, the engine is no manager of it, or managers are
   * locked (`autoLockManagers`). It may stay in the program, or be taken out, which does nothing.
   * @default never (ours)
   * @see `docker swarm init --force-new-cluster`; Engine API `SwarmInitRequest.ForceNewCluster`
   */
  forceNewCluster?: ForceNewClusterArgs;
  /**
   * Labels of the swarm. A change takes effect in place.
   * @default none; those of a swarm that was there stay (engine)
   * @see Engine API `SwarmSpec.Labels`
   */
  labels?: Record<string, string>;
  /**
   * true: `destroy` leaves the swarm even with services, networks, secrets, configs and other nodes in it. The engine that
   * is reached leaves; as its last manager it erases them all. A change takes effect with the next `up`, and does nothing
   * to the swarm.
   * @default false (ours)
   * @see `docker swarm leave --force`
   */
  forceDestroy?: boolean;
}
export type ClusterInputs = ClusterArgs;
