// All rules of a single service, and the bound on its size.

import type { Problem } from "../common";
import { mapAt, refuse, warn, within } from "../place";
import type { Place } from "../place";
import type { ServiceInputs } from "../service";
import { check, oneOf } from "./check";
import { containerRules } from "./container";
import { deployRules } from "./deploy";
import { endpointRules } from "./endpoint";
import { exposureRules } from "./exposure";
import { fileRules } from "./files";
import { healthRules } from "./health";
import { memoryRules } from "./memory";
import { mountRules } from "./mounts";

/** What raft carries in one transaction. */
const MOST_BYTES = 1.5 * 1024 * 1024;
const RULES = [
  containerRules,
  healthRules,
  mountRules,
  fileRules,
  endpointRules,
  deployRules,
  memoryRules,
  dependencyRules,
  exposureRules,
];

/** Everything that is wrong with a service by itself. */
export function serviceRules(inputs: ServiceInputs, at: string[]): Problem[] {
  const place: Place = { at, problems: [] };
  for (const rule of RULES) rule(inputs, place);
  sizeRule(Buffer.byteLength(JSON.stringify(inputs)), place);
  return place.problems;
}

function sizeRule(bytes: number, place: Place): void {
  const move = "Move long values to configs or secrets.";
  if (bytes > MOST_BYTES) {
    refuse(place, `is ${bytes} bytes of spec; the swarm keeps at most ${MOST_BYTES}. ${move}`);
  } else if (bytes > MOST_BYTES / 2) {
    // An update is sent through raft with the spec that it replaces.
    warn(
      place,
      `is ${bytes} bytes of spec. The swarm takes it, and then refuses every update of it: above ${MOST_BYTES / 2} ` +
        `the old and the new do not fit together. ${move}`,
    );
  }
}

function dependencyRules({ dependsOn }: ServiceInputs, place: Place): void {
  mapAt(within(place, "dependsOn"), dependsOn, ({ condition }, at) => {
    check(
      within(at, "condition"),
      condition,
      oneOf("service_started", "service_healthy", "service_completed_successfully"),
    );
  });
}
