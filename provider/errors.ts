// The one error class of the project, and its closed set of codes. docs/errors.md has a row for each.

export type ErrorCode =
  | "INVALID_INPUT"
  | "COMPOSE_SYNTAX"
  | "COMPOSE_UNSUPPORTED"
  | "NAME_TAKEN"
  | "PORT_TAKEN"
  | "NOT_FOUND"
  | "NOT_A_MANAGER"
  | "WRONG_CLUSTER"
  | "ENGINE_UNREACHABLE"
  | "OUT_OF_SEQUENCE"
  | "NOT_CONVERGED"
  | "ROLLED_BACK"
  | "IN_USE"
  | "NOT_ALLOCATED"
  | "QUORUM"
  | "ENGINE_REFUSED";

/**
 * A failure that a person can act on.
 *
 * The message reads: subject: what happened (numbers and units). The engine's own words. What to do.
 * It never holds a secret's data, a join token or a key.
 */
export class SwarmError extends Error {
  override readonly name = "SwarmError";

  constructor(
    readonly code: ErrorCode,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

export function hasCode(error: unknown, ...codes: ErrorCode[]): error is SwarmError {
  return error instanceof SwarmError && codes.includes(error.code);
}
