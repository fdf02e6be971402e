// When a declared network means the same as a live one: what the engine chose by itself is no difference. Pure.

import type { IpamPool, Network, NetworkSpec } from "../engine/types";
import { oneSpelling } from "../model/rules/subnets";
import { isUnknown, knownOf } from "../model/unknown";
import { withoutOwner } from "../owner";
import { changesBetween, isUnder, type Change } from "../plan/changes";
import { normal, type NormalForm } from "../plan/normal";

const FORM: NormalForm = {
  defaults: {
    EnableIPv4: true,
    EnableIPv6: false,
    Internal: false,
    Attachable: false,
    Ingress: false,
    ConfigOnly: false,
    "IPAM.Driver": "default",
  },
  unordered: { "IPAM.Config": (pool: IpamPool) => pool.Subnet ?? "" },
  kept: [],
  ignored: ["Id", "Created", "Containers", "Peers", "Status"],
};

/** What of a network only allocation brings. */
const ALLOCATED = ["Driver", "IPAM", "Options"];

/** Whether the swarm has the network but has given it no subnet and no driver. */
export const isUnallocated = ({ Scope, Driver }: NetworkSpec): boolean =>
  Scope === "swarm" && Driver === "";

export function networkChanges(spec: NetworkSpec, live: NetworkSpec): Change[] {
  const changes = changesBetween(
    normal(asDeclared(live, spec), FORM),
    normal(comparable(spec, live), FORM),
  );
  if (!isUnallocated(live)) return changes;
  const others = changes.filter((change) => !ALLOCATED.some((key) => isUnder(change, key)));
  return [...others, { path: ["Driver"], from: "", to: spec.Driver }];
}

/** Whether all that is missing is the allocation, which may still come. */
export const isAllocation = (changes: Change[]): boolean =>
  changes.every((change) => isUnder(change, "Driver") && change.from === "");

function comparable(spec: NetworkSpec, live: NetworkSpec): NetworkSpec {
  return {
    ...spec,
    // What the engine calls the driver of a configuration is its own business.
    Driver: spec.ConfigOnly ? live.Driver : spec.Driver,
    Scope: spec.Scope || live.Scope,
    Labels: withoutOwner(spec.Labels),
    IPAM: spec.IPAM && { ...spec.IPAM, Config: knownOf(spec.IPAM.Config).map(spelled) },
  };
}

/** The live network without what was not asked for and the engine chose. */
function asDeclared(live: NetworkSpec, spec: NetworkSpec): NetworkSpec {
  const { ConfigFrom, IPAM } = live;
  const fromConfig = Boolean(spec.ConfigFrom);
  return {
    ...live,
    Labels: withoutOwner(live.Labels),
    // What a node takes from its configuration shows there once a task has landed.
    IPAM: fromConfig
      ? null
      : { ...IPAM, Options: ipamOptions(live, spec), Config: pools(live, spec) },
    Options: fromConfig ? null : driverOptions(live, spec),
    EnableIPv4: "EnableIPv4" in spec ? (live as Network).EnableIPv4 : undefined,
    EnableIPv6: fromConfig ? undefined : live.EnableIPv6,
    ConfigFrom: ConfigFrom?.Network ? ConfigFrom : null,
  };
}

type Options = Record<string, string>;

const optionsOf = (options: Options | null | undefined): Options =>
  isUnknown(options) ? {} : (options ?? {});

const kept = (options: Options | null | undefined, keep: (key: string) => boolean): Options =>
  Object.fromEntries(Object.entries(options ?? {}).filter(([key]) => keep(key)));

/** Without the VXLAN ids. */
function driverOptions(live: NetworkSpec, spec: NetworkSpec): Options {
  const asked = optionsOf(spec.Options);
  return kept(live.Options, (key) => key in asked || !key.endsWith(".vxlanid_list"));
}

/** Without the engine's word to its own allocator. */
function ipamOptions(live: NetworkSpec, spec: NetworkSpec): Options {
  const asked = optionsOf(spec.IPAM?.Options);
  return kept(
    live.IPAM?.Options,
    (key) => key in asked || key !== "com.docker.network.ipam.serial",
  );
}

/** A family of addresses of which nothing was asked is the engine's to choose. */
function pools(live: NetworkSpec, spec: NetworkSpec): IpamPool[] {
  const asked = knownOf(spec.IPAM?.Config).map(spelled);
  const families = new Set(asked.map(isIpv6));
  return (live.IPAM?.Config ?? [])
    .map(spelled)
    .filter((pool) => families.has(isIpv6(pool)))
    .map((pool) => withoutChosen(pool, asked));
}

const isIpv6 = ({ Subnet = "" }: IpamPool): boolean => Subnet.includes(":");

const spelled = (pool: IpamPool): IpamPool => ({
  ...pool,
  ...(pool.Subnet && { Subnet: oneSpelling(pool.Subnet) }),
  ...(pool.Gateway && { Gateway: oneSpelling(pool.Gateway) }),
  ...(pool.IPRange && { IPRange: oneSpelling(pool.IPRange) }),
});

/** What is not said of a pool stays as it is. */
function withoutChosen(pool: IpamPool, asked: IpamPool[]): IpamPool {
  const declared = asked.find((one) => one.Subnet === pool.Subnet);
  if (declared === undefined) return pool;
  const said = Object.entries(pool).filter(
    ([key]) => declared[key as keyof IpamPool] !== undefined,
  );
  return Object.fromEntries(said);
}
