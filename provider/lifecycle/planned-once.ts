// Pulumi checks what it replaces twice: against the inputs of before, and once more as something new. One of the two is
// planned: the first knows what was there before; but where versions stand side by side, only the second knows the name.
// Pulumi also replaces for reasons of its own (`--replace`), so all that is planned is noted.

import type { CommonInputs, Reached } from "../resources/resource";
import * as state from "../state";
import type { Props } from "../state";

/** What this preview planned knowing what was before, by URN. */
const planned = new WeakMap<object, Set<string>>();

type Type = Pick<Reached<CommonInputs>, "open" | "versions">;

/** Called by each check: whether it is that of a preview, and the one that is planned. */
export function isPlannedNow(
  type: Type,
  news: Props,
  { isNew, isNews, isReplaced }: { isNew: boolean; isNews: boolean; isReplaced: boolean },
): boolean {
  const wasPlanned = forgetPlanned(type, news);
  if (state.hidden(news).__preview !== true || !isNews) return false;
  if (type.versions !== undefined) return !isReplaced;
  if (!isNew) notePlanned(type, news);
  return !(isNew && wasPlanned);
}

/** Called where diff told the plan instead. */
export function notePlanned({ open }: Type, news: Props): void {
  const urns = planned.get(open) ?? new Set<string>();
  planned.set(open, urns.add(urnOf(news)));
}

/** Called where the next check is that of another run, too; gives whether there was a note. */
export const forgetPlanned = ({ open }: Pick<Type, "open">, props: Props): boolean =>
  planned.get(open)?.delete(urnOf(props)) === true;

const urnOf = (props: Props): string => state.hidden(props).__urn ?? "";
