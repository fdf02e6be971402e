// A network's inputs to the body of POST /networks/create. Pure.

import type { Ipam, NetworkSpec } from "../engine/types";
import type { IpamPoolArgs, NetworkInputs } from "../model/network";
import { compact } from "../model/compact";
import { known, knownItems } from "../model/unknown";
import { unlessZero } from "./amounts";
import { withLabels } from "./labels";
import type { ObjectScope } from "./scope";

/**
 * The spec of a network; with a driver that spans nodes unless said otherwise. One that takes a configuration
 * has no labels, for the engine refuses them.
 */
export function networkSpec(inputs: NetworkInputs, scope: ObjectScope): NetworkSpec {
  const { enableIpv4, enableIpv6, configOnly = false, configFrom } = inputs;
  return {
    Name: scope.name,
    // A configuration has no driver; those that take it have their own.
    Driver: configOnly ? "" : inputs.driver || "overlay",
    // The engine takes no scope for a configuration, which is always its own.
    Scope: configOnly ? "" : (inputs.scope ?? ""),
    ...compact({ EnableIPv4: enableIpv4, EnableIPv6: enableIpv6 }),
    IPAM: known(inputs.ipam, ipam) ?? null,
    Internal: inputs.internal ?? false,
    Attachable: inputs.attachable ?? false,
    Ingress: inputs.ingress ?? false,
    ConfigOnly: configOnly,
    ConfigFrom: known(configFrom, (Network) => ({ Network })) ?? null,
    Options: inputs.driverOpts ?? null,
    Labels: configFrom === undefined ? (withLabels(inputs.labels, scope.labels) ?? {}) : {},
  };
}

function ipam(given: NonNullable<NetworkInputs["ipam"]>): Ipam | undefined {
  const { driver = "", ...rest } = given;
  if (driver === "" && Object.keys(rest).length === 0) return undefined;
  return {
    Driver: driver,
    Options: given.options ?? null,
    Config: knownItems(given.config, pool) ?? null,
  };
}

const pool = (given: IpamPoolArgs): NonNullable<Ipam["Config"]>[number] =>
  compact({
    Subnet: unlessZero(given.subnet),
    IPRange: unlessZero(given.ipRange),
    Gateway: unlessZero(given.gateway),
    AuxiliaryAddresses: given.auxAddresses,
  });
