// A swarm's own settings in the canonical form.

import type { ClusterArgs, ClusterInputs } from "../cluster";
import type { Problem } from "../common";
import { compact } from "../compact";
import { within, type Place } from "../place";
import { duration } from "./values";

const DURATIONS = ["nodeCertExpiry", "dispatcherHeartbeatPeriod"] as const;

export function canonicalCluster(args: ClusterArgs, problems: Problem[]): ClusterInputs {
  const place: Place = { at: [], problems };
  const durations = DURATIONS.map((key) => [key, duration(within(place, key), args[key])]);
  return compact({ ...args, ...(Object.fromEntries(durations) as ClusterInputs) });
}
