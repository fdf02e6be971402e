// Who an object belongs to. The labels let the next `up` take up again what a killed one left behind, and
// keep two programs from fighting over one object.

import type { Labels } from "./engine/types";
import { known } from "./model/unknown";

const PROJECT = "pulumi-swarm.project";
const STACK = "pulumi-swarm.stack";
const TYPE = "pulumi-swarm.type";
const NAME = "pulumi-swarm.name";
const KEY = "pulumi-swarm.key";

/** docker's own label: which stack an object belongs to. */
export const NAMESPACE = "com.docker.stack.namespace";

/** A Pulumi resource, as its URN names it. */
export interface Owner {
  project: string;
  stack: string;
  /** With the types of its parents: "my:pkg:App$pulumi-nodejs:dynamic/swarm:Service". */
  type: string;
  /** The resource's logical name. */
  name: string;
}

/** From "urn:pulumi:STACK::PROJECT::TYPE::NAME"; TYPE may hold a "$", NAME may hold "::". */
export function ownerOf(urn: string): Owner {
  const [head = "", project = "", type = "", ...name] = urn.split("::");
  return { stack: head.replace("urn:pulumi:", ""), project, type, name: name.join("::") };
}

/** `key` is what the declaration calls the object; a successor has another name but the same key. */
export const ownerLabels = (owner: Owner, key: string): Labels => ({
  [PROJECT]: owner.project,
  [STACK]: owner.stack,
  [TYPE]: owner.type,
  [NAME]: owner.name,
  [KEY]: key,
});

/** On a node that a resource let join, for a member that was there before stays when the resource goes. */
export const JOINED = "pulumi-swarm.joined";

export const isOwnerLabel = (key: string): boolean => key.startsWith("pulumi-swarm.");

/** The same spec, marked as ours; the engine takes no labels on a network with a configuration from elsewhere. */
export function owned<Spec extends { Labels?: Labels; ConfigFrom?: object | null }>(
  spec: Spec,
  owner: Owner,
  key: string,
): Spec {
  if (spec.ConfigFrom) return spec;
  const Labels = known(spec.Labels ?? {}, (labels) => ({ ...labels, ...ownerLabels(owner, key) }));
  return { ...spec, Labels };
}

/** What the labels say besides. */
export const withoutOwner = (labels: Labels | null | undefined): Labels =>
  known(labels ?? {}, (all) =>
    Object.fromEntries(Object.entries(all).filter(([label]) => !isOwnerLabel(label))),
  ) ?? {};

export type Ownership = "ours" | "nobody's" | "another's";

export function ownership(labels: Labels, { project, stack, type, name }: Owner): Ownership {
  if (labels[NAME] === undefined) return "nobody's";
  const ours: Labels = { [PROJECT]: project, [STACK]: stack, [TYPE]: type, [NAME]: name };
  return Object.keys(ours).every((key) => labels[key] === ours[key]) ? "ours" : "another's";
}

/** Whether a resource of the same program made it. */
export const isSameProgram = (labels: Labels, { project, stack }: Owner): boolean =>
  labels[PROJECT] === project && labels[STACK] === stack;

const differIn =
  (keys: string[]) =>
  (labels: Labels, than: Labels): boolean =>
    labels[NAME] !== undefined &&
    than[NAME] !== undefined &&
    keys.some((key) => labels[key] !== than[key]);

/** Whether both are marked, and not by the same resource. */
export const isOfAnother = differIn([PROJECT, STACK, TYPE, NAME]);

/** Whether both are marked, and not by the same program. */
export const isOfAnotherProgram = differIn([PROJECT, STACK]);

/** Whether the object is ours and was made for that key. */
export const isOursFor = (labels: Labels, owner: Owner, key: string): boolean =>
  labels[KEY] === key && ownership(labels, owner) === "ours";

/** The logical name of the resource that made the object, where our labels tell. */
export const nameOf = (labels: Labels): string | undefined => labels[NAME];

/** What the declaration called the object, where our labels tell. */
export const keyOf = (labels: Labels): string | undefined => labels[KEY];

/** For messages: who made an object, as far as its labels tell. */
export function describeOwner(labels: Labels): string {
  if (labels[NAME] !== undefined)
    return `it belongs to "${labels[NAME]}" of Pulumi project "${labels[PROJECT]}", stack "${labels[STACK]}"`;
  if (labels[NAMESPACE] !== undefined)
    return `it belongs to the docker stack "${labels[NAMESPACE]}"`;
  return "no Pulumi stack made it";
}
