// The state of a resource after a run: its inputs, whole, and what was observed.

import type { CommonInputs, Observed, ResourceType } from "../resources/resource";
import type { Session } from "../session";
import * as state from "../state";
import type { Props } from "../state";
import { settled } from "./shared";

export async function outputs<Inputs extends CommonInputs>(
  type: ResourceType<Inputs>,
  news: Props,
  journal: Observed["objects"],
  { engine, clusterId }: Session,
): Promise<{ id: string; outs: Props }> {
  const inputs = settled(type, news);
  const live = await type.observe(engine, inputs, journal);
  const observed = { objects: journal, live, clusterId, owner: state.owner(news) };
  const outs = {
    ...inputs,
    ...state.hiddenKept(news),
    clusterId,
    __objects: journal,
    ...(await type.outputs(inputs, observed, engine)),
  };
  return { id: type.id(inputs, observed), outs: state.withoutUndefined(outs) as Props };
}
