// The name of a new object among its own earlier versions.

import { hasCode } from "./errors";
import { hasUnknown } from "./model/unknown";
import { KINDS } from "./objects";
import type { CommonInputs, Reached } from "./resources/resource";
import * as state from "./state";
import type { Props } from "./state";

export async function withFreeName<Inputs extends CommonInputs>(
  type: Reached<Inputs>,
  inputs: Inputs,
  news: Props,
): Promise<Inputs> {
  const { freeName, needsSwarm } = type;
  const { connection } = inputs;
  if (freeName === undefined || hasUnknown([inputs, state.hidden(news).__cluster])) return inputs;
  try {
    const { engine } = await type.open({
      connection,
      needsSwarm,
      recordedClusterId: state.clusterOf(news),
    });
    const live = await KINDS.network.list(engine);
    return { ...inputs, name: freeName(inputs, state.owner(news), live) };
  } catch (error) {
    // Nothing can stand in the way where there is no swarm yet; the preview tells the rest.
    if (hasCode(error, "ENGINE_UNREACHABLE", "NOT_A_MANAGER", "WRONG_CLUSTER")) return inputs;
    throw error;
  }
}
