// Rules of ports and of how a service is reached.

import { listAt, refuse, warn, within } from "../place";
import type { Place } from "../place";
import type { PortInputs, ServiceInputs } from "../service";
import { hasUnknown, isUnknown } from "../unknown";
import { check, oneOf, wholeNumber } from "./check";

const LAST_PORT = 65535;

/** What is wrong with the endpoint of a service. */
export function endpointRules(inputs: ServiceInputs, place: Place): void {
  const { ports, deploy } = inputs;
  check(within(place, "deploy", "endpointMode"), deploy?.endpointMode, oneOf("vip", "dnsrr"));
  listAt(within(place, "ports"), ports, (port, at) => {
    check(within(at, "target"), port.target, wholeNumber(1, LAST_PORT));
    check(within(at, "published"), port.published, wholeNumber(0, LAST_PORT));
    check(within(at, "protocol"), port.protocol, oneOf("tcp", "udp", "sctp"));
    check(within(at, "mode"), port.mode, oneOf("ingress", "host"));
    if (deploy?.endpointMode === "dnsrr" && isIngress(port)) {
      refuse(
        at,
        'is published by the routing mesh, which the endpoint mode "dnsrr" excludes. Use mode "host", or the endpoint mode "vip".',
      );
    }
  });
  if (!ports || hasUnknown(ports)) return;
  publishedTwice(ports, within(place, "ports"));
  startFirst(inputs, ports, within(place, "deploy", "updateConfig", "order"));
}

/** Whether the routing mesh publishes it, which is what the engine does unless told otherwise. */
export const isIngress = (port: PortInputs): boolean =>
  !isUnknown(port.mode) && (port.mode ?? "ingress") === "ingress";

/** "8080/tcp", or undefined for a port that the engine chooses. */
export const publishedKey = (port: PortInputs): string | undefined =>
  port.published ? `${port.published}/${port.protocol ?? "tcp"}` : undefined;

function publishedTwice(ports: PortInputs[], place: Place): void {
  const seen = new Set<string>();
  for (const [index, port] of ports.entries()) {
    const key = publishedKey(port);
    if (key === undefined) continue;
    if (seen.has(key))
      refuse(within(place, index), `${key} is published twice by this service. Keep one.`);
    seen.add(key);
  }
}

/** A new task cannot have a node's port while the old one holds it. */
function startFirst({ deploy }: ServiceInputs, ports: PortInputs[], place: Place): void {
  const held = ports.find((port) => port.mode === "host" && port.published);
  if (deploy?.updateConfig?.order !== "start-first" || !held) return;
  const why = `is start-first, but a new task cannot start on a node while the old one holds port ${held.published} there`;
  if (deploy.mode === "global") {
    refuse(
      place,
      `${why}; a global service has a task on each node. Use "stop-first", or mode "ingress".`,
    );
  } else {
    warn(place, `${why}: the update waits for ever unless there are more nodes than replicas.`);
  }
}
