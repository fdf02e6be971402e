// `onFailure: "rollback"`: what a failed run does before it fails.

import type { Outcome } from "../apply/apply";
import { rollBack, type RollbackContext } from "../apply/rollback";
import type { Undo } from "../apply/undo";
import { isOrphaned, messageOf } from "../failure";
import type { Desired } from "../objects/object";
import { withLogins } from "../registry";

/** Whether it failed before it ran, and somebody still listens: of a killed run, the next one goes on. */
export const isToUndo = ({ error, converged }: Outcome): boolean =>
  error !== undefined && !converged && !isOrphaned(error);

/** Puts back what was touched, and adds the words of that to the failure; gives whether the state of before is true. */
export async function undo(
  outcome: Outcome,
  what: Omit<Undo, "touched">,
  context: RollbackContext,
): Promise<boolean> {
  const { touched = new Set<string>() } = context;
  const services = what.previous.filter(({ kind }) => kind === "service");
  const previous: Desired[] = await withLogins(services).catch(() => services);
  const { words, isWhole } = await rollBack({ ...what, previous, touched }, context);
  const parts = [messageOf(outcome.error), words.join("\n")].filter((part) => part !== "");
  outcome.error = new Error(parts.join("\n\n"), { cause: outcome.error });
  outcome.complete = false;
  return isWhole;
}
