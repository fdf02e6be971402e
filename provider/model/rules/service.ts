// All rules of a single service, and the bound on its size.

import type { Problem } from "../common";
import { mapAt, refuse, within } from "../place";
import type { Place } from "../place";
import type { ServiceInputs } from "../service";
import { check, oneOf } from "./check";
import { containerRules } from "./container";
import { deployRules } from "./deploy";
import { endpointRules } from "./endpoint";
import { fileRules } from "./files";
import { healthRules } from "./health";
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
  dependencyRules,
];

/** Everything that is wrong with a service by itself. */
export function serviceRules(inputs: ServiceInputs, at: string[]): Problem[] {
  const place: Place = { at, problems: [] };
  for (const rule of RULES) rule(inputs, place);
  const bytes = Buffer.byteLength(JSON.stringify(inputs));
  if (bytes > MOST_BYTES) {
    refuse(
      place,
      `is ${bytes} bytes of spec; the swarm keeps at most ${MOST_BYTES}. Move long values to configs or secrets.`,
    );
  }
  return place.problems;
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
