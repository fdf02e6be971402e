// A connection to the right engine: reached, in a swarm, a manager, and of the cluster that state remembers.

import { connect } from "./engine/connect";
import type { Engine } from "./engine/engine";
import type { Info } from "./engine/types";
import { SwarmError } from "./errors";
import { LEADERLESS_MS, UNLOCK_TIMEOUT_MS } from "./limits";
import { managerAddresses } from "./manager-addresses";
import type { ConnectionArgs } from "./model/common";
import { polled } from "./polled";

export interface Session {
  engine: Engine;
  /** Id of the swarm; undefined when the engine is in none and none is needed. */
  clusterId?: string;
  engineId?: string;
  /** Which node of the swarm the engine is. */
  nodeId?: string;
}

export interface SessionNeeds {
  connection?: ConnectionArgs;
  needsSwarm: boolean;
  onOneEngine?: boolean;
  /** The cluster that state remembers. */
  recordedClusterId?: string;
  /** The engine that state remembers. */
  recordedEngineId?: string;
  /** What state remembers for a manager that was restarted. */
  unlockKey?: string;
  /** A swarm without a leader will do, too. */
  mayLackLeader?: boolean;
}

export type OpenSession = (needs: SessionNeeds) => Promise<Session>;

export async function openSession(
  needs: SessionNeeds,
  reach = connect,
  leaderlessMs = LEADERLESS_MS,
): Promise<Session> {
  const engine = reach(needs.onOneEngine ? firstOf(needs.connection) : needs.connection);
  const first = await unlocked(engine, needs);
  // What lives on one engine is there without a leader, too.
  const info = needs.onOneEngine ? first : await withLeader(engine, first, needs, leaderlessMs);
  if (needs.needsSwarm) requireManager(info, engine.address);
  const clusterId = info.Swarm.Cluster?.ID || undefined;
  const { recordedClusterId } = needs;
  if (recordedClusterId !== undefined && clusterId !== undefined && clusterId !== recordedClusterId)
    throw new SwarmError(
      "WRONG_CLUSTER",
      `${engine.address} is a manager of swarm ${clusterId}, but this resource lives in swarm ` +
        `${recordedClusterId}. Nothing was changed. Check DOCKER_HOST, the docker context or \`connection\`.`,
    );
  refuseOtherEngine(info, engine.address, needs);
  return { engine, clusterId, engineId: info.ID, nodeId: info.Swarm.NodeID || undefined };
}

/** Of several managers the first: what lives on one engine is not to be looked for on another. */
const firstOf = (connection: ConnectionArgs | undefined): ConnectionArgs | undefined =>
  Array.isArray(connection?.host) ? { ...connection, host: connection.host[0] } : connection;

/** A manager that tells no id of its swarm: it reaches no leader. */
const isLeaderless = ({ Swarm }: Info): boolean => Swarm.ControlAvailable && !Swarm.Cluster?.ID;

/** An election that is going on is waited for. */
async function withLeader(
  engine: Engine,
  first: Info,
  { mayLackLeader }: SessionNeeds,
  longestMs: number,
): Promise<Info> {
  if (!isLeaderless(first)) return first;
  const pace = { timeoutMs: longestMs, everyMs: 500 };
  const info = await polled(
    () => engine.info(),
    (seen) => !isLeaderless(seen),
    pace,
  );
  if (isLeaderless(info) && !mayLackLeader) throw leaderless(engine.address, info);
  return info;
}

function leaderless(address: string, { Swarm }: Info): SwarmError {
  return new SwarmError(
    "ENGINE_UNREACHABLE",
    `The swarm of ${address} has no leader, and had none for ${LEADERLESS_MS / 1000} s: more than half of its managers ` +
      `(${managerAddresses(Swarm).join(", ")}) have to be up and reach each other. Nothing was changed. Start those that are down, and ` +
      "run it again. If they are lost for good: `forceNewCluster` of the SwarmCluster.",
  );
}

/** A locked manager answers nothing but this; with the key of the state it is a manager again. */
async function unlocked(
  engine: Engine,
  { unlockKey, recordedEngineId }: SessionNeeds,
): Promise<Info> {
  const first = await engine.info();
  if (first.Swarm.LocalNodeState !== "locked") return first;
  // Of another engine nobody knows whose manager it is, and it gets no key.
  const isKnown = recordedEngineId === undefined || recordedEngineId === first.ID;
  if (!unlockKey || !isKnown) throw locked(engine.address);
  await engine.swarm.unlock(unlockKey);
  const isManager = ({ Swarm }: Info): boolean => Swarm.ControlAvailable;
  const info = await polled(() => engine.info(), isManager, { timeoutMs: UNLOCK_TIMEOUT_MS });
  if (info.Swarm.ControlAvailable) return info;
  throw new SwarmError(
    "ENGINE_UNREACHABLE",
    `The engine at ${engine.address} was unlocked, and is no manager again after ${UNLOCK_TIMEOUT_MS / 1000} s. ` +
      "See that most of the managers are up, and run it again.",
  );
}

const locked = (address: string): SwarmError =>
  new SwarmError(
    "NOT_A_MANAGER",
    `The engine at ${address} is locked: its swarm needs the unlock key. Where a SwarmCluster holds the key, ` +
      "`pulumi refresh` unlocks it; else run `docker swarm unlock` on it.",
  );

/** That an engine is in no swarm, or lacks a volume, tells nothing of another one. */
function refuseOtherEngine({ ID, Swarm }: Info, address: string, needs: SessionNeeds): void {
  const { recordedEngineId, needsSwarm, onOneEngine } = needs;
  if (recordedEngineId === undefined || ID === undefined || ID === recordedEngineId) return;
  // A manager whose swarm has no leader tells no id, and nothing else either.
  if (!onOneEngine && (needsSwarm || Swarm.Cluster?.ID || Swarm.ControlAvailable)) return;
  throw new SwarmError(
    "WRONG_CLUSTER",
    `The engine at ${address} is not the one that this resource was made on. Nothing was changed. Check ` +
      "DOCKER_HOST, the docker context or `connection`; if that engine is gone for good, " +
      "`pulumi state delete` forgets the resource.",
  );
}

function requireManager({ Swarm }: Info, address: string): void {
  if (Swarm.ControlAvailable) return;
  const refuse = (what: string): never => {
    throw new SwarmError("NOT_A_MANAGER", `The engine at ${address} ${what}`);
  };
  if (Swarm.LocalNodeState === "active")
    refuse("is a worker of its swarm. Connect to one of the swarm's managers.");
  if (Swarm.LocalNodeState === "pending" || Swarm.LocalNodeState === "error")
    refuse(`has not joined its swarm: ${Swarm.Error || Swarm.LocalNodeState}.`);
  refuse("is in no swarm. Declare a `SwarmCluster`, or run `docker swarm init` on it.");
}
