// What runs of the demo's stack, as the engine tells it.

import type { Node, Service, Task } from "../../provider/engine/types";
import { ask, type Target } from "../images/target";

export const NAMESPACE = "getstartedlab";
const LABEL = "com.docker.stack.namespace";

export interface Running {
  service: string;
  image: string;
  running: number;
  wanted: number;
  nodes: string[];
  /** "4000→80/tcp". */
  ports: string[];
}

/** Lists the stack's services with what runs of each, by name. */
export async function observe(target: Target): Promise<Running[]> {
  const services = await ask<Service[]>(target, `/services?${filter({ label: [stackLabel] })}`);
  const tasks = await ask<Task[]>(target, `/tasks?${filter({ "desired-state": ["running"] })}`);
  const nodes = await ask<Node[]>(target, "/nodes");
  return describe({ services, tasks, nodes });
}

export const stackLabel = `${LABEL}=${NAMESPACE}`;

export function filter(filters: Record<string, string[]>): string {
  return `filters=${encodeURIComponent(JSON.stringify(filters))}`;
}

interface Observed {
  services: Service[];
  tasks: Task[];
  nodes: Node[];
}

/** Counts the running tasks of each service, and says on which nodes they are. */
export function describe({ services, tasks, nodes }: Observed): Running[] {
  const hostnames = new Map(nodes.map(({ ID, Description }) => [ID, Description.Hostname]));
  const lines = services.map(({ ID, Spec, Endpoint }): Running => {
    const own = tasks.filter((task) => task.ServiceID === ID && task.DesiredState === "running");
    const running = own.filter((task) => task.Status.State === "running");
    const ports = Endpoint?.Ports ?? [];
    return {
      service: Spec.Name,
      // a digest says nothing to a person
      image: Spec.TaskTemplate.ContainerSpec.Image.replace(/@sha256:.*/, ""),
      running: running.length,
      wanted: Spec.Mode.Replicated?.Replicas ?? own.length,
      nodes: [...new Set(running.map(({ NodeID = "" }) => hostnames.get(NodeID) ?? NodeID))].sort(),
      ports: ports.map((port) => `${port.PublishedPort}→${port.TargetPort}/${port.Protocol}`),
    };
  });
  return lines.sort((a, b) => (a.service < b.service ? -1 : 1));
}
