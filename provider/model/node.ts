// What a program says of a node: how its engine joins, its role, its availability, its labels.

/** Plain args of a node; Swarm's words. */
export interface NodeArgs {
  /**
   * Hostname or id of a member of the swarm, for a node without a connection of its own; with one, the engine
   * that it reaches is meant, and the name is only ours. A change is another node, a replacement; with a connection it does nothing to the node.
   * @default the logical name (ours)
   * @see `docker node update NODE`
   */
  name?: string;
  /**
   * "worker" runs tasks; "manager" also keeps the swarm's state and gives orders. A change promotes or demotes
   * the node in place; tasks whose constraints on `node.role` no longer match move. What the majority of the
   * managers needs is refused.
   * @default "worker" for an engine that joins; a member keeps the role that it has (ours)
   * @see Engine API `NodeSpec.Role`; `docker node promote`, `docker node demote`
   */
  role?: "worker" | "manager";
  /**
   * "active" takes new tasks, "pause" keeps its tasks and takes no new ones, "drain" gives all its tasks away. A
   * change takes effect in place; a drain ends when the tasks run elsewhere. Activating moves nothing back.
   * @default "active" (ours)
   * @see Engine API `NodeSpec.Availability`; `docker node update --availability`
   */
  availability?: "active" | "pause" | "drain";
  /**
   * Labels for placement: `node.labels.disk == ssd`. Labels that others set stay; one that is no longer declared
   * goes. A change takes effect in place; tasks whose constraints no longer match move.
   * @default none (engine)
   * @see Engine API `NodeSpec.Labels`; `docker node update --label-add`
   */
  labels?: Record<string, string>;
  /**
   * Address at which other nodes reach it, with or without a port (2377, or that of `listenAddr`): "10.0.0.21", "eth0". A
   * change makes it leave and join anew, also one that writes out what was left to the engine. A node that was a member before keeps its own.
   * @default what the engine finds (engine)
   * @see Engine API `SwarmJoinRequest.AdvertiseAddr`; `docker swarm join --advertise-addr`
   */
  advertiseAddr?: string;
  /**
   * Address that a manager listens on: "0.0.0.0:2377". A change makes it leave and join anew. A node that was a
   * member before keeps its own.
   * @default "0.0.0.0:2377" (docker)
   * @see Engine API `SwarmJoinRequest.ListenAddr`; `docker swarm join --listen-addr`
   */
  listenAddr?: string;
  /**
   * Address for the traffic between tasks. A change makes it leave and join anew. A node that was a member
   * before keeps its own.
   * @default as `advertiseAddr` (engine)
   * @see Engine API `SwarmJoinRequest.DataPathAddr`; `docker swarm join --data-path-addr`
   */
  dataPathAddr?: string;
  /**
   * true: `destroy` also makes a node leave that was a member before this resource; without a connection the swarm only
   * forgets it. A change takes effect with
   * the next `up`, and does nothing to the node.
   * @default false: such a node stays, without the labels declared here (ours)
   * @see `docker node rm`, `docker swarm leave`
   */
  forceDestroy?: boolean;
}
