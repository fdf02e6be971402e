// How tasks are replaced on an update or a rollback, and restarted when they end.

import type { RestartPolicy, UpdateConfig } from "../engine/types";
import type { DeployInputs, UpdateConfigArgs } from "../model/service";
import { compact } from "../model/compact";
import { known } from "../model/unknown";
import { nanoseconds, shortFloat, unlessZero } from "./amounts";

/** An update or rollback config; once there is one, docker sends one task at a time unless told otherwise. */
export const updateConfig = (config: UpdateConfigArgs | undefined): UpdateConfig | undefined =>
  known(config, (given) =>
    compact({
      Parallelism: given.parallelism ?? 1,
      Delay: unlessZero(nanoseconds(given.delay)),
      FailureAction: unlessZero(given.failureAction),
      Monitor: unlessZero(nanoseconds(given.monitor)),
      MaxFailureRatio: known(given.maxFailureRatio, shortFloat) ?? 0,
      Order: given.order ?? "",
    }),
  );

/** The restart policy; zeros that are written are sent. */
export const restartPolicy = (policy: DeployInputs["restartPolicy"]): RestartPolicy | undefined =>
  known(policy, (given) =>
    compact({
      Condition: unlessZero(given.condition),
      Delay: nanoseconds(given.delay),
      MaxAttempts: given.maxAttempts,
      Window: nanoseconds(given.window),
    }),
  );
