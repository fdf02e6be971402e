// A network's inputs to the body of POST /networks/create. Pure.

import type { Ipam, NetworkSpec } from "../engine/types";
import type { IpamPoolArgs, NetworkInputs } from "../model/objects";
import { compact } from "../model/compact";
import { known, knownItems } from "../model/unknown";
import { unlessZero } from "./amounts";
import { withLabels } from "./labels";
import type { ObjectScope } from "./scope";

/** The spec of a network; with a driver that spans nodes unless said otherwise. */
export function networkSpec(inputs: NetworkInputs, scope: ObjectScope): NetworkSpec {
  const { EnableIPv6 } = compact({ EnableIPv6: inputs.enableIpv6 });
  return {
    Name: scope.name,
    Driver: inputs.driver || "overlay",
    Scope: "",
    ...(EnableIPv6 !== undefined && { EnableIPv6 }),
    IPAM: known(inputs.ipam, ipam) ?? null,
    Internal: inputs.internal ?? false,
    Attachable: inputs.attachable ?? false,
    Ingress: inputs.ingress ?? false,
    ConfigOnly: false,
    ConfigFrom: null,
    Options: inputs.driverOpts ?? null,
    Labels: withLabels(inputs.labels, scope.labels) ?? {},
  };
}

function ipam(given: NonNullable<NetworkInputs["ipam"]>): Ipam | undefined {
  if (Object.keys(given).length === 0) return undefined;
  return {
    Driver: given.driver ?? "",
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
