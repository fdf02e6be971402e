// Whether the nodes that fit have room for all tasks: bounds a node, ports of nodes, reservations. Pure.

import type { Node, ServiceSpec } from "../../engine/types";
import { isUnknown } from "../../model/unknown";
import { isSameProgram } from "../../owner";
import { reservationsOf } from "./amounts";
import { nodeCount } from "./filters";
import type { Finding, Swarm, Wanted } from "./finding";
import { fittingNodes, isGlobal, returningNodes } from "./nodes";
import { holdersOnNodes, portsOf } from "./ports";

interface Question {
  spec: ServiceSpec;
  replicas: number;
  fitting: Node[];
  swarm: Swarm;
}

/** What does not fit, the most certain first; a service that fits nowhere is not asked for its room. */
export function noRoom({ spec, runs }: Wanted, swarm: Swarm): Finding[] {
  const replicas = isUnknown(spec.Mode) ? undefined : spec.Mode.Replicated?.Replicas;
  const count = spec.Mode.Replicated && replicas === undefined ? 1 : replicas;
  const fitting = fittingNodes(spec, swarm.nodes);
  if (fitting.length === 0) return [];
  if (isGlobal(spec)) return heldEverywhere(spec, fitting, swarm);
  if (count === undefined || isUnknown(count)) return [];
  const question = { spec, replicas: count, fitting, swarm };
  const found = lackOf(question, runs);
  // Those that are down, or that a new leader has not heard of yet, may come back.
  const later = [...fitting, ...returningNodes(spec, swarm.nodes)];
  const stays = lackOf({ ...question, fitting: later }, runs).some((one) => one.warning !== true);
  return stays ? found : found.map((one) => ({ ...one, warning: true }));
}

function lackOf(question: Question, runs: boolean): Finding[] {
  const certain = [...tooManyANode(question), ...portsOfNodes(question, runs)];
  if (certain.length > 0) return certain;
  const empty = whenEmpty(question);
  return empty.length > 0 ? empty : asItIs(question);
}

function tooManyANode({ spec, replicas, fitting }: Question): Finding[] {
  const { Placement } = spec.TaskTemplate;
  const most = isUnknown(Placement) ? 0 : Placement.MaxReplicas;
  if (!most || isUnknown(most) || replicas <= most * fitting.length) return [];
  const reason =
    `Service "${spec.Name}": ${replicas} replicas, and ${nodeCount(fitting.length)} that fit take ${most} each. ` +
    "Raise deploy.placement.maxReplicasPerNode, lower the replicas, or add a node.";
  return [{ reason }];
}

function portsOfNodes({ spec, replicas, fitting, swarm }: Question, runs: boolean): Finding[] {
  const ports = portsOf(spec.EndpointSpec?.Ports).filter(({ onNodes }) => onNodes);
  const [first] = ports;
  if (first === undefined) return [];
  const { free, holders } = freeNodes(spec, fitting, swarm);
  // What the same program declares may give the port up in this very run.
  const warning = holders.some((one) => isSameProgram(one.Spec.Labels ?? {}, swarm.owner));
  const held = holders.length > 0 ? `, and ${quoted(holders)} has it on others` : "";
  const where = `${nodeCount(free.length)} ${free.length === 1 ? "is" : "are"} free for it${held}`;
  if (replicas > free.length) {
    const reason =
      `Service "${spec.Name}": port ${first.port} is taken once a node: ${replicas} replicas, and ${where}. ` +
      'Lower the replicas, add a node, or publish with mode "ingress".';
    return [{ reason, warning }];
  }
  const { UpdateConfig } = spec;
  const order = isUnknown(UpdateConfig) ? undefined : UpdateConfig?.Order;
  if (!runs || order !== "start-first" || replicas < free.length || replicas === 0) return [];
  const reason =
    `Service "${spec.Name}": start-first needs a node to spare, for port ${first.port} is taken once a node: ` +
    `${replicas} replicas, and ${where}. Use "stop-first", or add a node.`;
  return [{ reason }];
}

function freeNodes(spec: ServiceSpec, fitting: Node[], { others, tasks }: Swarm) {
  const holders = holdersOnNodes(spec, others);
  const held = (node: Node): boolean =>
    tasks.some(
      ({ NodeID, ServiceID }) => NodeID === node.ID && holders.some(({ ID }) => ID === ServiceID),
    );
  return { free: fitting.filter((node) => !held(node)), holders };
}

const quoted = (holders: { Spec: ServiceSpec }[]): string =>
  holders.map(({ Spec }) => `service "${Spec.Name}"`).join(", ");

function heldEverywhere(spec: ServiceSpec, fitting: Node[], swarm: Swarm): Finding[] {
  const { free, holders } = freeNodes(spec, fitting, swarm);
  if (free.length === fitting.length) return [];
  const reason =
    `Service "${spec.Name}": it is global, and ${quoted(holders)} has a port of it on ` +
    `${fitting.length - free.length} of ${nodeCount(fitting.length)}. Publish another port, or keep them apart by constraints.`;
  return [{ reason }];
}

function whenEmpty({ spec, replicas, fitting }: Question): Finding[] {
  return reservationsOf(spec).flatMap(({ what, amount, of }) => {
    const room = fitting.reduce((sum, node) => sum + Math.floor(of(node) / amount), 0);
    if (room >= replicas) return [];
    const reason =
      `Service "${spec.Name}": ${replicas} tasks reserve ${what} each, and ${nodeCount(fitting.length)} that fit ` +
      `have room for ${room}, even when nothing else runs. Lower deploy.resources.reservations, or add a node.`;
    return [{ reason }];
  });
}

/** Others may end, or be moved, before it starts. */
function asItIs({ spec, replicas, fitting, swarm }: Question): Finding[] {
  const reservations = reservationsOf(spec);
  const own = reservations.length > 0 ? ownIds(swarm) : new Set<string>();
  return reservations.flatMap(({ what, amount, of, kept }) => {
    const free = fitting.map((node) => {
      const there = swarm.tasks.filter((one) => one.NodeID === node.ID && !own.has(one.ServiceID));
      return Math.max(0, of(node) - there.reduce((sum, task) => sum + kept(task), 0));
    });
    const room = free.reduce((sum, amountFree) => sum + Math.floor(amountFree / amount), 0);
    if (room >= replicas) return [];
    const reason =
      `Service "${spec.Name}": ${replicas} tasks reserve ${what} each, and there is room for ${room} now, ` +
      "beside what other services reserve. The rest waits until they leave some.";
    return [{ reason, warning: true }];
  });
}

/** Services of this plan are changed by it, and what they keep with them; one set for all its services. */
function ownIds({ plan }: Swarm): Set<string> {
  const known = idsOf.get(plan);
  if (known) return known;
  const ids = new Set(plan.steps.flatMap((step) => ("live" in step ? [step.live.id] : [])));
  idsOf.set(plan, ids);
  return ids;
}

const idsOf = new WeakMap<Swarm["plan"], Set<string>>();
