// What a swarm's settings are compared by. An update replaces the whole spec in the engine, so what is not
// declared is taken from the live one. Pure.

import type { ExternalCa, Labels, Swarm, SwarmSpec } from "../engine/types";
import { isOwnerLabel } from "../owner";
import { hostAndPort, inFull } from "../model/addresses";
import { isUnknown, known, knownItems, unknownAs } from "../model/unknown";
import { changesBetween, type Change } from "../plan/changes";
import type { Rotate, SwarmDeclaration, Triggers } from "./swarm";

/** The settings that can change later; each group stands beside what is live of it. */
export type DeclaredSettings = Partial<
  Pick<
    SwarmSpec,
    "Labels" | "Orchestration" | "Raft" | "Dispatcher" | "CAConfig" | "EncryptionConfig"
  >
>;

/** A swarm as several calls show it. */
export interface SeenSwarm extends Swarm {
  /** Empty when managers are not locked. */
  UnlockKey: string;
  /** Where the managers are reached by other nodes: "10.0.0.11:2377". */
  Managers: string[];
  /** Their node ids. */
  ManagerIds: string[];
  EngineVersion: string;
  /** The address that this engine advertises. */
  NodeAddr: string;
}

export const merged = (declared: DeclaredSettings, live: SwarmSpec): SwarmSpec => ({
  ...live,
  Labels: over(declared.Labels ?? live.Labels, ownerLabelsOf(live.Labels)),
  Orchestration: over(live.Orchestration, declared.Orchestration),
  Raft: over(live.Raft, declared.Raft),
  Dispatcher: over(live.Dispatcher, declared.Dispatcher),
  CAConfig: over(live.CAConfig, declared.CAConfig),
  EncryptionConfig: over(live.EncryptionConfig, declared.EncryptionConfig),
});

/** What is not known yet stays so as a whole. */
const over = <T extends object>(live: T, declared: Partial<T> | undefined): T =>
  isUnknown(live) || isUnknown(declared) ? unknownAs<T>() : { ...live, ...declared };

const ownerLabelsOf = (labels: Labels | null): Labels =>
  Object.fromEntries(Object.entries(labels ?? {}).filter(([key]) => isOwnerLabel(key)));

export function settings({ Spec }: { Spec: DeclaredSettings }, live: Swarm): Change[] {
  const [from, to] = [merged({}, live.Spec), merged(Spec, live.Spec)].map(normal);
  return changesBetween({ Spec: from }, { Spec: to });
}

/** The engine writes out what an external CA leaves open, and spells its protocol its own way. */
const normal = (spec: SwarmSpec): SwarmSpec => ({
  ...spec,
  CAConfig: known(spec.CAConfig, (ca) => ({
    ...ca,
    ExternalCAs: knownItems(ca.ExternalCAs, normalCa) ?? [],
  })) as SwarmSpec["CAConfig"],
});

const normalCa = (ca: ExternalCa): ExternalCa => ({
  Protocol: ca.Protocol.toLowerCase(),
  URL: ca.URL,
  Options: ca.Options ?? {},
  CACert: known(ca.CACert, (text) => text.trim()) ?? "",
});

/** What has another trigger than in the last run; a first trigger makes nothing anew. */
export function rotation(triggers: Triggers, before: Triggers): Rotate {
  const keys = Object.keys(triggers) as (keyof Rotate)[];
  const changed = keys.filter((key) => before[key] !== undefined && before[key] !== triggers[key]);
  return Object.fromEntries(changed.map((key) => [key, true]));
}

/** Fixed when the swarm was made; shown so that nobody believes a change of it took effect. */
export function fixed(
  declared: SwarmDeclaration,
  live: SeenSwarm,
  previous: SwarmDeclaration | undefined,
): Change[] {
  const pools = ["DefaultAddrPool", "SubnetSize", "DataPathPort"] as const;
  return [
    ...pools
      .filter((key) => declared[key] !== undefined)
      .flatMap((key) => changesBetween(live[key], declared[key], [key])),
    ...(previous ? moved(declared, live, previous) : []),
  ];
}

const ADDRESSES = ["AdvertiseAddr", "ListenAddr", "DataPathAddr"] as const;

/** The engine tells none of them but the advertised one, which stands for what is left to it. */
function moved(declared: SwarmDeclaration, live: SeenSwarm, previous: SwarmDeclaration): Change[] {
  const [before, now] = [previous, declared].map((one) => full(one, live.NodeAddr));
  return ADDRESSES.filter((key) => declared[key] !== undefined)
    .filter((key) => key !== "AdvertiseAddr" || !isAdvertised(declared, live))
    .filter((key) => before?.[key] !== now?.[key])
    .flatMap((key) => changesBetween(previous[key], declared[key], [key]));
}

function full(
  { AdvertiseAddr: advertiseAddr, ListenAddr: listenAddr, DataPathAddr }: SwarmDeclaration,
  nodeAddr: string,
): Pick<SwarmDeclaration, (typeof ADDRESSES)[number]> {
  const given = { advertiseAddr, listenAddr, dataPathAddr: DataPathAddr };
  const all = inFull({ ...given, advertiseAddr: advertiseAddr ?? nodeAddr });
  return {
    AdvertiseAddr: all.advertiseAddr,
    ListenAddr: all.listenAddr ?? "",
    DataPathAddr: all.dataPathAddr,
  };
}

/** With a port it is held against those of the managers. */
function isAdvertised({ AdvertiseAddr }: SwarmDeclaration, { NodeAddr, Managers }: SeenSwarm) {
  if (AdvertiseAddr === undefined || isUnknown(AdvertiseAddr)) return false;
  const { host, port } = hostAndPort(AdvertiseAddr);
  return host === NodeAddr && (port === undefined || Managers.includes(AdvertiseAddr));
}
