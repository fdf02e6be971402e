// What hands a node over to whoever gets into the container. Agents do so on purpose: one short warning each,
// in the preview of a change, and nothing is refused.

import { posix } from "node:path";
import { listAt, warn, within } from "../place";
import type { Place } from "../place";
import type { ServiceInputs } from "../service";
import { isUnknown } from "../unknown";

const SOCKETS = ["/var/run/docker.sock", "/run/docker.sock"];
const FOLDERS = ["/", "/etc", "/run", "/var/run", "/var/lib/docker"];

/** Warns of mounts and capabilities that make a container as mighty as its node. */
export function exposureRules({ volumes, capAdd }: ServiceInputs, place: Place): void {
  listAt(within(place, "volumes"), volumes, ({ type, source }, at) => {
    if (type !== "bind" || !source || isUnknown(source)) return;
    const path = posix.normalize(source).replace(/(.)\/$/, "$1");
    if (SOCKETS.includes(path))
      warn(at, `gives its tasks ${path}: who gets into one commands the engine.`);
    else if (FOLDERS.includes(path))
      warn(at, `gives its tasks ${path} of the node: who gets into one gets the node.`);
  });
  listAt(within(place, "capAdd"), capAdd, (name, at) => {
    if (name === "ALL")
      warn(at, "gives its tasks all capabilities: who gets into one gets the node.");
  });
}
