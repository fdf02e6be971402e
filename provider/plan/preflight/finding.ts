// What a look at the live swarm finds before a rollout, and what it is found in. Types only.

import type { Node, Service, ServiceSpec, Task } from "../../engine/types";
import type { Live } from "../../objects/object";
import type { Owner } from "../../owner";
import type { Plan } from "../plan";

export interface Finding {
  reason: string;
  /** true: it may still turn out well, so nothing is refused for it. */
  warning?: boolean;
}

/** A service that the plan makes or changes. */
export interface Wanted {
  spec: ServiceSpec;
  /** Whether it runs already, and its tasks hold what they hold. */
  runs: boolean;
}

export interface Swarm {
  plan: Plan;
  nodes: Node[];
  /** Services that the plan neither declares nor removes; only asked for where ports are published. */
  others: Service[];
  /** What runs; only asked for where nodes may be too full. */
  tasks: Task[];
  /** The objects that the plan was made from. */
  live: Live[];
  owner: Owner;
  /** Whether something that the run does first may bring nodes, or label them. */
  nodesMayChange: boolean;
}
