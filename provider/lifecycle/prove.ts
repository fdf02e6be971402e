// Which data a secret holds that the state does not vouch for: what a killed run made, what the docker CLI
// made. An engine never gives the data back, but it takes an update with the same and refuses one with other.

import type { Engine } from "../engine/engine";
import type { SecretSpec } from "../engine/types";
import { hasCode } from "../errors";
import type { Desired, Live } from "../objects/object";
import { findLive, sameObject, takeoverRefusal, type PlanInput } from "../plan/plan";

/** The declared secrets of doubtful data as they are: as declared, or without the data where it is another. */
export function proveSecrets(input: PlanInput, engine: Engine): Promise<Desired[]> {
  const { desired, previous, recorded } = input;
  const doubtful = desired.flatMap((one) => {
    if (one.kind !== "secret" || (one.spec as SecretSpec).Data === undefined) return [];
    if (sameObject(previous, one) && sameObject(recorded, one)) return [];
    const live = findLive(one, input);
    return live && takeoverRefusal(one, live, input) === undefined ? [{ one, live }] : [];
  });
  return Promise.all(doubtful.map(({ one, live }) => proven(one, live, engine)));
}

async function proven(desired: Desired, live: Live, engine: Engine): Promise<Desired> {
  const { Data } = desired.spec as SecretSpec;
  try {
    await engine.secrets.update(live.id, live.version, { ...(live.spec as SecretSpec), Data });
    return desired;
  } catch (error) {
    if (!hasCode(error, "ENGINE_REFUSED")) throw error;
    return { ...desired, spec: { ...desired.spec, Data: "" } };
  }
}
