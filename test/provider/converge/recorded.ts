// What an engine showed, in short: tasks, nodes and specs for recordings. Pure.

import type * as api from "../../../provider/engine/types";

export const START_MS = Date.parse("2024-05-01T12:00:00Z");
export const at = (seconds: number): string => new Date(START_MS + seconds * 1000).toISOString();

interface TaskOptions {
  desired?: api.TaskState;
  err?: string;
  message?: string;
  node?: string;
  exitCode?: number;
  iteration?: number;
  service?: string;
  /** Seconds after the start at which it got into its state; an hour before it when left out. */
  since?: number;
}

/** A task; later ones have higher numbers in their ids. A slot of undefined is a global task's. */
export function task(
  id: string,
  slot: number | undefined,
  state: api.TaskState,
  options: TaskOptions = {},
): api.Task {
  const ended = ["complete", "shutdown", "failed", "rejected"].includes(state);
  const { desired = ended ? "shutdown" : "running", err, message, exitCode, iteration } = options;
  return {
    ID: id,
    Version: { Index: 1 },
    CreatedAt: at(Number(/\d+/.exec(id)?.[0] ?? 0)),
    UpdatedAt: at(0),
    Spec: { ContainerSpec: { Image: "web:1" }, Placement: {} },
    ServiceID: options.service ?? "web-id",
    ...(slot ? { Slot: slot } : {}),
    ...(options.node === undefined ? {} : { NodeID: options.node }),
    Status: {
      Timestamp: at(options.since ?? -3600),
      State: state,
      ...(message === undefined ? {} : { Message: message }),
      ...(err === undefined ? {} : { Err: err }),
      ...(exitCode === undefined ? {} : { ContainerStatus: { ExitCode: exitCode } }),
    },
    DesiredState: desired,
    ...(iteration === undefined
      ? {}
      : { JobIteration: iteration === 0 ? {} : { Index: iteration } }),
  };
}

export function node(
  id: string,
  more: { state?: string; availability?: api.Availability; labels?: api.Labels } = {},
): api.Node {
  return {
    ID: id,
    Version: { Index: 1 },
    Spec: {
      Role: "worker",
      Availability: more.availability ?? "active",
      Labels: more.labels ?? {},
    },
    Description: {
      Hostname: `host-${id}`,
      Platform: { Architecture: "x86_64", OS: "linux" },
      Resources: { NanoCPUs: 4e9, MemoryBytes: 8 * 2 ** 30 },
      Engine: { EngineVersion: "20.10.24" },
    },
    Status: { State: more.state ?? "ready", Addr: "10.0.0.1" },
  };
}

export function spec(
  more: Partial<api.ServiceSpec> & { template?: Partial<api.TaskSpec> } = {},
): api.ServiceSpec {
  const { template, ...rest } = more;
  return {
    Name: "web",
    Mode: { Replicated: { Replicas: 1 } },
    TaskTemplate: { ContainerSpec: { Image: "web:1" }, Placement: {}, ...template },
    ...rest,
  };
}

export const replicas = (count: number): Partial<api.ServiceSpec> => ({
  Mode: { Replicated: { Replicas: count } },
});
