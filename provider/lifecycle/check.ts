// check: canonical inputs, and every reason why they would fail that can be known before anything is done.

import type { Problem } from "../model/common";
import { giveUpName, withFreeName, withKeptName } from "../naming";
import { preview } from "../preview";
import { reporter } from "../progress";
import { withDigests } from "../registry";
import type { CommonInputs, Reached } from "../resources/resource";
import * as state from "../state";
import type { Props } from "../state";
import { meanSame, settled } from "./shared";

export interface CheckResult {
  inputs: Props;
  failures: { property: string; reason: string }[];
}
export async function check<Inputs extends CommonInputs>(
  type: Reached<Inputs>,
  olds: Props,
  news: Props,
): Promise<CheckResult> {
  const found: Problem[] = [];
  const before = Object.keys(olds).length > 0 ? settled(type, olds) : undefined;
  const declared = type.canonical(state.visible(news), found);
  let inputs = before === undefined ? declared : withKeptName(type, declared, olds);
  if (found.length === 0) found.push(...type.rules(inputs));
  const failures = found.filter(({ warning }) => !warning).map(asFailure);
  if (before === undefined && failures.length === 0)
    inputs = await withFreeName(type, inputs, news);
  else if (before !== undefined && type.replaces(before, inputs).length > 0)
    giveUpName(type, before, news);
  if (failures.length === 0) inputs = await withDigests(type, inputs, { news, before });
  const isNews = before === undefined || !meanSame(type, before, inputs);
  if (isNews && state.hidden(news).__preview === true) {
    await warn(found, news);
    if (failures.length === 0) failures.push(...(await preview(type, inputs, news, before)));
  }
  const kept = {
    ...inputs,
    ...state.hiddenKept(news),
    ...(type.versions && { __declared: declared.name }),
  };
  return { inputs: state.withoutUndefined(kept) as Props, failures };
}

async function warn(found: Problem[], news: Props): Promise<void> {
  const log = reporter(state.hidden(news).__urn);
  for (const problem of found.filter(({ warning }) => warning)) await log.warn(sentence(problem));
}

/** Pulumi would print the property's value beside its name, secret or not; so the reason names it. */
const asFailure = (problem: Problem): CheckResult["failures"][number] => ({
  property: "",
  reason: sentence(problem),
});

const sentence = ({ path, reason }: Problem): string =>
  path.length > 0 ? `${path.join(".")}: ${reason}` : reason;
