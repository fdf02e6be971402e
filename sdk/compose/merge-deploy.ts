// Two canonical forms of one `deploy` as one. Pure.

import type { DeployInputs, UpdateConfigArgs } from "../../provider/model/service";
import { append, fields, mergeMaps } from "./merge-rules";

type Placement = NonNullable<DeployInputs["placement"]>;
type Resources = NonNullable<DeployInputs["resources"]>;
type Reservations = NonNullable<Resources["reservations"]>;

/** What a file and the ones before it say of the deployment. */
export function mergeDeploy(base: DeployInputs, over: DeployInputs): DeployInputs {
  return {
    ...fields(base, over),
    ...both("labels", base, over, mergeMaps),
    ...both("updateConfig", base, over, fields<UpdateConfigArgs>),
    ...both("rollbackConfig", base, over, fields<UpdateConfigArgs>),
    ...both("resources", base, over, mergeResources),
    ...both("restartPolicy", base, over, fields),
    ...both("placement", base, over, mergePlacement),
  };
}

/** A part that both have, merged by a rule of its own. */
function both<T extends object, K extends keyof T>(
  key: K,
  base: T,
  over: T,
  rule: (base: NonNullable<T[K]>, over: NonNullable<T[K]>) => NonNullable<T[K]>,
): Partial<T> {
  const [earlier, later] = [base[key], over[key]];
  if (earlier === undefined || later === undefined) return {};
  const merged: Partial<T> = {};
  merged[key] = rule(earlier as NonNullable<T[K]>, later as NonNullable<T[K]>);
  return merged;
}

const mergePlacement = (base: Placement, over: Placement): Placement => ({
  ...fields(base, over),
  ...both("constraints", base, over, append),
  ...both("preferences", base, over, append),
});

const mergeResources = (base: Resources, over: Resources): Resources => ({
  ...fields(base, over),
  ...both("limits", base, over, fields),
  ...both("reservations", base, over, mergeReservations),
});

const mergeReservations = (base: Reservations, over: Reservations): Reservations => ({
  ...fields(base, over),
  ...both("genericResources", base, over, append),
});
