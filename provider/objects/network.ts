// Networks: the engine has no update for them, labels included; every change is a new network.

import type { Network, NetworkSpec } from "../engine/types";
import { isUnknown, knownOf } from "../model/unknown";
import { withoutOwner } from "../owner";
import { changesBetween } from "../plan/changes";
import { normal, type NormalForm } from "../plan/normal";
import { defineKind, type Live } from "./object";

const FORM: NormalForm = {
  defaults: {
    Scope: "",
    EnableIPv6: false,
    Internal: false,
    Attachable: false,
    Ingress: false,
    ConfigOnly: false,
    "IPAM.Driver": "default",
  },
  unordered: { "IPAM.Config": (pool: { Subnet?: string }) => pool.Subnet ?? "" },
  kept: [],
  ignored: ["Id", "Created", "Scope", "Containers", "Peers", "EnableIPv4"],
};

export const network = defineKind<NetworkSpec>({
  kind: "network",
  async list(engine, names) {
    const networks = await engine.networks.list(names && { name: names });
    return networks.map(liveNetwork);
  },
  create: (engine, spec) => engine.networks.create(spec),
  remove: (engine, live) => engine.networks.remove(live.id),
  changes: (spec, live) =>
    changesBetween(
      normal(asDeclared(live, spec), FORM),
      normal({ ...spec, Labels: withoutOwner(spec.Labels) }, FORM),
    ),
  remedy: (changes) => (changes.length === 0 ? "keep" : "replace"),
});

export const liveNetwork = (network: Network): Live => ({
  kind: "network",
  id: network.Id,
  name: network.Name,
  version: 0,
  spec: network,
  labels: network.Labels ?? {},
});

/** The live network without what the engine chose: pools that were not asked for, its VXLAN ids. */
function asDeclared(live: NetworkSpec, spec: NetworkSpec): NetworkSpec {
  const asked = knownOf(spec.IPAM?.Config);
  const pools = live.IPAM?.Config ?? [];
  const Config = asked.length === 0 ? [] : pools.map((pool) => withoutChosen(pool, asked));
  const options = isUnknown(spec.Options) ? {} : (spec.Options ?? {});
  const Options = Object.fromEntries(
    Object.entries(live.Options ?? {}).filter(
      ([key]) => key in options || !key.endsWith(".vxlanid_list"),
    ),
  );
  const { ConfigFrom } = live;
  return {
    ...live,
    Labels: withoutOwner(live.Labels),
    IPAM: { ...live.IPAM, Config },
    Options,
    ConfigFrom: ConfigFrom?.Network ? ConfigFrom : null,
  };
}

type Pool = NonNullable<NonNullable<NetworkSpec["IPAM"]>["Config"]>[number];

function withoutChosen(pool: Pool, asked: Pool[]): Pool {
  const declared = asked.find((one) => one.Subnet === pool.Subnet);
  if (declared === undefined || declared.Gateway !== undefined) return pool;
  return { ...pool, Gateway: undefined };
}
