// The health check of a container.

import type { HealthConfig } from "../engine/types";
import type { ServiceInputs } from "../model/service";
import { compact } from "../model/compact";
import { isUnknown, known, unknownAs } from "../model/unknown";
import { nanoseconds, unlessZero } from "./amounts";

/** The health check; an empty one is sent as such, for it takes the image's. */
export const healthConfig = (health: ServiceInputs["healthcheck"]): HealthConfig | undefined =>
  known(health, (given) => {
    if (isUnknown(given.disable)) return unknownAs<HealthConfig>();
    if (given.disable === true) return { Test: ["NONE"] };
    return compact({
      Test: given.test,
      Interval: unlessZero(nanoseconds(given.interval)),
      Timeout: unlessZero(nanoseconds(given.timeout)),
      StartPeriod: unlessZero(nanoseconds(given.startPeriod)),
      StartInterval: unlessZero(nanoseconds(given.startInterval)),
      Retries: unlessZero(given.retries),
    });
  });
