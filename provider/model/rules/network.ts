// Rules of a network.

import type { Problem } from "../common";
import type { NetworkInputs } from "../network";
import { mapAt, refuse, warn, within } from "../place";
import type { Place } from "../place";
import { hasUnknown, isUnknown } from "../unknown";
import { check, oneOf } from "./check";
import { ipamRules } from "./ipam";
import { networkName } from "./names";

/** Everything that is wrong with a network by itself. */
export function networkRules(inputs: NetworkInputs, at: string[]): Problem[] {
  const place: Place = { at, problems: [] };
  if (inputs.external === true) {
    externalSaysNoMore(inputs, place);
    return place.problems;
  }
  check(within(place, "name"), inputs.name, networkName);
  if (inputs.name === "ingress" && inputs.ingress !== true)
    refuse(within(place, "name"), "is the routing mesh's. Choose another, or set ingress: true.");
  check(within(place, "scope"), inputs.scope, oneOf("swarm", "local"));
  mapAt(within(place, "labels"), inputs.labels, (_, where, name) => {
    if (name === "com.docker.swarm.predefined")
      refuse(where, "is kept for the engine's own networks.");
  });
  ipamRules(inputs, place);
  encryptionRules(inputs, place);
  swarmRules(inputs, place);
  if (inputs.ingress === true) ingressRules(inputs, place);
  if (inputs.configOnly === true) configOnlyRules(inputs, place);
  else if (inputs.configFrom !== undefined) configFromRules(inputs, place);
  else if (isPerNode(inputs)) perNodeRules(inputs, place);
  return place.problems;
}

/** Warns of what is said of an object that is somebody else's. */
export function externalSaysNoMore(inputs: object, place: Place): void {
  for (const key of Object.keys(inputs).filter((name) => name !== "external" && name !== "name")) {
    warn(
      within(place, key),
      "is ignored, as external means that it exists already and is not ours.",
    );
  }
}

/** Drivers of the engine that end at the node. */
const NODE_DRIVERS = ["bridge", "macvlan", "ipvlan"];

/** Whether the network is one engine's alone, which services cannot join. */
export const isOfOneEngine = ({ driver = "", scope, configOnly }: NetworkInputs): boolean =>
  configOnly === true ||
  scope === "local" ||
  (scope === undefined && NODE_DRIVERS.includes(driver));

const isOverlay = ({ driver = "overlay", configOnly }: NetworkInputs): boolean =>
  driver === "overlay" && configOnly !== true;

/** All nodes know it, and each makes its own of it. */
const isPerNode = ({ driver = "", scope }: NetworkInputs): boolean =>
  scope === "swarm" && NODE_DRIVERS.includes(driver);

function refuseKeys(inputs: NetworkInputs, place: Place, keys: Refused): void {
  for (const [key, reason] of Object.entries(keys)) {
    const value = inputs[key as keyof NetworkInputs];
    if (value === undefined || value === false || isUnknown(value)) continue;
    refuse(within(place, key), reason);
  }
}
type Refused = Partial<Record<keyof NetworkInputs, string>>;

function encryptionRules(inputs: NetworkInputs, place: Place): void {
  const { driver = "", driverOpts = {} } = inputs;
  if (hasUnknown([driver, driverOpts]) || !("encrypted" in driverOpts)) return;
  const at = within(place, "driverOpts", "encrypted");
  if (NODE_DRIVERS.includes(driver)) refuse(at, "is possible for an overlay network only.");
  else if (/^(false|0|no)$/i.test(driverOpts.encrypted ?? ""))
    warn(at, "encrypts, whatever its value: the engine only looks whether it is there. Remove it.");
}

/** What the engine cannot give a network of the whole swarm. */
function swarmRules(inputs: NetworkInputs, place: Place): void {
  const { driver, scope, enableIpv4, ipam } = inputs;
  if (hasUnknown([driver, scope, enableIpv4, ipam])) return;
  if (isOverlay(inputs) && scope === "local")
    refuse(within(place, "scope"), 'is always "swarm" for an overlay network. Remove it.');
  if (isOfOneEngine(inputs)) return;
  if (enableIpv4 === false)
    refuse(within(place, "enableIpv4"), "cannot be false: a swarm-wide network always has IPv4.");
  for (const [index, { auxAddresses }] of (ipam?.config ?? []).entries())
    if (auxAddresses !== undefined)
      refuse(
        within(place, "ipam", "config", index, "auxAddresses"),
        "are dropped by the engine in a swarm-wide network. Leave room with an IP range.",
      );
}

function ingressRules(inputs: NetworkInputs, place: Place): void {
  refuseKeys(inputs, place, {
    attachable: "is not possible for the ingress network. Remove it.",
    configFrom: "is not possible for the ingress network. Remove it.",
  });
  if (!isUnknown(inputs.driver) && !isOverlay(inputs))
    refuse(within(place, "driver"), "of the ingress network can only be overlay.");
}

function configOnlyRules(inputs: NetworkInputs, place: Place): void {
  const network = "belongs to the networks that take the configuration. Remove it.";
  refuseKeys(inputs, place, {
    ...{ driver: network, internal: network, attachable: network, ingress: network },
    configFrom: "is not possible for a configuration: one cannot depend on another. Remove it.",
  });
  if (inputs.scope === "swarm")
    refuse(
      within(place, "scope"),
      'cannot be "swarm": each node needs a configuration of its own.',
    );
}

function configFromRules(inputs: NetworkInputs, place: Place): void {
  const given = "comes from the configuration, or not at all. Remove it.";
  refuseKeys(inputs, place, {
    ...{ ipam: given, driverOpts: given, enableIpv6: given, labels: given },
    enableIpv4: given,
  });
  if (!isUnknown(inputs.driver) && isOverlay(inputs))
    refuse(
      within(place, "driver"),
      "cannot be overlay: the engine would ignore the configuration that it takes. Use bridge, macvlan or ipvlan.",
    );
}

/** The engine keeps no more than the driver's name of them. */
function perNodeRules(inputs: NetworkInputs, place: Place): void {
  const dropped =
    "is dropped by the engine in a network that each node makes. " +
    "Make a config-only network on each node, and take the configuration from it.";
  refuseKeys(inputs, place, { ipam: dropped, driverOpts: dropped });
}
