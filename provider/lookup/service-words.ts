// A service and its tasks in the model's words. Pure.

import type { Node, Service, Task } from "../engine/types";
import { compact } from "../model/compact";
import { NAMESPACE, withoutOwner } from "../owner";
import type {
  GetServiceResult,
  GetTaskResult,
  PortAnswer,
  ServiceMode,
  TaskCounts,
  UpdateAnswer,
} from "./answers";

const MODES = {
  Global: "global",
  ReplicatedJob: "replicated-job",
  GlobalJob: "global-job",
} as const;

export function modeOf({ Spec: { Mode } }: Service): ServiceMode {
  const [, mode = "replicated"] = Object.entries(MODES).find(([key]) => key in Mode) ?? [];
  return mode;
}

/** undefined for global modes. */
export function replicasOf({ Spec: { Mode } }: Service): number | undefined {
  if (Mode.Replicated) return Mode.Replicated.Replicas ?? 1;
  return Mode.ReplicatedJob && (Mode.ReplicatedJob.TotalCompletions ?? 1);
}

export const portsOf = ({ Endpoint }: Service): PortAnswer[] =>
  (Endpoint?.Ports ?? []).map((port) => ({
    target: port.TargetPort,
    published: port.PublishedPort ?? 0,
    protocol: port.Protocol ?? "tcp",
    mode: port.PublishMode ?? "ingress",
  }));

/** `networkNames` are by id; a network that went meanwhile keeps its id. */
export function serviceAnswer(
  service: Service,
  networkNames: Map<string, string>,
): GetServiceResult {
  const { Labels, Name, TaskTemplate } = service.Spec;
  const networks = targetsOf(service).map((target) => networkNames.get(target) ?? target);
  return compact({
    id: service.ID,
    name: Name,
    labels: withoutOwner(Labels),
    stack: Labels?.[NAMESPACE],
    image: TaskTemplate.ContainerSpec.Image,
    mode: modeOf(service),
    replicas: replicasOf(service),
    tasks: countsOf(service),
    publishedPorts: portsOf(service),
    networks,
    update: updateOf(service),
    createdAt: service.CreatedAt,
    updatedAt: service.UpdatedAt,
  });
}

export const targetsOf = ({ Spec }: Service): string[] =>
  (Spec.TaskTemplate.Networks ?? []).map(({ Target }) => Target);

function countsOf(service: Service): TaskCounts {
  const { RunningTasks = 0, DesiredTasks = 0, CompletedTasks } = service.ServiceStatus ?? {};
  const isJob = modeOf(service).endsWith("-job");
  return compact({
    running: RunningTasks,
    desired: DesiredTasks,
    completed: isJob ? (CompletedTasks ?? 0) : undefined,
  });
}

function updateOf({ UpdateStatus }: Service): UpdateAnswer | undefined {
  if (!UpdateStatus?.State) return undefined;
  return compact({
    state: UpdateStatus.State,
    message: UpdateStatus.Message,
    startedAt: UpdateStatus.StartedAt,
    completedAt: UpdateStatus.CompletedAt,
  });
}

/** A container that runs has no exit code, whatever the engine writes there. */
const ENDED = ["complete", "failed", "shutdown", "rejected"];

export function taskAnswer(task: Task, service: Service | undefined, node?: Node): GetTaskResult {
  const { State, Timestamp, Message, Err, ContainerStatus } = task.Status;
  return compact({
    id: task.ID,
    service: service?.Spec.Name ?? task.ServiceID,
    serviceId: task.ServiceID,
    slot: task.Slot || undefined,
    node: node?.Description.Hostname,
    nodeId: task.NodeID || undefined,
    image: task.Spec.ContainerSpec.Image,
    state: State,
    desiredState: task.DesiredState,
    since: Timestamp,
    message: Message || undefined,
    error: Err || undefined,
    exitCode: ENDED.includes(State) ? ContainerStatus?.ExitCode : undefined,
    containerId: ContainerStatus?.ContainerID || undefined,
  });
}
