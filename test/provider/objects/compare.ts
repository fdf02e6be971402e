// What a declared object and the live one come to, in a line.

import { KINDS } from "../../../provider/objects";
import type { Kind } from "../../../provider/objects/object";
import { ownerLabels, ownerOf } from "../../../provider/owner";

/** The paths that differ, and what can be done about it. */
export function compare(kind: Kind, declared: object, live: object, previous?: object): string {
  const changes = KINDS[kind].changes(declared, live, previous);
  const paths = changes.map(({ path }) => path.join("."));
  return [KINDS[kind].remedy(changes), ...paths].join(" ");
}

export const OURS = ownerLabels(ownerOf("urn:pulumi:prod::shop::swarm:Network::front"), "front");
