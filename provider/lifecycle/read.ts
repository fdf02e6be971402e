// read: what is there now, as inputs; a refresh shows where they differ.

import { includesObject, type Live, type Recorded } from "../objects/object";
import { without } from "../resources/common";
import type { CommonInputs, Reached } from "../resources/resource";
import * as state from "../state";
import type { Props } from "../state";
import { get, isOutside } from "./get";
import { sessionFor, settled } from "./shared";

export interface ReadResult {
  id?: string;
  props?: Props;
  inputs?: Props;
}

/** Nothing at all means gone; any doubt throws, so that nothing is dropped from the state. */
export async function read<Inputs extends CommonInputs>(
  type: Reached<Inputs>,
  id: string,
  kept: Props,
): Promise<ReadResult> {
  if (isOutside(kept)) return get(type, id, kept);
  // What an earlier read found is looked for anew.
  const outs = without(kept, "drifted");
  const inputs = settled(type, outs);
  const session = await sessionFor(type, inputs, { outs });
  const { engine } = session;
  const objects = state.recorded(outs);
  const live =
    (await type.observeKnown?.(engine, inputs, outs)) ??
    (await type.observe(engine, inputs, objects));
  if (isGone(objects, live)) return {};
  const owner = state.owner(outs);
  const observed = { objects, live, owner, clusterId: session.clusterId, olds: outs };
  const there = type.drift(inputs, observed);
  if (there === undefined) return {};
  const actual = outs[state.OUTPUTS.unfinished] === true ? unfinished(there) : there;
  const props = { ...outs, ...actual, ...(await type.outputs(inputs, observed)) };
  return {
    id,
    props: state.withoutUndefined(props) as Props,
    inputs: state.withoutUndefined({ ...actual, ...state.hiddenKept(outs) }) as Props,
  };
}

/** Whether nothing of what was made is left; what has its name now is somebody else's. */
const isGone = (objects: Recorded[], live: Live[]): boolean =>
  objects.length > 0 && !live.some((one) => !one.ghost && includesObject(objects, one));

/** A refresh makes Pulumi forget that a run failed; as drift, the next `up` takes it up again. */
const unfinished = <Inputs extends CommonInputs>(inputs: Inputs): Inputs => ({
  ...inputs,
  drifted: [...(inputs.drifted ?? []), "the last run did not end well"],
});
