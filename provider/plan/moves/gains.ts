// What a node gets that is activated or labelled: tasks of global services, and those that wait for a node. Nothing
// moves to it by itself, for Swarm does not rebalance. Pure.

import type { Node, Service, ServiceSpec } from "../../engine/types";
import { filtersOf } from "../preflight/filters";
import { isAble, isGlobal } from "../preflight/nodes";
import { isLive, type NodeChange, type Seen } from "./leaving";

export interface Gains {
  /** Global services that start a task on it, by name; a global job waits for its next run. */
  starts: string[];
  /** Tasks that no node fitted so far and this one does, by service; it may have no room for them. */
  waiting: Record<string, number>;
}

export function gains({ id, after }: NodeChange, { nodes, tasks, services }: Seen): Gains {
  const node = nodes.find(({ ID }) => ID === id);
  const gained = services
    .filter(
      ({ Spec }) => node && after && takes({ ...node, Spec: after }, Spec) && !takes(node, Spec),
    )
    .sort((a, b) => (a.Spec.Name < b.Spec.Name ? -1 : 1));
  const isThere = (service: Service): boolean =>
    tasks.some((task) => task.ServiceID === service.ID && task.NodeID === id && isLive(task));
  const waiting = gained.flatMap(({ ID, Spec }) => {
    const count = tasks.filter((one) => one.ServiceID === ID && !one.NodeID && isLive(one)).length;
    return count > 0 ? [[Spec.Name, count] as const] : [];
  });
  return {
    starts: gained
      .filter((one) => one.Spec.Mode.Global && !isThere(one))
      .map(({ Spec }) => Spec.Name),
    waiting: Object.fromEntries(waiting),
  };
}

/** Of a global service only what selects nodes counts: its task comes, whether it can run or not. */
const takes = (node: Node, spec: ServiceSpec): boolean =>
  isAble(node) &&
  filtersOf(spec).every(({ selects, fits }) => (isGlobal(spec) && !selects) || fits(node));
