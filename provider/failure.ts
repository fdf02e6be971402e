// How a failure reaches the user: one text, never a stack trace.

import { redact } from "./engine/redact";
import { Orphaned } from "./progress";
import type { Props } from "./state";

/** The words of any failure; several are listed. */
export function messageOf(error: unknown): string {
  if (error instanceof AggregateError) return [...new Set(error.errors.map(messageOf))].join("\n");
  if (error instanceof Orphaned) return "Stopped: the Pulumi CLI that asked for this is gone.";
  return redact(error instanceof Error ? error.message : String(error), []);
}

/** Whether nobody listens any more: then nothing more is written, either. */
export const isOrphaned = (error: unknown): boolean =>
  error instanceof AggregateError ? error.errors.some(isOrphaned) : error instanceof Orphaned;

/** Pulumi's dynamic server prints `${error}: ${error.stack}` for some verbs; a person's text has no stack. */
export function forPerson(error: unknown): Error {
  return Object.assign(new Error(messageOf(error)), { stack: "", cause: error });
}

/**
 * A failure after something was made. Pulumi keeps the resource with these properties, prints the reasons
 * alone, and calls update on the next `up`. Without `__provider` in them, delete would fail for ever.
 */
export function partialFailure(error: unknown, id: string, properties: Props): Error {
  return Object.assign(forPerson(error), { id, properties, reasons: [messageOf(error)] });
}
