// Pulumi checks what it replaces twice: against the inputs of before, and once more as something new. One of the two is
// planned: the first knows what was there before; but where versions stand side by side, only the second knows the name.

import type { CommonInputs, Reached } from "../resources/resource";
import * as state from "../state";
import type { Props } from "../state";

/** What was checked once and is to be replaced, by URN. */
const replaced = new WeakMap<object, Set<string>>();

/** Whether this check is that of a preview, and the one that is planned. */
export function isPlannedNow<Inputs extends CommonInputs>(
  type: Reached<Inputs>,
  news: Props,
  { isNew, isReplaced }: { isNew: boolean; isReplaced: boolean },
): boolean {
  const { __urn = "", __preview } = state.hidden(news);
  if (__preview !== true) return false;
  const urns = replaced.get(type.open) ?? new Set<string>();
  replaced.set(type.open, urns);
  if (isReplaced) urns.add(__urn);
  if (isReplaced) return type.versions === undefined;
  return !(isNew && urns.delete(__urn)) || type.versions !== undefined;
}
