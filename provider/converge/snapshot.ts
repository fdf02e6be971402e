// What one turn of the wait asks the engine: a few requests, however many services.

import type { Engine } from "../engine/engine";
import type { Node, Service, Task } from "../engine/types";

export interface Snapshot {
  services: Map<string, Service>;
  /** Up-to-date tasks by service. */
  tasks: Map<string, Task[]>;
  /** All tasks of the services that roll back: those that failed are no longer up to date. */
  allTasks: Map<string, Task[]>;
  nodes: Node[];
  nodesReadMs: number;
}

/** Nodes change seldom; how old their list may be. */
const NODES_FRESH_MS = 2_000;

/** Reads the services with these ids, their tasks, and the nodes when the last list is too old. */
export async function takeSnapshot(
  engine: Engine,
  ids: string[],
  nowMs: number,
  last: Snapshot | undefined,
): Promise<Snapshot> {
  const services = await engine.services.list({ id: ids });
  // a filter that names a missing service is refused, so these are asked for after the services
  const found = services.map(({ ID }) => ID);
  const rollingBack = services
    .filter(({ UpdateStatus }) => UpdateStatus?.State === "rollback_started")
    .map(({ ID }) => ID);
  const isFresh = last !== undefined && nowMs - last.nodesReadMs < NODES_FRESH_MS;
  const [tasks, allTasks, nodes] = await Promise.all([
    listTasks(engine, found, { "_up-to-date": ["true"] }),
    listTasks(engine, rollingBack),
    isFresh ? last.nodes : engine.nodes.list(),
  ]);
  return {
    services: new Map(services.map((service) => [service.ID, service])),
    tasks: byService(tasks),
    allTasks: byService(allTasks),
    nodes,
    nodesReadMs: isFresh ? last.nodesReadMs : nowMs,
  };
}

/** Tasks of these services; none for none, where an empty filter would list everything. */
export async function listTasks(
  engine: Engine,
  services: string[],
  more: Record<string, string[]> = {},
): Promise<Task[]> {
  return services.length === 0 ? [] : engine.tasks.list({ service: services, ...more });
}

function byService(tasks: Task[]): Map<string, Task[]> {
  const groups = new Map<string, Task[]>();
  for (const task of tasks) {
    const group = groups.get(task.ServiceID);
    if (group) group.push(task);
    else groups.set(task.ServiceID, [task]);
  }
  return groups;
}
