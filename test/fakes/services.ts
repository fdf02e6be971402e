// Services of a fake engine and their tasks: one for each replica, made at once, replaced when the template
// changes. They do nothing by themselves.

import type { Filters } from "../../provider/engine/engine";
import type * as api from "../../provider/engine/types";
import { createStore, refuse } from "./store";

type Known = (kind: "network" | "secret" | "config", idOrName: string) => boolean;

export function createServices(nextIndex: () => number, known: Known) {
  const store = createStore<api.ServiceSpec>("service", nextIndex);
  const previous = new Map<string, api.ServiceSpec>();
  let tasks: api.Task[] = [];

  const shown = (one: api.Service): api.Service => ({
    ...one,
    PreviousSpec: previous.get(one.ID),
    ...(one.Spec.EndpointSpec?.Ports && { Endpoint: { Ports: one.Spec.EndpointSpec.Ports } }),
  });
  const counted = (one: api.Service): api.Service => {
    const meant = tasks.filter(
      (task) => task.ServiceID === one.ID && task.DesiredState === "running",
    );
    const running = meant.filter(({ Status }) => Status.State === "running");
    const ServiceStatus = { RunningTasks: running.length, DesiredTasks: meant.length };
    return { ...shown(one), ServiceStatus };
  };
  const find = (key: string) => store.find(key) ?? refuse("service", key, 404, "not found");
  const startTasks = ({ ID, Spec }: api.Service) => {
    const { Replicas = 1 } = Spec.Mode.Replicated ?? {};
    const running = tasks.filter(
      (task) => task.ServiceID === ID && task.DesiredState === "running",
    );
    for (const task of running) {
      const stays = sameTemplate(task, Spec) && (task.Slot ?? 0) <= Replicas;
      if (!stays) Object.assign(task, { DesiredState: "shutdown" });
    }
    for (let Slot = 1; Slot <= Replicas; Slot += 1) {
      const there = running.some((task) => task.Slot === Slot && task.DesiredState === "running");
      if (!there) tasks.push(newTask(ID, Slot, Spec.TaskTemplate, nextIndex()));
    }
  };

  return {
    tasks: {
      list: async (filters: Filters = {}): Promise<api.Task[]> => {
        const services = filters.service?.map((key) => find(key).ID);
        const wanted = filters["desired-state"];
        return tasks.filter(
          (task) =>
            (services?.includes(task.ServiceID) ?? true) &&
            (filters.id?.includes(task.ID) ?? true) &&
            (filters.node?.includes(task.NodeID ?? "") ?? true) &&
            (wanted?.includes(task.DesiredState) ?? true) &&
            (!filters["_up-to-date"] || sameTemplate(task, find(task.ServiceID).Spec)),
        );
      },
      logs: async (): Promise<string[]> => [],
    },
    calls: {
      list: async (filters?: Filters) => store.list(filters).map(shown),
      counted: async (filters?: Filters) => store.list(filters).map(counted),
      inspect: async (key: string) => {
        const found = store.find(key);
        return found && shown(found);
      },
      create: async (spec: api.ServiceSpec) => {
        refuseUnknown(spec, known);
        refusePorts(spec, store.all());
        const made = store.create({ ...spec, Labels: spec.Labels ?? {} });
        startTasks(made);
        return made.ID;
      },
      update: async (key: string, version: number, spec: api.ServiceSpec) => {
        const old = find(key).Spec;
        if (old.Name !== spec.Name) {
          refuse(`service ${old.Name}`, "update", 501, "renaming services is not supported");
        }
        refuseUnknown(spec, known);
        const others = store.all().filter(({ Spec }) => Spec.Name !== spec.Name);
        refusePorts(spec, others);
        const changed = store.update(key, version, { ...spec, Labels: spec.Labels ?? {} });
        previous.set(changed.ID, old);
        startTasks(changed);
      },
      remove: async (key: string) => {
        const { ID } = store.find(key) ?? {};
        store.remove(key);
        tasks = tasks.filter((task) => task.ServiceID !== ID);
      },
    },
    /** Names of the services that refer to an object. */
    usersOf: (id: string, name: string) =>
      store
        .all()
        .filter(({ Spec }) => references(Spec).some(([, key]) => key === id || key === name))
        .map(({ Spec }) => Spec.Name),
    bump: (key: string) => {
      const { ID, Version, Spec } = find(key);
      store.update(ID, Version.Index, Spec);
    },
    move: (key: string, State: api.TaskState, more: Partial<api.Task["Status"]> = {}) => {
      const { ID, Spec } = find(key);
      for (const task of tasks) {
        if (task.ServiceID !== ID || task.DesiredState !== "running") continue;
        task.Status = { ...task.Status, ...more, State };
        if (isOver(Spec, State)) task.DesiredState = "shutdown";
      }
    },
  };
}

/** Ended, and not to be started again; others that end are never started again here, either. */
const isOver = ({ Mode, TaskTemplate }: api.ServiceSpec, state: api.TaskState): boolean =>
  Mode.Replicated !== undefined &&
  ["failed", "rejected", "complete"].includes(state) &&
  TaskTemplate.RestartPolicy?.Condition === "none";

function references(spec: api.ServiceSpec): ["network" | "secret" | "config", string][] {
  const { ContainerSpec, Networks = [] } = spec.TaskTemplate;
  return [
    ...Networks.map(({ Target }) => ["network", Target] as ["network", string]),
    ...(ContainerSpec.Secrets ?? []).map((ref) => ["secret", ref.SecretID] as ["secret", string]),
    ...(ContainerSpec.Configs ?? []).map((ref) => ["config", ref.ConfigID] as ["config", string]),
  ];
}

function refuseUnknown(spec: api.ServiceSpec, known: Known): void {
  for (const [kind, key] of references(spec)) {
    if (!known(kind, key)) refuse(`service ${spec.Name}`, "send", 500, `${kind} ${key} not found`);
  }
}

/** A published port has one service, but that of nodes. */
function refusePorts(spec: api.ServiceSpec, others: { ID: string; Spec: api.ServiceSpec }[]): void {
  for (const { PublishedPort, Protocol, PublishMode } of spec.EndpointSpec?.Ports ?? []) {
    const holder = others.find(({ Spec }) =>
      Spec.EndpointSpec?.Ports?.some(
        (port) =>
          port.PublishedPort === PublishedPort &&
          (port.Protocol ?? "tcp") === (Protocol ?? "tcp") &&
          !(port.PublishMode === "host" && PublishMode === "host"),
      ),
    );
    if (!PublishedPort || holder === undefined) continue;
    const words = `port '${PublishedPort}' is already in use by service '${holder.Spec.Name}' (${holder.ID}) as an ingress port`;
    refuse(`service ${spec.Name}`, "send", 400, words);
  }
}

function sameTemplate(task: api.Task, { TaskTemplate }: api.ServiceSpec): boolean {
  return JSON.stringify(task.Spec) === JSON.stringify(TaskTemplate);
}

function newTask(ServiceID: string, Slot: number, Spec: api.TaskSpec, index: number): api.Task {
  const at = new Date(0).toISOString();
  return {
    ...{ ID: `task${index}`, Version: { Index: index }, CreatedAt: at, UpdatedAt: at },
    ...{ Spec, ServiceID, Slot, NodeID: "node1" },
    Status: { Timestamp: at, State: "new", Message: "created" },
    DesiredState: "running",
  };
}
