// Several objects at once, in an order that does not depend on who made them first.

import type { Engine, Filters } from "../engine/engine";
import type { Service, Task } from "../engine/types";
import { byKeys, compact } from "../model/compact";
import { NAMESPACE } from "../owner";
import type { GetNodeResult, GetServiceResult, GetTaskResult } from "./answers";
import { missing, pick } from "./find";
import * as kinds from "./kinds";
import { nodeAnswer } from "./object-words";
import type { NodesQuestion, ServicesQuestion, TasksQuestion } from "./questions";
import { serviceAnswer, targetsOf, taskAnswer } from "./service-words";

export async function servicesLike(
  engine: Engine,
  { labels = {}, stack }: ServicesQuestion,
): Promise<GetServiceResult[]> {
  const wanted = { ...labels, ...(stack !== undefined && { [NAMESPACE]: stack }) };
  const label = Object.entries(wanted).map(([key, value]) => `${key}=${value}`);
  const found = await kinds.service.list(engine, label.length > 0 ? { label } : {});
  const names = await networkNames(engine, found);
  return found.map((each) => serviceAnswer(each, names)).sort(byKeys(({ name }) => [name]));
}

/** Names by id of the networks that services have joined, by one request at most. */
export async function networkNames(
  engine: Engine,
  services: Service[],
): Promise<Map<string, string>> {
  const ids = [...new Set(services.flatMap(targetsOf))];
  const networks = ids.length > 0 ? await engine.networks.list({ id: ids }) : [];
  return new Map(networks.map(({ Id, Name }) => [Id, Name]));
}

export async function tasksLike(
  engine: Engine,
  { service, node, stack, desiredState }: TasksQuestion,
): Promise<GetTaskResult[]> {
  const [services, nodes] = await Promise.all([engine.services.list(), engine.nodes.list()]);
  const named =
    service === undefined
      ? services
      : [await among(engine, kinds.service, { all: services, nameOrId: service })];
  const meant = named.filter(({ Spec }) => !stack || Spec.Labels?.[NAMESPACE] === stack);
  const on =
    node === undefined ? node : await among(engine, kinds.node, { all: nodes, nameOrId: node });
  if (meant.length === 0) return [];
  const filters = compact({
    service: stack || service ? meant.map(({ ID }) => ID) : undefined,
    node: on && [on.ID],
    "desired-state": desiredState && [desiredState],
  });
  const tasks = (await engine.tasks.list(filters as Filters)).sort(newestFirst);
  const answers = tasks.map((task) =>
    taskAnswer(
      task,
      meant.find(({ ID }) => ID === task.ServiceID),
      nodes.find(({ ID }) => ID === task.NodeID),
    ),
  );
  return answers.sort(byKeys(placeOf));
}

const among = async <T>(
  engine: Engine,
  kind: kinds.Findable<T>,
  { all, nameOrId }: { all: T[]; nameOrId: string },
): Promise<T> => pick(kind, all, nameOrId) ?? missing(engine, kind, nameOrId);

/** A slot's tasks may have run on several nodes; those of a global service have the node for their place. */
const placeOf = ({ service, slot, node = "" }: GetTaskResult): (string | number)[] =>
  slot === undefined ? [service, 0, node] : [service, slot];

/** The sort by place is stable: within a slot the newest stays first, as in `docker service ps`. */
const newestFirst = (one: Task, other: Task): number =>
  Date.parse(other.CreatedAt) - Date.parse(one.CreatedAt);

export async function nodesLike(
  engine: Engine,
  { role, availability, labels = {} }: NodesQuestion,
): Promise<GetNodeResult[]> {
  const all = (await engine.nodes.list()).map(nodeAnswer);
  return all
    .filter((one) => role === undefined || one.role === role)
    .filter((one) => availability === undefined || one.availability === availability)
    .filter((one) => Object.entries(labels).every(([key, value]) => one.labels[key] === value))
    .sort(byKeys(({ hostname, id }) => [hostname, id]));
}
