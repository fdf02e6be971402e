// What the verbs share: the canonical inputs of a bag of properties, and the way to the right engine.

import type { CommonInputs, Reached, ResourceType } from "../resources/resource";
import type { Session } from "../session";
import * as state from "../state";
import type { Props } from "../state";

/** The inputs in a state, or in what `check` gave back. */
export const settled = <Inputs extends CommonInputs>(
  type: ResourceType<Inputs>,
  props: Props,
): Inputs => type.canonical(state.visible(props), undefined, []);

export const sessionFor = <Inputs extends CommonInputs>(
  { needsSwarm, open }: Reached<Inputs>,
  { connection }: Inputs,
  outs?: Props,
): Promise<Session> =>
  open({
    connection,
    needsSwarm,
    recordedClusterId: outs?.clusterId as string | undefined,
  });
