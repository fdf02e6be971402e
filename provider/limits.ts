// The project's own limits, in one place.

/** Longest wait for tasks to be gone after a removal. */
export const REMOVAL_TIMEOUT_MS = 5 * 60_000;

/** How long a removal is tried again while somebody uses the object who may be about to go, too. */
export const RELEASE_GRACE_MS = 10_000;

/** Longest wait for the swarm to take a port from a service that has just given it up, or to give one its own. */
export const PORT_GRACE_MS = 5_000;

/** Longest wait for the swarm to give a new network its subnets. */
export const ALLOCATION_TIMEOUT_MS = 5_000;

/** Longest wait for a rollout to converge, unless `converge.timeout` says otherwise. */
export const CONVERGE_TIMEOUT_MS = 10 * 60_000;

/** Longest wait for all nodes to have certificates of a new root certificate. */
export const ROOT_ROTATION_TIMEOUT_MS = 2 * 60_000;

/** How long a swarm has to be without a leader before that is told; an election takes less. */
export const LEADERLESS_MS = 20_000;

/** Longest wait for a manager that goes on alone to lead the swarm. */
export const RESCUE_TIMEOUT_MS = 30_000;

/** Longest wait for a manager to be one again after it was unlocked. */
export const UNLOCK_TIMEOUT_MS = 30_000;

/** Longest wait for an engine that joins to be a ready node. */
export const JOIN_TIMEOUT_MS = 60_000;

/** Longest wait for a node to be, or not to be, a manager. */
export const ROLE_TIMEOUT_MS = 60_000;

/** How long a change of a node is tried again while the managers elect a leader. */
export const LEADER_TIMEOUT_MS = 30_000;

/** How long a drain goes on while the swarm finds no node for what is left; one may be about to come. */
export const HOPELESS_MS = 60_000;

/** The same for a node that goes for good. */
export const LEAVE_HOPELESS_MS = 10_000;

/** How long the swarm may take to see that an engine has left; three heartbeats, which are 15 s unless it is told otherwise. */
export const LEFT_TIMEOUT_MS = 30_000;

/** How long a new leader may take to know whether a node is up: six heartbeats for one that is dead. */
export const UNKNOWN_TIMEOUT_MS = 60_000;

/** How long the removal of a manager waits for dead ones that go in the same run: a silent host takes 20 s to tell. */
export const DEAD_MANAGERS_MS = 60_000;
