// New credentials of a registry: no part of a service's spec, and still a reason to send it, for the swarm keeps
// them with it. They restart nothing, but a job would run again. Pure; never holds a credential.

import { isDeepStrictEqual } from "node:util";
import type { ServiceSpec } from "../engine/types";
import { hasUnknown, UNKNOWN } from "../model/unknown";
import type { Desired, Live } from "../objects/object";
import type { Change } from "./changes";
import { isJob } from "./restarts";

const PATH = ["registry credentials"];

/** The changes of a service's spec, and that of its credentials where they are to be sent. */
export function withCredentials(
  changes: Change[],
  desired: Desired,
  { before, live }: { before?: Desired; live: Live },
): Change[] {
  if (!areNew(desired, before)) return changes;
  if (changes.length === 0 && isJob(live.spec as ServiceSpec)) return changes;
  const to = hasUnknown(desired.login) ? UNKNOWN : "new";
  return [...changes, { path: PATH, from: undefined, to }];
}

/** Why new credentials of a job are not sent. */
export function heldBack(desired: Desired, before: Desired | undefined): string | undefined {
  return areNew(desired, before)
    ? "sent with the job's next change: an update runs it again"
    : undefined;
}

/** A service that was taken up from elsewhere has what it was made with. */
const areNew = ({ login }: Desired, before: Desired | undefined): boolean =>
  login !== undefined && before !== undefined && !isDeepStrictEqual(login, before.login);
