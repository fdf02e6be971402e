// The wait for what was made to be of use, and its removal when it never will be.

import { hasCode, SwarmError } from "../errors";
import { messageOf } from "../failure";
import { KINDS } from "../objects";
import type { Live } from "../objects/object";
import type { ApplyContext } from "./apply";
import { removeAll } from "./remove";

/** `made` is in the journal already, so that a failure in between loses nothing. */
export async function untilReady(made: Live, context: ApplyContext): Promise<void> {
  const { engine } = context;
  try {
    await KINDS[made.kind].ready?.(engine, made.id, made.spec);
  } catch (error) {
    if (!hasCode(error, "NOT_ALLOCATED")) throw error;
    const end = await removeAll([made], context).then(
      () => "It was removed again.",
      (failure: unknown) => `It could not be removed again: ${messageOf(failure)}`,
    );
    throw new SwarmError(error.code, `${error.message} ${end}`);
  }
}
