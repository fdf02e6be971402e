// The swarm's own settings. Types only.

export interface ClusterArgs {
  /**
   * Address that other nodes reach this one by: "10.0.0.11", "eth0" or "10.0.0.11:2377".
   * Used when the swarm is made. A change does nothing to a swarm that is there.
   * @default the only address of the machine (engine); with several the engine asks for one
   * @see Engine API `SwarmInitRequest.AdvertiseAddr`; `docker swarm init --advertise-addr`
   */
  advertiseAddr?: string;
  /**
   * Address that the manager listens on. A change does nothing to a swarm that is there.
   * @default "0.0.0.0:2377" (docker)
   * @see Engine API `SwarmInitRequest.ListenAddr`; `docker swarm init --listen-addr`
   */
  listenAddr?: string;
  /**
   * Address for the traffic of overlay networks. A change does nothing to a swarm that is there.
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
   * Labels of the swarm. A change takes effect in place.
   * @default none; those of a swarm that was there stay (engine)
   * @see Engine API `SwarmSpec.Labels`
   */
  labels?: Record<string, string>;
  /**
   * true: `destroy` leaves the swarm even with services and nodes in it, which erases them all. A change takes
   * effect with the next `up`, and does nothing to the swarm.
   * @default false (ours)
   * @see `docker swarm leave --force`
   */
  forceDestroy?: boolean;
}
export type ClusterInputs = ClusterArgs;
