// When two service specs mean the same: the engine's defaults, and the lists whose order has no meaning.
// Source: swarmkit api/defaults/service.go; moby daemon/cluster/convert.

import type { NormalForm } from "../plan/normal";
import type { PortConfig } from "../engine/types";

const SECOND = 1e9;
const rollout = (at: string) => ({
  [`${at}.Parallelism`]: 1,
  [`${at}.Delay`]: 0,
  [`${at}.FailureAction`]: "pause",
  [`${at}.Monitor`]: 5 * SECOND,
  [`${at}.MaxFailureRatio`]: 0,
  [`${at}.Order`]: "stop-first",
});
const CONTAINER = "TaskTemplate.ContainerSpec";
const text = (item: string): string => item;

export const SERVICE_FORM: NormalForm = {
  defaults: {
    ...rollout("UpdateConfig"),
    ...rollout("RollbackConfig"),
    "Mode.Replicated.Replicas": 1,
    "Mode.ReplicatedJob.MaxConcurrent": 1,
    "Mode.ReplicatedJob.TotalCompletions": 1,
    "EndpointSpec.Mode": "vip",
    "EndpointSpec.Ports[].Protocol": "tcp",
    "EndpointSpec.Ports[].PublishMode": "ingress",
    "EndpointSpec.Ports[].PublishedPort": 0,
    "TaskTemplate.Runtime": "container",
    "TaskTemplate.RestartPolicy.Condition": "any",
    "TaskTemplate.RestartPolicy.Delay": 5 * SECOND,
    "TaskTemplate.RestartPolicy.MaxAttempts": 0,
    "TaskTemplate.RestartPolicy.Window": 0,
    "TaskTemplate.Placement.MaxReplicas": 0,
    "TaskTemplate.Resources.Limits.NanoCPUs": 0,
    "TaskTemplate.Resources.Limits.MemoryBytes": 0,
    "TaskTemplate.Resources.Limits.Pids": 0,
    "TaskTemplate.Resources.Reservations.NanoCPUs": 0,
    "TaskTemplate.Resources.Reservations.MemoryBytes": 0,
    [`${CONTAINER}.Isolation`]: "default",
    [`${CONTAINER}.StopGracePeriod`]: 10 * SECOND,
    [`${CONTAINER}.TTY`]: false,
    [`${CONTAINER}.OpenStdin`]: false,
    [`${CONTAINER}.ReadOnly`]: false,
    [`${CONTAINER}.OomScoreAdj`]: 0,
    [`${CONTAINER}.Privileges.NoNewPrivileges`]: false,
    [`${CONTAINER}.Healthcheck.Interval`]: 0,
    [`${CONTAINER}.Healthcheck.Timeout`]: 0,
    [`${CONTAINER}.Healthcheck.StartPeriod`]: 0,
    [`${CONTAINER}.Healthcheck.StartInterval`]: 0,
    [`${CONTAINER}.Healthcheck.Retries`]: 0,
    [`${CONTAINER}.Mounts[].ReadOnly`]: false,
    [`${CONTAINER}.Mounts[].BindOptions.NonRecursive`]: false,
    [`${CONTAINER}.Mounts[].VolumeOptions.NoCopy`]: false,
    [`${CONTAINER}.Mounts[].VolumeOptions.DriverConfig.Name`]: "local",
  },
  unordered: {
    "EndpointSpec.Ports": (port: PortConfig) =>
      [port.PublishedPort, port.TargetPort, port.Protocol, port.PublishMode].join("/"),
    "TaskTemplate.Networks": (network: { Target: string }) => network.Target,
    "TaskTemplate.Networks[].Aliases": text,
    "TaskTemplate.Placement.Constraints": text,
    [`${CONTAINER}.Env`]: text,
    [`${CONTAINER}.CapabilityAdd`]: text,
    [`${CONTAINER}.CapabilityDrop`]: text,
    [`${CONTAINER}.Groups`]: text,
    [`${CONTAINER}.Ulimits`]: (limit: { Name: string }) => limit.Name,
    [`${CONTAINER}.Secrets`]: (ref: { SecretName: string; File?: { Name: string } }) =>
      `${ref.File?.Name} ${ref.SecretName}`,
    [`${CONTAINER}.Configs`]: (ref: { ConfigName: string; File?: { Name: string } }) =>
      `${ref.File?.Name} ${ref.ConfigName}`,
  },
  kept: [
    "Mode.Replicated",
    "Mode.Global",
    "Mode.ReplicatedJob",
    "Mode.GlobalJob",
    `${CONTAINER}.Configs[].Runtime`,
  ],
  // ForceUpdate is counted up by others; platforms come from a registry, not from the user; the engine
  // never gives back a mount's consistency nor whether it made the mount point.
  ignored: [
    "TaskTemplate.ForceUpdate",
    "TaskTemplate.Placement.Platforms",
    `${CONTAINER}.Mounts[].Consistency`,
    `${CONTAINER}.Mounts[].BindOptions.CreateMountpoint`,
  ],
};
