// check: canonical inputs, and every reason why they would fail that can be known before anything is done.

import type { Problem } from "../model/common";
import { giveUpName, withFreeName, withKeptName } from "../naming";
import { preview } from "../preview";
import { reporter } from "../progress";
import { withDigests } from "../registry";
import type { CommonInputs, Reached } from "../resources/resource";
import * as state from "../state";
import type { Props } from "../state";
import { tellDeparting } from "./departing";
import { subnetClashes } from "./neighbours";
import { isPlannedNow } from "./planned-once";
import { asksForRescue } from "./rescue";
import { notePreview } from "./retry";
import { meanSame, settledBefore } from "./shared";

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
  const before = settledBefore(type, olds);
  const declared = type.canonical(state.visible(news), found);
  let inputs = before === undefined ? declared : withKeptName(type, declared, olds);
  if (found.length === 0) found.push(...type.rules(inputs));
  const failures = found.filter(({ warning }) => !warning).map(asFailure);
  if (failures.length === 0) {
    if (before === undefined) inputs = await withFreeName(type, inputs, news);
    inputs = await withDigests(type, inputs, { news, before });
    failures.push(...subnetClashes(type, inputs, news).map(asReason));
  }
  const isReplaced = before !== undefined && type.replaces(before, inputs).length > 0;
  // What has to go first leaves its name.
  if (isReplaced && !type.deleteBeforeReplace(before, inputs)) giveUpName(type, before, news);
  const isNews = before === undefined || !meanSame(type, before, inputs);
  notePreview(news, isNews);
  const isRescue = asksForRescue(type, before, inputs);
  failures.push(...(isRescue ? rescueFailures(before) : []));
  if (isPlannedNow(type, news, { isNew: before === undefined, isNews, isReplaced })) {
    await warn(found, news);
    // Of a rescue the plan is told by diff, which is shown the state.
    if (failures.length === 0 && !isRescue)
      failures.push(...(await preview(type, inputs, news, olds)));
  }
  await tellDeparting(type, inputs, { olds, news });
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

const rescueFailures = (before: unknown): CheckResult["failures"] =>
  before === undefined ? [asReason(NOT_KNOWN)] : [];

const NOT_KNOWN =
  "forceNewCluster: this stack has no record of the swarm, and so nothing to hold the engine against. Take it out; to " +
  "recover a swarm that no stack knows, run `docker swarm init --force-new-cluster` on a manager.";

const asReason = (reason: string): CheckResult["failures"][number] => ({ property: "", reason });

/** Pulumi would print the property's value beside its name, secret or not; so the reason names it. */
const asFailure = (problem: Problem): CheckResult["failures"][number] =>
  asReason(sentence(problem));

const sentence = ({ path, reason }: Problem): string =>
  path.length > 0 ? `${path.join(".")}: ${reason}` : reason;
