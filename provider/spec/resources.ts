// What a task may use, and what is kept for it.

import type { Resources } from "../engine/types";
import type { DeployInputs, ServiceInputs } from "../model/service";
import { compact } from "../model/compact";
import { isUnknown, known, knownItems, unknownAs } from "../model/unknown";
import { bytes, nanoCpus, unlessZero } from "./amounts";

type Given = NonNullable<DeployInputs["resources"]>;

/** The resources; always sent, even when they say nothing, as the docker CLI does. */
export function resources(inputs: ServiceInputs): Resources {
  const { memSwappiness } = inputs;
  const given = known(inputs.deploy, (deploy) => deploy.resources ?? {}) ?? {};
  if (isUnknown(given)) return unknownAs<Resources>();
  return compact({
    // An engine looks at the swappiness of a service only beside limits, were they empty.
    Limits: limits(given.limits) ?? (memSwappiness === undefined ? undefined : {}),
    Reservations: reservations(given.reservations),
    SwapBytes: swapBytes(inputs.memswapLimit, given.limits),
    MemorySwappiness: memSwappiness,
  });
}

const limits = (given: Given["limits"]): Resources["Limits"] =>
  known(given, (limit) =>
    compact({
      NanoCPUs: unlessZero(nanoCpus(limit.cpus)),
      MemoryBytes: unlessZero(bytes(limit.memory)),
      Pids: unlessZero(limit.pids),
    }),
  );

const reservations = (given: Given["reservations"]): Resources["Reservations"] =>
  known(given, (reserved) =>
    compact({
      NanoCPUs: unlessZero(nanoCpus(reserved.cpus)),
      MemoryBytes: unlessZero(bytes(reserved.memory)),
      GenericResources: knownItems(reserved.genericResources, ({ discreteResourceSpec }) => ({
        DiscreteResourceSpec: known(discreteResourceSpec, ({ kind, value }) =>
          compact({ Kind: unlessZero(kind), Value: unlessZero(value) }),
        ),
      })),
    }),
  );

/** Compose's limit is that of memory and swap together; a service of the engine has the swap alone. */
const swapBytes = (total: string | undefined, given: Given["limits"]): number | undefined =>
  known(total, (text) => {
    if (text === "-1") return -1;
    const memory = known(given, (limit) => bytes(limit.memory) ?? 0) ?? 0;
    const together = bytes(text) ?? 0;
    if (isUnknown(memory)) return unknownAs<number>();
    return together === 0 ? undefined : together - memory;
  });
