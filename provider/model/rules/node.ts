// Rules of a node that need no engine.

import type { ConnectionArgs } from "../common";
import type { NodeArgs } from "../node";
import type { Problem } from "../common";
import { refuse, within, type Place } from "../place";
import { hasUnknown } from "../unknown";
import { check, oneOf } from "./check";
import { advertiseAddress, dataPathAddress, listenAddress } from "./cluster";

/** Everything that is wrong with what is said of a node. */
export function nodeRules(inputs: NodeArgs & { nodeConnection?: ConnectionArgs }): Problem[] {
  const place: Place = { at: [], problems: [] };
  const at = (key: keyof NodeArgs): Place => within(place, key);
  check(at("role"), inputs.role, oneOf("worker", "manager"));
  check(at("availability"), inputs.availability, oneOf("active", "pause", "drain"));
  check(at("advertiseAddr"), inputs.advertiseAddr, advertiseAddress);
  check(at("listenAddr"), inputs.listenAddr, listenAddress);
  check(at("dataPathAddr"), inputs.dataPathAddr, dataPathAddress);
  labelRules(inputs.labels, at("labels"));
  const host = inputs.nodeConnection?.host;
  if (Array.isArray(host) && host.length > 1)
    place.problems.push({
      path: ["connection", "host"],
      reason: `names ${host.length} engines, and a node is one. Write its own address.`,
    });
  return place.problems;
}

function labelRules(labels: NodeArgs["labels"], place: Place): void {
  if (labels === undefined || hasUnknown(Object.keys(labels))) return;
  for (const key of Object.keys(labels)) {
    if (key === "") refuse(place, "a label has no name. Give it one.");
    // The engine takes it, and no constraint could ever name it.
    else if (!/^[\w.-]+$/.test(key))
      refuse(
        within(place, key),
        'is no name for a constraint. Use letters, digits, ".", "_", "-".',
      );
    if (key.startsWith("pulumi-swarm."))
      refuse(within(place, key), "is how nodes are known again here. Choose another name.");
  }
}
