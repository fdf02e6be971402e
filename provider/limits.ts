// The project's own limits, in one place.

/** Longest wait for tasks to be gone after a removal. */
export const REMOVAL_TIMEOUT_MS = 5 * 60_000;

/** Longest wait for a rollout to converge, unless `converge.timeout` says otherwise. */
export const CONVERGE_TIMEOUT_MS = 10 * 60_000;
