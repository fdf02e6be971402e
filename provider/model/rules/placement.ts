// Rules of placement: the grammar of constraints (swarmkit's manager/constraint) and what they can name.

import { isIP } from "node:net";
import { listAt, refuse, warn, within } from "../place";
import type { Place } from "../place";
import type { DeployInputs } from "../service";
import { isUnknown } from "../unknown";
import { check, didYouMean, wholeNumber } from "./check";
import type { Reason } from "./check";
import { parseSubnet } from "./subnets";

const KEY = /^[a-z_][a-z0-9\-_.]+$/i;
const VALUE = /^[a-z0-9:\-_\s.*()?+[\]\\^$|/]+$/i;
const KEYS = [
  "node.id",
  "node.hostname",
  "node.ip",
  "node.role",
  "node.platform.os",
  "node.platform.arch",
];
const LABEL_PREFIXES = ["node.labels.", "engine.labels."];

/** What is wrong with where the tasks of a service may run. */
export function placementRules({ placement, mode }: DeployInputs, place: Place): void {
  if (!placement || isUnknown(placement)) return;
  const { constraints, preferences, maxReplicasPerNode } = placement;
  listAt(within(place, "constraints"), constraints, (text, at) => check(at, text, constraint));
  listAt(within(place, "preferences"), preferences, ({ spread }, at) => {
    if (!isUnknown(spread) && (!isLabel(spread) || /[=!]=|\s/.test(spread))) {
      warn(
        at,
        `spreads over "${spread}", which the swarm ignores. Use node.labels.… or engine.labels.…`,
      );
    }
  });
  const most = within(place, "maxReplicasPerNode");
  check(most, maxReplicasPerNode, wholeNumber(0));
  if (maxReplicasPerNode && mode?.startsWith("global")) {
    refuse(most, `has no meaning in mode ${mode}, which runs one task on each node. Remove it.`);
  }
}

const isLabel = (key: string): boolean =>
  LABEL_PREFIXES.some(
    (prefix) => key.toLowerCase().startsWith(prefix) && key.length > prefix.length,
  );

const constraint: Reason<string> = (text) => {
  // The engine looks for == first, wherever it stands.
  const operator = text.includes("==") ? "==" : "!=";
  const [left, ...right] = text.split(operator);
  if (left === undefined || right.length === 0) {
    return `"${text}" has no operator. Write key==value or key!=value, such as node.role==worker.`;
  }
  const [key, value] = [left.trim(), right.join(operator).trim()];
  if (!KEY.test(key))
    return `"${text}": "${key}" is no key. Write key==value, such as node.role==worker.`;
  if (!VALUE.test(value)) {
    return `"${text}": "${value}" is no value. Use letters, digits, blanks and : - _ . * ( ) ? + [ ] \\ ^ $ | / only.`;
  }
  if (!KEYS.includes(key.toLowerCase()) && !isLabel(key)) {
    return (
      `"${text}": the swarm knows no "${key}", so the constraint would match no node.${didYouMean(key, KEYS)} ` +
      `Use ${KEYS.join(", ")}, node.labels.… or engine.labels.…`
    );
  }
  return VALUES[key.toLowerCase()]?.(text, value);
};

/** Keys whose values are of a kind. */
const VALUES: Record<string, (text: string, value: string) => string | undefined> = {
  "node.role": (text, value) =>
    /^(manager|worker)$/i.test(value)
      ? undefined
      : `"${text}": a node's role is manager or worker, so "${value}" matches no node.`,
  "node.ip": (text, value) =>
    isIP(value) !== 0 || parseSubnet(value)
      ? undefined
      : `"${text}": "${value}" is no address and no subnet, so the constraint would match no node.`,
};
