// Phase: what can be said only of the merged stack: services of inactive profiles leave, restart policies and
// dependencies are completed, and everything is checked once more as a whole.

import { canonicalStack } from "../../provider/model/canonical";
import type { Problem } from "../../provider/model/common";
import type { ServiceInputs } from "../../provider/model/service";
import type { StackInputs } from "../../provider/model/stack";
import type { Findings, Place } from "./findings";
import { forgetInactive } from "./inactive";
import { locateMerged, note } from "./places";
import { filterValues, mapValues } from "./maps";
import type { Merged } from "./merge";

/** The stack of the merged files, canonical. */
export function settle(merged: Merged, profiles: readonly string[], found: Findings): StackInputs {
  const placeOf = (path: readonly string[]): Place => placeIn(merged, path);
  const services = filterValues(merged.model.services, (_, key) =>
    isActive(merged.later[key]?.profiles, profiles),
  );
  forgetInactive(found, merged, Object.keys(services));
  const completed = mapValues(services, (service, key) => {
    const dependsOn = knownDependencies(merged, services, key, found);
    const restart = merged.later[key]?.restart;
    if (restart === "no" && isStartedAgain(service))
      found.warnings.push({ place: placeOf(["services", key, "restart"]), reason: startedAgain });
    return { ...service, restart, dependsOn };
  });
  const problems: Problem[] = [];
  const model = canonicalStack({ ...merged.model, services: completed }, problems);
  note(found, placeOf, problems);
  return model;
}

const placeIn = ({ parts, model }: Merged, path: readonly string[]): Place =>
  locateMerged(parts, path, model);

const isActive = (own: string[] | undefined, active: readonly string[]): boolean =>
  !own ||
  own.length === 0 ||
  active.includes("*") ||
  own.some((profile) => active.includes(profile));

const startedAgain =
  '"no" says nothing in a swarm, which starts a task again whenever it ends, as with docker stack. ' +
  "For tasks that end write deploy.restart_policy with condition: none, or make the service a job.";

const isStartedAgain = ({ deploy }: ServiceInputs): boolean =>
  deploy?.restartPolicy?.condition === undefined && !deploy?.mode?.endsWith("-job");

/** Dependencies on services that are not there are dropped: docker stack knows no dependencies at all. */
function knownDependencies(
  merged: Merged,
  services: StackInputs["services"],
  key: string,
  found: Findings,
) {
  const dependsOn = services[key]?.dependsOn;
  const known = filterValues(dependsOn ?? {}, (_, name) => Object.hasOwn(services, name));
  for (const name of Object.keys(dependsOn ?? {}).filter((one) => !Object.hasOwn(known, one))) {
    const isInactive = Object.hasOwn(merged.model.services, name);
    const why = isInactive ? "no profile of" : "there is no";
    const state = isInactive ? "is active" : "in this stack";
    const [service = "", condition] = name.split(":");
    const meant =
      condition && Object.hasOwn(services, service)
        ? ` Write a condition as a map: "${service}: {condition: ${condition}}".`
        : "";
    found.warnings.push({
      place: placeIn(merged, ["services", key, "dependsOn", name]),
      reason: `${why} service "${name}" ${state}; the dependency is ignored.${meant}`,
    });
  }
  return dependsOn && known;
}
