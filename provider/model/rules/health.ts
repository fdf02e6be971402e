// Rules of a health check.

import { within } from "../place";
import type { Place } from "../place";
import type { ServiceInputs } from "../service";
import { durationNs } from "../units";
import { isUnknown } from "../unknown";
import { check, wholeNumber } from "./check";
import type { Reason } from "./check";

const LEAST_NS = 1_000_000;

/** What is wrong with the health check of a service. */
export function healthRules({ healthcheck }: ServiceInputs, parent: Place): void {
  if (!healthcheck || isUnknown(healthcheck)) return;
  const place = within(parent, "healthcheck");
  const { test, retries, disable } = healthcheck;
  for (const key of ["interval", "timeout", "startPeriod", "startInterval"] as const) {
    check(within(place, key), healthcheck[key], notTooShort);
  }
  check(within(place, "retries"), retries, wholeNumber(0));
  check(within(place, "test"), test, testCommand);
  if (disable === true && test !== undefined) {
    check(place, test, () => "has both test and disable. Keep one.");
  }
}

const notTooShort: Reason<string> = (text) => {
  const ns = durationNs(text) ?? 0;
  return ns !== 0 && ns < LEAST_NS
    ? `${text} is too short. Write "1ms" or more, or "0s".`
    : undefined;
};

const testCommand: Reason<string[]> = ([how, ...command]) => {
  if (how === undefined || isUnknown(how) || how === "NONE") return undefined;
  if (how !== "CMD" && how !== "CMD-SHELL") {
    return `begins with "${how}". A list begins with "CMD", "CMD-SHELL" or "NONE"; or write the command as one text.`;
  }
  return command.length === 0 ? `has no command after "${how}".` : undefined;
};
