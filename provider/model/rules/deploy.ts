// Rules of `deploy`: mode, resources, updates, restarts.

import { listAt, refuse, within } from "../place";
import type { Place } from "../place";
import type { DeployInputs, ServiceInputs, UpdateConfigArgs } from "../service";
import { formatSize, parseCpus, parseSize } from "../units";
import { isUnknown, known } from "../unknown";
import { check, oneOf, wholeNumber } from "./check";
import type { Reason } from "./check";
import { notNegative } from "./container";
import { placementRules } from "./placement";

const MODES = ["replicated", "global", "replicated-job", "global-job"];
const LEAST_MEMORY_BYTES = 4 * 1024 * 1024;
const LEAST_NANO_CPUS = 1_000_000n;

/** What is wrong with how a service is deployed. */
export function deployRules(inputs: ServiceInputs, parent: Place): void {
  const { deploy } = inputs;
  if (!deploy || isUnknown(deploy)) return;
  const place = within(parent, "deploy");
  modeRules(deploy, place);
  updateRules(deploy.updateConfig, within(place, "updateConfig"), [
    "pause",
    "continue",
    "rollback",
  ]);
  updateRules(deploy.rollbackConfig, within(place, "rollbackConfig"), ["pause", "continue"]);
  resourceRules(deploy.resources, within(place, "resources"));
  restartRules(deploy.restartPolicy, within(place, "restartPolicy"));
  placementRules(deploy, within(place, "placement"));
  check(within(place, "forceUpdate"), deploy.forceUpdate, wholeNumber(0));
}

function modeRules(deploy: DeployInputs, place: Place): void {
  const { mode = "replicated", replicas, maxConcurrent } = deploy;
  check(within(place, "mode"), mode, oneOf(...MODES));
  check(within(place, "replicas"), replicas, wholeNumber(0));
  check(within(place, "maxConcurrent"), maxConcurrent, wholeNumber(1));
  if (replicas !== undefined && mode.startsWith("global")) {
    refuse(
      within(place, "replicas"),
      `has no meaning in mode ${mode}, which runs a task on each node. Remove it.`,
    );
  }
  if (maxConcurrent !== undefined && !isUnknown(mode) && mode !== "replicated-job") {
    refuse(
      within(place, "maxConcurrent"),
      `is for mode replicated-job only, and this is ${mode}. Remove it.`,
    );
  }
  if (deploy.updateConfig !== undefined && mode.endsWith("-job")) {
    refuse(
      within(place, "updateConfig"),
      "is not possible for a job, which is never updated but run again. Remove it.",
    );
  }
}

function updateRules(
  config: UpdateConfigArgs | undefined,
  place: Place,
  failureActions: string[],
): void {
  if (!config || isUnknown(config)) return;
  check(within(place, "parallelism"), config.parallelism, wholeNumber(0));
  check(within(place, "delay"), config.delay, notNegative);
  check(within(place, "monitor"), config.monitor, notNegative);
  check(within(place, "failureAction"), config.failureAction, oneOf(...failureActions));
  check(within(place, "order"), config.order, oneOf("stop-first", "start-first"));
  check(within(place, "maxFailureRatio"), config.maxFailureRatio, (ratio) =>
    ratio >= 0 && ratio <= 1 ? undefined : `${ratio} is not possible. Write a number from 0 to 1.`,
  );
}

function resourceRules(resources: DeployInputs["resources"], place: Place): void {
  if (!resources || isUnknown(resources)) return;
  const { limits, reservations } = resources;
  for (const key of ["limits", "reservations"] as const) {
    check(within(place, key, "memory"), resources[key]?.memory, enoughMemory);
    check(within(place, key, "cpus"), resources[key]?.cpus, enoughCpus);
  }
  // -1 and 0 both stand for no limit.
  check(within(place, "limits", "pids"), limits?.pids, wholeNumber(-1));
  listAt(
    within(place, "reservations", "genericResources"),
    reservations?.genericResources,
    (generic, at) => {
      const { kind, value } = generic.discreteResourceSpec;
      if (kind === "") refuse(at, "has no kind. Write the name that the nodes advertise.");
      check(at, value, wholeNumber(0));
    },
  );
  const over = (key: "memory" | "cpus", amount: (text: string) => number): void => {
    const [limit, reserved] = [known(limits?.[key], amount), known(reservations?.[key], amount)];
    if (!limit || !reserved || isUnknown(limit) || isUnknown(reserved) || reserved <= limit) return;
    refuse(
      within(place, "reservations", key),
      `${reservations?.[key]} is above the limit of ${limits?.[key]}. Reserve what the limit allows at most.`,
    );
  };
  over("memory", (text) => parseSize(text) ?? 0);
  over("cpus", (text) => Number(parseCpus(text) ?? 0n));
}

const enoughMemory: Reason<string> = (text) => {
  const bytes = parseSize(text) ?? 0;
  if (bytes === 0 || bytes >= LEAST_MEMORY_BYTES) return undefined;
  return `${text} is too little. The engine demands ${formatSize(LEAST_MEMORY_BYTES)} or more.`;
};

const enoughCpus: Reason<string> = (text) => {
  const nanoCpus = parseCpus(text) ?? 0n;
  if (nanoCpus === 0n || nanoCpus >= LEAST_NANO_CPUS) return undefined;
  return `${text} is too little. The engine demands 0.001 CPUs or more.`;
};

function restartRules(policy: DeployInputs["restartPolicy"], place: Place): void {
  if (!policy || isUnknown(policy)) return;
  check(within(place, "condition"), policy.condition, oneOf("none", "on-failure", "any"));
  check(within(place, "delay"), policy.delay, notNegative);
  check(within(place, "window"), policy.window, notNegative);
  check(within(place, "maxAttempts"), policy.maxAttempts, wholeNumber(0));
}
