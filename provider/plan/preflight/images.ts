// What is said before a rollout of images that no registry told of: which of the nodes that may run their tasks
// have them, which lack them, of which nobody knows, and what to do. Pure.

import { hostnameOf, nodesByTasks, nodesDo, wayOut } from "../../converge/images";
import type { Node, ServiceSpec, Task } from "../../engine/types";
import { fittingNodes } from "./nodes";

/** A service that is made, or gets another image, without its registry's word on that image. */
export interface Untold {
  image: string;
  spec: ServiceSpec;
  /** In words: "the registry refused access (…)". */
  why: string;
  /** What to look at first. */
  check?: string;
  /** Whether a registry was asked at all. */
  isAsked: boolean;
}

export interface Places {
  nodes: Node[];
  /** The node of the engine that was asked. */
  nodeId?: string;
  /** Whether that engine has them, by image; undefined where it does not say. */
  held: Map<string, boolean | undefined>;
  /** Of the whole swarm; asked for only where another node than the engine's is in question. */
  tasks: Task[];
}

/** Whether a node may run it that the engine itself does not answer for. */
export const asksTasks = (
  untold: Untold[],
  { nodes, nodeId, held }: Omit<Places, "tasks">,
): boolean =>
  untold.some(({ image, spec }) =>
    fittingNodes(spec, nodes).some(({ ID }) => ID !== nodeId || held.get(image) === undefined),
  );

interface Found {
  images: string[];
  services: string[];
  has: string[];
  lacks: string[];
  unknown: string[];
  /** The engine's own node, which has them and may not run their tasks. */
  aside?: string;
}

/** One sentence for each image; images of which the very same is to be said share it. */
export function placesOfImages(untold: Untold[], places: Places): string[] {
  const images = [...new Set(untold.map(({ image }) => image))].sort();
  const groups = new Map<string, Found & Pick<Untold, "why" | "check">>();
  for (const image of images) {
    const users = untold.filter((one) => one.image === image);
    const found = { ...whereIs(image, users, places), why: users[0]?.why ?? "" };
    if (found.lacks.length + found.unknown.length === 0) continue;
    const { services, ...same } = found;
    const key = JSON.stringify(same);
    const group = groups.get(key);
    const all = [...(group?.services ?? []), ...services];
    groups.set(key, {
      ...found,
      check: users[0]?.check,
      images: [...(group?.images ?? []), image],
      services: [...new Set(all)].sort(),
    });
  }
  return [...groups.values()].map(sentence);
}

function whereIs(image: string, users: Untold[], places: Places): Omit<Found, "images"> {
  const { nodes, nodeId, held, tasks } = places;
  const byTasks = nodesByTasks(image, tasks);
  const has = ({ ID }: Node): boolean | undefined =>
    (ID === nodeId ? held.get(image) : undefined) ?? byTasks.get(ID);
  const fits = new Set(users.flatMap(({ spec }) => fittingNodes(spec, nodes)));
  const fitting = nodes.filter((node) => fits.has(node));
  const named = (wanted: boolean | undefined): string[] =>
    fitting
      .filter((node) => has(node) === wanted)
      .map(hostnameOf)
      .sort();
  const own = nodes.find(({ ID }) => ID === nodeId);
  const isAside = own !== undefined && has(own) === true && !fitting.includes(own);
  return {
    services: users.map(({ spec }) => spec.Name),
    ...{ has: named(true), lacks: named(false), unknown: named(undefined) },
    ...(isAside && { aside: hostnameOf(own) }),
  };
}

function sentence({
  images,
  services,
  why,
  check,
  ...where
}: Found & Pick<Untold, "why" | "check">) {
  const { has, lacks, unknown } = where;
  const parts = [
    `${count("Image", images)} of ${count("service", services)}: ${why}.`,
    `${whoHas(where, images.length)}.`,
    'A task on a node without it is rejected with "No such image", unless the node can pull it itself.',
    check,
    wayOut({ images, has, lacks: [...lacks, ...unknown], services: services.length }),
  ];
  return parts.filter(Boolean).join(" ");
}

function whoHas({ has, lacks, unknown, aside }: Omit<Found, "images" | "services">, many: number) {
  const it = many === 1 ? "it" : "them";
  const parts = [
    has.length > 0 && `${nodesDo(has, "has", "have")} ${it}`,
    aside && `${aside} has ${it}, and may not run ${it}`,
    lacks.length > 0 && `${nodesDo(lacks, "lacks", "lack")} ${it}`,
    unknown.length > 0 && `${nodesDo(unknown, "is", "are")} not known to have ${it}`,
  ];
  return parts.filter(Boolean).join("; ");
}

const count = (noun: string, names: string[]): string =>
  `${noun}${names.length === 1 ? "" : "s"} ${names.join(", ")}`;
