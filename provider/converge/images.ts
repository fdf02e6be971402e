// Which nodes have an image, as far as tasks tell, and what to do for those that do not: the same words before a
// rollout and after one that failed. Pure.

import type { Node, Task } from "../engine/types";
import { inList } from "../in-list";

const MISSING =
  /No such image|manifest .*(unknown|not found)|pull access denied|repository does not exist/i;

/** Whether these are an engine's words for an image that it neither has nor gets. */
export const saysMissing = (error: string): boolean => MISSING.test(error);

const RUNS = ["ready", "starting", "running"];

/** By node: true where a task of this very image runs, false where the last one was rejected for want of it. */
export function nodesByTasks(image: string, tasks: Task[]): Map<string, boolean> {
  const byNode = new Map<string, Task[]>();
  for (const task of tasks) {
    if (!task.NodeID || task.Spec.ContainerSpec.Image !== image) continue;
    byNode.set(task.NodeID, [...(byNode.get(task.NodeID) ?? []), task]);
  }
  const told = [...byNode].flatMap(([id, there]) => {
    const has = tellsOf(there);
    return has === undefined ? [] : [[id, has] as const];
  });
  return new Map(told);
}

/** A task that had its container and ended does not prove that the image is still there, but that it came. */
function tellsOf(tasks: Task[]): boolean | undefined {
  const running = tasks.filter(({ Status }) => RUNS.includes(Status.State));
  const rejected = tasks.filter(
    ({ Status }) => Status.State === "rejected" && saysMissing(Status.Err ?? ""),
  );
  const ended = tasks.filter(
    ({ Status }) => Status.State !== "rejected" && Status.ContainerStatus?.ContainerID,
  );
  const lastMs = newest(rejected);
  if (lastMs !== undefined && lastMs >= Math.max(newest(running) ?? 0, newest(ended) ?? 0))
    return false;
  return running.length > 0 ? true : undefined;
}

const newest = (tasks: Task[]): number | undefined =>
  tasks.length > 0
    ? Math.max(...tasks.map(({ Status }) => Date.parse(Status.Timestamp)))
    : undefined;

export interface Without {
  images: string[];
  /** Names of nodes that have them, and of those that do not. */
  has: string[];
  lacks: string[];
  /** How many services are meant. */
  services: number;
}

/** How the nodes get an image, or its tasks a node that has it. */
export function wayOut({ images, has, lacks, services }: Without): string {
  const it = images.length === 1 ? "it" : "them";
  const [to = "NODE"] = lacks;
  const push = `Push ${it} to a registry that the nodes reach`;
  const load = `load ${it} there (docker save ${images.join(" ")} | ssh ${to} docker load)`;
  if (has.length === 0) return `${push}, or ${load}.`;
  const bound = services === 1 ? "the service" : "the services";
  const constraint = `deploy.placement.constraints: ["node.hostname == ${has[0]}"]`;
  return `${push}, ${load}, or bind ${bound} to nodes that have ${it} (${constraint}).`;
}

/** The name of a node among people. */
export const hostnameOf = ({ Description }: Node): string => Description.Hostname;

/** Longest list that is spelled out. */
const SHOWN = 5;

/** "m1 lacks", "w1 and w2 lack": nodes, and what they do. */
export const nodesDo = (names: string[], one: string, many: string): string =>
  `${inList(names, SHOWN)} ${names.length === 1 ? one : many}`;
