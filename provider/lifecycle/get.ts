// read of an object that a program uses without owning it (`Service.get`). It is never written; Pulumi drops it
// from the state without a delete.

import { SwarmError } from "../errors";
import { findEither, missing } from "../lookup/find";
import { OUTSIDE } from "../resources/outside";
import type { CommonInputs, Reached } from "../resources/resource";
import * as state from "../state";
import type { Props } from "../state";
import type { ReadResult } from "./read";
import { sessionFor } from "./shared";
import { takeUp } from "./taken-up";

export const isOutside = (kept: Props): boolean =>
  state.hidden(kept).__get === true || kept[state.OUTPUTS.got] === true;

/** A program's question must find something; a refresh that finds nothing lets it go. */
export async function get<Inputs extends CommonInputs>(
  type: Reached<Inputs>,
  id: string,
  kept: Props,
): Promise<ReadResult> {
  const outside = OUTSIDE[type.type];
  if (outside === undefined)
    throw new SwarmError(
      "INVALID_INPUT",
      `${type.type} "${id}": only a Service, Network, Volume, Secret or Config can be had without owning it.`,
    );
  const { kind, outputs } = outside;
  const { connection } = kept as Partial<Inputs>;
  const session = await sessionFor(type, { connection } as Inputs, { outs: kept, news: kept });
  const { engine, clusterId, engineId } = session;
  const found = await findEither(engine, kind, id);
  if (found === undefined)
    return state.hidden(kept).__get === true ? missing(engine, kind, id) : {};
  // Where this program owned it until now, Pulumi deletes the original next.
  takeUp(engine, [{ kind: kind.word, id: kind.id(found) }]);
  const props = {
    connection,
    ...state.hiddenKept(kept),
    clusterId,
    ...(!type.needsSwarm && { [state.OUTPUTS.engineId]: engineId }),
    [state.OUTPUTS.got]: true,
    ...outputs(found),
  };
  return { id, props: state.withoutUndefined(props) as Props };
}
