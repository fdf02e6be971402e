// What the verbs share: the canonical inputs of a bag of properties, and the way to the right engine.

import { isDeepStrictEqual } from "node:util";
import { hasUnknown } from "../model/unknown";
import type { Desired } from "../objects/object";
import { leaveAlone } from "../plan/left-alone";
import { needs } from "../resources/common";
import type { CommonInputs, Reached, ResourceType } from "../resources/resource";
import type { Session } from "../session";
import * as state from "../state";
import type { Props } from "../state";

/** The inputs in a state, or in what `check` gave back. */
export const settled = <Inputs extends CommonInputs>(
  type: ResourceType<Inputs>,
  props: Props,
): Inputs => type.canonical(state.visible(props), []);

/** The same of what was before; undefined where there was nothing. */
export const settledBefore = <Inputs extends CommonInputs>(
  type: ResourceType<Inputs>,
  olds: Props,
): Inputs | undefined => (Object.keys(olds).length > 0 ? settled(type, olds) : undefined);

/** Whether two sets of inputs are the same but for how they are written. */
export function meanSame<Inputs extends CommonInputs>(
  { meaning = (inputs) => inputs }: ResourceType<Inputs>,
  before: Inputs,
  after: Inputs,
): boolean {
  // What is the same means the same; the rest is dearer, and most runs change nothing.
  return isDeepStrictEqual(before, after) || isDeepStrictEqual(meaning(before), meaning(after));
}

/** What the inputs declare; what others may change of it, by `ignoreChanges`, is marked so. */
export const declared = <Inputs extends CommonInputs>(
  type: ResourceType<Inputs>,
  inputs: Inputs,
  news: Props,
): Desired[] => leaveAlone(type.declare(inputs, state.owner(news)), state.hidden(news).__ignore);

/** Whether the engine can be asked already: another resource of this very run may still have to make it. */
export const isThereYet = ({ connection }: CommonInputs, news: Props): boolean =>
  !hasUnknown([connection, state.hidden(news).__cluster]);

/** `outs` is the state, where there is one; `news` what is to be. */
export const sessionFor = <Inputs extends CommonInputs>(
  type: Reached<Inputs>,
  inputs: Inputs,
  { outs, news = {}, mayLackLeader }: { outs?: Props; news?: Props; mayLackLeader?: boolean },
): Promise<Session> =>
  type.open({
    connection: inputs.connection,
    ...needs(type, inputs),
    recordedClusterId: (outs?.clusterId as string | undefined) ?? state.clusterOf(news),
    recordedEngineId: outs?.[state.OUTPUTS.engineId] as string | undefined,
    unlockKey: outs?.unlockKey as string | undefined,
    mayLackLeader,
  });
