// What a preview says of a failed run that is tried again. check is not shown the state, which alone tells that something
// is left to do where the inputs are the same, or were sent already; diff is.

import { preview } from "../preview";
import { reporter } from "../progress";
import type { CommonInputs, Reached } from "../resources/resource";
import * as state from "../state";
import type { Props } from "../state";
import { notePlanned } from "./planned-once";
import { settled } from "./shared";

/** Whether check told the plan, and what it was shown besides, by the URN of what is previewed. */
const told = new Map<string, { hasPlan: boolean; shown: Props }>();

/** Called by each check, for diff comes after it. */
export function notePreview(news: Props, hasPlan: boolean): void {
  const { __urn = "", __preview, __made, __after } = state.hidden(news);
  const shown = state.withoutUndefined({ __made, __after }) as Props;
  if (__preview === true) told.set(__urn, { hasPlan, shown });
  else told.delete(__urn);
}

/** What check was shown of these inputs: what never reaches the state does not reach diff, either. */
export const asChecked = (news: Props): Props => ({
  ...news,
  ...told.get(state.hidden(news).__urn ?? "")?.shown,
});

/** Whether the last check of what these inputs belong to was that of a preview. */
export const isPreviewed = (news: Props): boolean => told.has(state.hidden(news).__urn ?? "");

/** Tells of it in a preview, with the plan where check did not tell that. */
export async function tellRetry<Inputs extends CommonInputs>(
  type: Reached<Inputs>,
  olds: Props,
  news: Props,
): Promise<void> {
  const { __urn = "" } = state.hidden(news);
  const check = told.get(__urn);
  if (olds[state.OUTPUTS.unfinished] !== true || check === undefined) return;
  const shown = asChecked(news);
  told.delete(__urn);
  const log = reporter(__urn);
  await log.info("The last run did not end well: this one goes on from there, and waits again.");
  if (check.hasPlan) return;
  notePlanned(type, news);
  const failures = await preview(type, settled(type, news), shown, olds);
  for (const { reason } of failures) await log.warn(reason);
}
