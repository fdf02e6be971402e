// What a service may wait for in another: that its tasks run, or that they have ended well. Pure.

import type { Watch } from "./watch";

/** Compose's words for it. */
export type Goal = "service_healthy" | "service_completed_successfully";

/** Whether what was last seen of the service is enough. What runs need not have stayed so for a while. */
export function hasReached({ last, verdict }: Watch, goal: Goal): boolean {
  if (last === undefined || verdict?.state !== "pending" || goal !== "service_healthy")
    return false;
  const status = last.seen.service.UpdateStatus?.State ?? "";
  return last.reading.isSatisfied && !status.startsWith("rollback_");
}
