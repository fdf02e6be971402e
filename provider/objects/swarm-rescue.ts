// A swarm that has lost most of its managers, and goes on with one of those that are left (`docker swarm init
// --force-new-cluster`). The engine looks at nothing before it does so, and the others would still be a swarm of the
// same id: what has to be true is looked at here.

import type { Engine } from "../engine/engine";
import type { Info } from "../engine/types";
import { SwarmError, type ErrorCode } from "../errors";
import { RESCUE_TIMEOUT_MS } from "../limits";
import type { ClusterInputs } from "../model/cluster";
import { polled } from "../polled";

/** What the state knows of the swarm. */
export interface KnownSwarm {
  clusterId?: string;
  /** Node ids of its managers. */
  managers: string[];
  /** Whether managers need a key after a restart. */
  isLocking: boolean;
}

/** The manager that goes on, and what it gives up. */
export interface Survivor {
  /** Where it is reached by other nodes: "10.0.0.13:2377". */
  address: string;
  /** The same of the managers that are dropped. */
  dropped: string[];
}

/** The manager that may go on alone; throws where it may not. Pure. */
export function survivor({ Swarm }: Info, at: string, known: KnownSwarm): Survivor {
  const managers = Swarm.RemoteManagers ?? [];
  const own = managers.find(({ NodeID }) => NodeID === Swarm.NodeID);
  if (!Swarm.ControlAvailable)
    refuse(
      "NOT_A_MANAGER",
      `the engine at ${at} is no manager (${Swarm.LocalNodeState}), so it holds nothing of the swarm to go on ` +
        "with. Name a manager that is left in `connection`.",
    );
  if (Swarm.Cluster?.ID)
    refuse(
      "INVALID_INPUT",
      `the swarm of ${at} has a leader, so nothing is lost. Take forceNewCluster out of the program.`,
    );
  if (own === undefined || !managers.some(({ NodeID }) => known.managers.includes(NodeID)))
    refuse(
      "WRONG_CLUSTER",
      `the engine at ${at} knows none of the managers that the state knows of swarm ${known.clusterId}, so it may be ` +
        "of another one. Mend `connection`. Where you know better: `docker swarm init --force-new-cluster` on it.",
    );
  if (known.isLocking)
    refuse(
      "INVALID_INPUT",
      "its managers need a key (autoLockManagers), and an engine asked to go on alone would stop to be a " +
        "manager instead. Bring lost managers back, or restore one from a backup of /var/lib/docker/swarm.",
    );
  const dropped = managers.filter((one) => one !== own).map(({ Addr }) => Addr);
  return { address: own?.Addr ?? "", dropped: dropped.sort() };
}

/** What the program says, held against the state, before any engine is asked. */
export function sameSwarm({ forceNewCluster }: ClusterInputs, { clusterId }: KnownSwarm): void {
  if (forceNewCluster?.clusterId === clusterId) return;
  refuse(
    "WRONG_CLUSTER",
    `forceNewCluster.clusterId is "${forceNewCluster?.clusterId}", and this resource lives in swarm ${clusterId}.`,
  );
}

export function refuse(code: ErrorCode, why: string): never {
  throw new SwarmError(code, `Swarm: it is not forced to go on alone: ${why} Nothing was changed.`);
}

/** Makes the engine the only manager; ends when it leads the swarm that it was in. */
export async function goOnAlone(
  engine: Engine,
  { address }: Survivor,
  inputs: ClusterInputs,
): Promise<void> {
  let failure: unknown;
  await engine.swarm
    .init({
      ForceNewCluster: true,
      AdvertiseAddr: address,
      ListenAddr: listenOn(address, inputs.listenAddr),
    })
    .catch((error: unknown) => (failure = error));
  const leads = ({ Swarm }: Info): boolean =>
    Swarm.Cluster?.ID === inputs.forceNewCluster?.clusterId;
  const info = await polled(() => engine.info(), leads, { timeoutMs: RESCUE_TIMEOUT_MS });
  if (!leads(info)) throw unfinished(engine.address, address, failure);
}

/** With an address that the machine does not have, the engine would stop to be a manager. */
function listenOn(address: string, declared: string | undefined): string {
  const port = address.slice(address.lastIndexOf(":"));
  if (declared === address || declared + port === address) return address;
  return (address.startsWith("[") ? "[::]" : "0.0.0.0") + port;
}

function unfinished(at: string, address: string, failure: unknown): SwarmError {
  const words = failure instanceof Error ? ` ${failure.message}` : "";
  return new SwarmError(
    "NOT_CONVERGED",
    `Swarm: the engine at ${at} was told to go on alone, and does not lead the swarm after ${RESCUE_TIMEOUT_MS / 1000} s.` +
      `${words} See \`docker info\` there. What it holds of the swarm is kept: ` +
      `docker swarm init --force-new-cluster --advertise-addr ${address} tries it again.`,
    { cause: failure },
  );
}
