// The state of a resource after a run: its inputs, whole, and what was observed.

import { PORT_GRACE_MS } from "../limits";
import { includesObject } from "../objects/object";
import { isPublished } from "../objects/service";
import { polled } from "../polled";
import { needs } from "../resources/common";
import type { CommonInputs, Observed, ResourceType } from "../resources/resource";
import type { Session } from "../session";
import * as state from "../state";
import type { Props } from "../state";
import { settled } from "./shared";

export interface Run {
  news: Props;
  olds?: Props;
  journal: Observed["objects"];
  /** See taken-up.ts. */
  claim?: unknown;
}

export async function outputs<Inputs extends CommonInputs>(
  type: ResourceType<Inputs>,
  { news, olds, journal, claim }: Run,
  { engine, clusterId, engineId }: Session,
): Promise<{ id: string; outs: Props }> {
  const inputs = settled(type, news);
  // With `converge: false` nothing else has waited for the ports of services; those of others may never come.
  const live = await polled(
    () => type.observe(engine, inputs, journal),
    (seen) => seen.every((one) => !includesObject(journal, one) || isPublished(one)),
    { timeoutMs: PORT_GRACE_MS, everyMs: 100 },
  );
  const observed = { objects: journal, live, clusterId, owner: state.owner(news), olds };
  const outs = {
    ...inputs,
    ...state.hiddenKept(news),
    // Without a leader the swarm tells no id; it is the same one.
    clusterId: clusterId ?? olds?.clusterId,
    ...(!needs(type, inputs).needsSwarm && { [state.OUTPUTS.engineId]: engineId }),
    [state.OUTPUTS.objects]: journal,
    [state.OUTPUTS.claim]: claim,
    ...(await type.outputs(inputs, observed)),
  };
  return { id: type.id(inputs, observed), outs: state.withoutUndefined(outs) as Props };
}
