// What Pulumi's state holds of a resource: its inputs, whole, beside what was observed. Keys that begin with
// two underscores are never shown to the user. Old states are read for ever: keys are added, never reused.

import { isUnknown } from "./model/unknown";
import type { Recorded } from "./objects/object";
import { ownerOf, type Owner } from "./owner";

export type Props = Record<string, unknown>;

/** Hidden inputs, set by the SDK's classes. */
interface Hidden {
  /** The resource's URN: whose rows to log to, and whose labels to write. */
  __urn?: string;
  /** true in a preview; never reaches the state. */
  __preview?: boolean;
  /** Names of networks that other resources of this run make; never reaches the state. */
  __made?: string[];
  /** The name that the program gave, of which `name` may be a later version. */
  __declared?: string;
  /** true: it waits for resources that may bring nodes or label them; never reaches the state. */
  __after?: boolean;
  /** Id of the cluster resource's swarm; unknown while it is not yet made. */
  __cluster?: string;
  /** true where a program asks for an object that it does not own; never reaches the state. */
  __get?: boolean;
  /** Of a cluster: logical names of the nodes that the program declares for it. */
  __nodes?: string[];
  /** The paths of `ignoreChanges`. */
  __ignore?: string[];
}

/** Keys of a state that are not inputs. */
export const OUTPUTS = {
  clusterId: "clusterId",
  objects: "__objects",
  /** Id of the engine, for what lives on one engine rather than in the swarm. */
  engineId: "__engineId",
  /** true for an object that a program uses without owning it. */
  got: "__got",
  /** Token of the run that took the objects up; see lifecycle/taken-up.ts. */
  claim: "__claim",
  /** Node ids of a swarm's managers, when it was seen last. */
  managers: "__managers",
  /** true when the last run failed after something was sent. */
  unfinished: "__unfinished",
} as const;

export const hidden = (props: Props): Hidden => props;

/** The swarm of the `cluster` arg, where it is known already. */
export function clusterOf(props: Props): string | undefined {
  const { __cluster } = hidden(props);
  return isUnknown(__cluster) ? undefined : __cluster;
}

export const owner = (props: Props): Owner => ownerOf(hidden(props).__urn ?? "");

export function recorded(outs: Props): Recorded[] {
  return Array.isArray(outs[OUTPUTS.objects]) ? (outs[OUTPUTS.objects] as Recorded[]) : [];
}

/** The args alone, without hidden keys. */
export function visible(props: Props): Props {
  return Object.fromEntries(Object.entries(props).filter(([key]) => !key.startsWith("__")));
}

/** The hidden keys that belong into the state. */
export function hiddenKept(props: Props): Props {
  const { __urn, __cluster, __nodes, __ignore, __declared } = hidden(props);
  const __provider = props.__provider;
  return withoutUndefined({
    ...{ __urn, __cluster, __nodes, __ignore, __declared, __provider },
  }) as Props;
}

/** Pulumi's server cannot carry `undefined`; a key without a value is left out, at any depth. */
export function withoutUndefined(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutUndefined);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, item]) => item !== undefined)
      .map(([key, item]) => [key, withoutUndefined(item)]),
  );
}
