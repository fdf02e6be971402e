// What a service waits for in others before it is sent, and the words for it. Pure.

import { inList } from "../in-list";
import type { Condition, Dependency } from "../objects/object";
import type { Step } from "./plan";

type Awaited = Exclude<Condition, "service_started">;

const WORDS: Record<Awaited, { is: string; to: string }> = {
  service_healthy: { is: "is healthy", to: "be healthy" },
  service_completed_successfully: { is: "has ended well", to: "end well" },
};

export const isAwaited = (one: Dependency): one is Dependency & { until: Awaited } =>
  Object.hasOwn(WORDS, one.until);

/** What has to have got somewhere before this step; what is kept waits for nothing. */
export const waitsOf = (step: Step): (Dependency & { until: Awaited })[] =>
  step.action === "keep" || step.action === "remove"
    ? []
    : (step.desired.after ?? []).filter(isAwaited);

/** "after db is healthy and init has ended well"; empty where it waits for nothing. */
export function heldUntil(step: Step): string {
  const waits = waitsOf(step).map(
    ({ key, until, isOptional }) =>
      `${key} ${WORDS[until].is}${isOptional ? " or has failed" : ""}`,
  );
  return waits.length > 0 ? `after ${inList(waits)}` : "";
}

/** Of what did not get there, or was not sent, and is not required. */
export function goesOnWithout(
  name: string,
  { wasSent, ...one }: Dependency & { wasSent: boolean },
): string {
  const what = wasSent && isAwaited(one) ? `did not get to ${WORDS[one.until].to}` : "was not sent";
  return `Service "${name}" is sent without "${one.key}", which ${what} and is not required.`;
}

/** "it waits for "db" to be healthy"; of what is merely to be sent before, that it comes after that. */
export function waitingFor(dependencies: Dependency[]): string {
  const waits = dependencies.filter(isAwaited);
  if (waits.length === 0)
    return `it comes after ${inList(dependencies.map(({ key }) => `"${key}"`))}`;
  return `it waits for ${inList(waits.map(({ key, until }) => `"${key}" to ${WORDS[until].to}`))}`;
}
