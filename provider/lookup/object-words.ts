// Networks, volumes, secrets, configs, nodes and the swarm in the model's words. Pure.

import type * as api from "../engine/types";
import { compact } from "../model/compact";
import { NAMESPACE, withoutOwner } from "../owner";
import type {
  GetConfigResult,
  GetNetworkResult,
  GetNodeResult,
  GetSecretResult,
  GetSwarmResult,
  GetVolumeResult,
} from "./answers";

export const networkAnswer = (network: api.Network): GetNetworkResult =>
  compact({
    id: network.Id,
    name: network.Name,
    labels: withoutOwner(network.Labels),
    stack: network.Labels?.[NAMESPACE],
    driver: network.Driver,
    driverOpts: network.Options ?? {},
    scope: network.Scope,
    attachable: network.Attachable,
    internal: network.Internal,
    ingress: network.Ingress,
    enableIpv6: network.EnableIPv6 ?? false,
    subnets: (network.IPAM?.Config ?? []).flatMap(({ Subnet, Gateway, IPRange }) =>
      Subnet
        ? [
            compact({
              subnet: Subnet,
              gateway: Gateway || undefined,
              ipRange: IPRange || undefined,
            }),
          ]
        : [],
    ),
    createdAt: network.Created,
  });

export const volumeAnswer = (volume: api.Volume): GetVolumeResult =>
  compact({
    name: volume.Name,
    labels: withoutOwner(volume.Labels),
    driver: volume.Driver,
    driverOpts: volume.Options ?? {},
    mountpoint: volume.Mountpoint,
    scope: volume.Scope,
    createdAt: volume.CreatedAt,
  });

export const secretAnswer = ({ ID, Spec, CreatedAt, UpdatedAt }: api.Secret): GetSecretResult =>
  compact({
    id: ID,
    name: Spec.Name,
    labels: withoutOwner(Spec.Labels),
    stack: Spec.Labels?.[NAMESPACE],
    createdAt: CreatedAt,
    updatedAt: UpdatedAt,
  });

export function configAnswer(config: api.Config): GetConfigResult {
  const dataBase64 = config.Spec.Data ?? "";
  return compact({ ...secretAnswer(config), data: textOf(dataBase64), dataBase64 });
}

/** undefined where the bytes are no UTF-8: decoded and encoded again they would be others. */
export function textOf(base64: string): string | undefined {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(
      Buffer.from(base64, "base64"),
    );
  } catch {
    return undefined;
  }
}

export function nodeAnswer({ ID, Spec, Description, Status, ManagerStatus }: api.Node) {
  const { Platform, Resources, Engine, Hostname } = Description;
  return compact<GetNodeResult>({
    id: ID,
    hostname: Hostname,
    labels: Spec.Labels ?? {},
    role: Spec.Role === "manager" ? "manager" : "worker",
    availability: Spec.Availability,
    state: Status.State,
    message: Status.Message || undefined,
    addr: Status.Addr || undefined,
    leader: ManagerStatus?.Leader === true,
    reachability: ManagerStatus?.Reachability,
    engineVersion: Engine.EngineVersion,
    os: Platform.OS,
    architecture: Platform.Architecture,
    cpus: (Resources.NanoCPUs ?? 0) / 1e9,
    memoryBytes: Resources.MemoryBytes ?? 0,
  });
}

export const swarmAnswer = (swarm: api.Swarm, info: api.Info, apiVersion: string): GetSwarmResult =>
  compact({
    id: swarm.ID,
    labels: withoutOwner(swarm.Spec.Labels),
    createdAt: swarm.CreatedAt,
    engineVersion: info.ServerVersion,
    apiVersion,
    nodeId: info.Swarm.NodeID,
    defaultAddrPool: swarm.DefaultAddrPool ?? [],
    subnetSize: swarm.SubnetSize,
    dataPathPort: swarm.DataPathPort,
    autoLockManagers: swarm.Spec.EncryptionConfig?.AutoLockManagers ?? false,
    taskHistoryRetentionLimit: swarm.Spec.Orchestration.TaskHistoryRetentionLimit,
  });
