// When two service specs mean the same: the engine's defaults, and the lists whose order has no meaning.
// Source: swarmkit api/defaults/service.go; moby daemon/cluster/convert.

import type { NormalForm } from "../plan/normal";
import type { Placement, PortConfig, ServiceSpec } from "../engine/types";

type Platform = NonNullable<Placement["Platforms"]>[number];

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

const SERVICE_FORM: NormalForm = {
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
    "TaskTemplate.Resources.MemorySwappiness": -1,
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
    "TaskTemplate.Placement.Platforms": (platform: Platform) =>
      `${platform.OS}/${platform.Architecture}`,
    [`${CONTAINER}.Env`]: text,
    [`${CONTAINER}.DNSConfig.Options`]: text,
    // The engine mounts by the depth of the target, whatever the order.
    [`${CONTAINER}.Mounts`]: (mount: { Target?: string }) => mount.Target ?? "",
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
  // The engine drops most options of a bind and every mount's consistency, and does nothing with a port's name.
  ignored: [
    "EndpointSpec.Ports[].Name",
    `${CONTAINER}.Mounts[].Consistency`,
    `${CONTAINER}.Mounts[].BindOptions.CreateMountpoint`,
    `${CONTAINER}.Mounts[].BindOptions.ReadOnlyNonRecursive`,
    `${CONTAINER}.Mounts[].BindOptions.ReadOnlyForceRecursive`,
  ],
};

/**
 * The form in which a declared spec is compared. What it does not say is not its own: updates are forced by others,
 * and platforms are told by a registry.
 */
export function formFor({ TaskTemplate }: ServiceSpec): NormalForm {
  const { ForceUpdate, Placement } = TaskTemplate;
  const foreign = [
    ...(ForceUpdate ? [] : ["TaskTemplate.ForceUpdate"]),
    ...(Placement?.Platforms === undefined ? ["TaskTemplate.Placement.Platforms"] : []),
  ];
  return { ...SERVICE_FORM, ignored: [...SERVICE_FORM.ignored, ...foreign] };
}
