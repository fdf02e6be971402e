// A stack's services and tasks on the engine, asked with as few requests as will do.

import { setTimeout as sleep } from "node:timers/promises";
import type { Network, Service, Task } from "../../../provider/engine/types";
import { request } from "../../engine/request";

/** How fast the end of a wait is noticed. */
const LOOK_MS = 100;
/** A rollout that takes longer hangs. */
const LIMIT_MS = 10 * 60_000;

export interface StackOn {
  services(): Promise<Service[]>;
  networks(): Promise<Network[]>;
  /** Ids of all its tasks. */
  tasks(): Promise<string[]>;
  /** Waits until each service has as many tasks running as it wants, and no update is under way. */
  untilRunning(): Promise<void>;
  untilGone(tasks: string[]): Promise<void>;
}

export function stackOn(host: string, name: string): StackOn {
  const label = [`com.docker.stack.namespace=${name}`];
  const list = <T>(kind: string, filters: Record<string, string[]>): Promise<T[]> =>
    request<T[]>(host, `/${kind}?filters=${encodeURIComponent(JSON.stringify(filters))}`);
  const services = (): Promise<Service[]> => list("services", { label });
  const tasksOf = async (all: Service[]): Promise<Task[]> =>
    all.length === 0 ? [] : list("tasks", { service: all.map(({ ID }) => ID) });
  return {
    services,
    networks: () => list("networks", { label }),
    tasks: async () => (await tasksOf(await services())).map(({ ID }) => ID),
    untilRunning: () =>
      until(async () => {
        const all = await services();
        return all.every(isSettled) && areRunning(all, await tasksOf(all));
      }),
    untilGone: (tasks) =>
      until(async () => tasks.length === 0 || (await list("tasks", { id: tasks })).length === 0),
  };
}

async function until(isDone: () => Promise<boolean>): Promise<void> {
  for (const endMs = Date.now() + LIMIT_MS; !(await isDone()); await sleep(LOOK_MS))
    if (Date.now() > endMs)
      throw new Error(`the engine was not done in ${LIMIT_MS / 60_000} minutes`);
}

/** An update that has just been sent has no state yet, but its tasks are not the wanted ones. */
const isSettled = ({ UpdateStatus }: Service): boolean =>
  UpdateStatus?.State === undefined || UpdateStatus.State === "completed";

function areRunning(services: Service[], tasks: Task[]): boolean {
  const running = new Map<string, number>();
  for (const { ServiceID, Status, DesiredState, Spec } of tasks) {
    const service = services.find(({ ID }) => ID === ServiceID);
    const isNew = String(Spec.ContainerSpec?.Env) === String(envOf(service));
    if (Status.State === "running" && DesiredState === "running" && isNew)
      running.set(ServiceID, (running.get(ServiceID) ?? 0) + 1);
  }
  return services.every(
    ({ ID, Spec }) => (running.get(ID) ?? 0) === (Spec.Mode.Replicated?.Replicas ?? 1),
  );
}

const envOf = (service: Service | undefined): string[] | undefined =>
  service?.Spec.TaskTemplate.ContainerSpec.Env as string[] | undefined;
