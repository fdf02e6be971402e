// What a task may use, and what is kept for it.

import type { Resources } from "../engine/types";
import type { DeployInputs } from "../model/service";
import { compact } from "../model/compact";
import { known, knownItems, unknownAs } from "../model/unknown";
import { bytes, nanoCpus, unlessZero } from "./amounts";

/** The resources; always sent, even when they say nothing, as the docker CLI does. */
export const resources = (given: DeployInputs["resources"]): Resources =>
  known(given ?? {}, ({ limits, reservations }) =>
    compact({
      Limits: known(limits, (limit) =>
        compact({
          NanoCPUs: unlessZero(nanoCpus(limit.cpus)),
          MemoryBytes: unlessZero(bytes(limit.memory)),
          Pids: unlessZero(limit.pids),
        }),
      ),
      Reservations: known(reservations, (reserved) =>
        compact({
          NanoCPUs: unlessZero(nanoCpus(reserved.cpus)),
          MemoryBytes: unlessZero(bytes(reserved.memory)),
          GenericResources: knownItems(reserved.genericResources, ({ discreteResourceSpec }) => ({
            DiscreteResourceSpec: known(discreteResourceSpec, ({ kind, value }) => ({
              Kind: kind,
              Value: value,
            })),
          })),
        }),
      ),
    }),
  ) ?? unknownAs<Resources>();
