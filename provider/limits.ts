// The project's own limits, in one place.

/** Longest wait for tasks to be gone after a removal. */
export const REMOVAL_TIMEOUT_MS = 5 * 60_000;

/** How long a removal is tried again while somebody uses the object who may be about to go, too. */
export const RELEASE_GRACE_MS = 10_000;

/** Longest wait for the swarm to give a new network its subnets. */
export const ALLOCATION_TIMEOUT_MS = 5_000;

/** Longest wait for a rollout to converge, unless `converge.timeout` says otherwise. */
export const CONVERGE_TIMEOUT_MS = 10 * 60_000;
