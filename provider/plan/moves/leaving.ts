// Which running tasks a node lets go when it is drained, removed, or changed so that their constraints no longer
// match it, and what becomes of them. Source: moby/swarmkit, manager/orchestrator (constraintenforcer, global,
// jobs, replicated, restart). Pure.

import { fits } from "../../converge/constraints";
import { placementOf } from "../../converge/eligible";
import { hasEnded, isWanted } from "../../converge/slots";
import type { Node, Service, Task } from "../../engine/types";
import { isGlobal } from "../preflight/nodes";
import { isJob } from "../restarts";

/** What a manager tells. */
export interface Seen {
  nodes: Node[];
  tasks: Task[];
  services: Service[];
}

/** How a node is to be; undefined when it is to leave the swarm. */
export interface NodeChange {
  id: string;
  after: Node["Spec"] | undefined;
}

/**
 * "moves": another task starts on another node. "again": so it does, and what the job has done so far is lost.
 * "stops": a global service has its tasks on their nodes and nowhere else. "ends": the restart policy starts no other.
 * "stays": a drain ends no task of a job.
 */
export type Fate = "moves" | "again" | "stops" | "ends" | "stays";

export interface Leaving {
  service: Service;
  fate: Fate;
  tasks: Task[];
}

/** Sorted by the services' names. */
export function leaving({ id, after }: NodeChange, seen: Seen): Leaving[] {
  const node = seen.nodes.find(({ ID }) => ID === id);
  if (node === undefined) return [];
  const there = seen.tasks.filter((task) => task.NodeID === id && isLive(task));
  return [...seen.services]
    .sort((a, b) => (a.Spec.Name < b.Spec.Name ? -1 : 1))
    .filter((service) => mustLeave(service, after && { ...node, Spec: after }))
    .map((service) => ({
      service,
      fate: fateOf(service, after),
      tasks: there.filter(({ ServiceID }) => ServiceID === service.ID),
    }))
    .filter(({ tasks }) => tasks.length > 0);
}

/** Whether the task runs, or is about to. */
export const isLive = (task: Task): boolean => isWanted(task) && !hasEnded(task);

/** A paused node keeps what it has, whether it still fits or not. */
function mustLeave({ Spec }: Service, node: Node | undefined): boolean {
  if (node === undefined || node.Spec.Availability === "drain") return true;
  return node.Spec.Availability === "active" && !fits(node, placementOf(Spec).Constraints);
}

function fateOf({ Spec }: Service, after: Node["Spec"] | undefined): Fate {
  if (isJob(Spec) && after?.Availability === "drain") return "stays";
  if (isGlobal(Spec)) return "stops";
  if (isJob(Spec)) return "again";
  return Spec.TaskTemplate.RestartPolicy?.Condition === "none" ? "ends" : "moves";
}
