// What every kind of Swarm object can do, and the two sides of a plan: what is declared and what is there.

import type { Engine, RegistryAuth } from "../engine/engine";
import type { Labels } from "../engine/types";
import type { RegistryLogin, ResolveImage } from "../model/registry";
import type { Change } from "../plan/changes";

export type Kind = "swarm" | "node" | "network" | "volume" | "secret" | "config" | "service";

/** An object that the inputs declare. */
export interface Desired {
  kind: Kind;
  /** What the declaration calls it: the key in a stack, the logical name of a single resource. */
  key: string;
  /** Its name in the swarm. */
  name: string;
  /** The engine's spec of its kind. */
  spec: object;
  /** The services that this one comes after, and what it waits for in them. */
  after?: Dependency[];
  /** Where the args of a service stand among the inputs: [], or ["services", "web"]. */
  args?: string[];
  /** What of it others may change: the live value is kept. */
  left?: Left[];
  /** When its image's registry is asked; only services have one. */
  resolveImage?: ResolveImage;
  /** Who its nodes are at its image's registry; true is what `docker login` left on this machine. */
  login?: true | RegistryLogin;
  /** The same as the engine takes it. */
  auth?: RegistryAuth;
}

/** Another service, by its key, and how far it must have got: to be sent, to run, or to have ended well. */
export interface Dependency {
  key: string;
  until: Condition;
  /** true: this one goes on where the other one fails, or was held back. */
  isOptional?: true;
}
export type Condition = "service_started" | "service_healthy" | "service_completed_successfully";

/** A field of a service that `ignoreChanges` may leave to others. */
export type Left = "replicas" | "image";

/** An object that the engine has. */
export interface Live {
  kind: Kind;
  id: string;
  name: string;
  version: number;
  spec: object;
  labels: Labels;
  /** true: the swarm has it no more, and this engine still shows its own copy. */
  ghost?: boolean;
}

/** What state remembers of an object. */
export interface Recorded {
  kind: Kind;
  /** Empty for an old version that stands beside its successor until nothing uses it. */
  key: string;
  name: string;
  id: string;
}

/** Whether an object of the engine is among these. */
export const includesObject = (list: Pick<Live, "kind" | "id">[], one: Pick<Live, "kind" | "id">) =>
  list.some(({ kind, id }) => kind === one.kind && id === one.id);

/** What declared names stand for in the engine: by kind, then by declared name. */
export type Refs = Partial<Record<Kind, Record<string, { id: string; name: string }>>>;

/** What can be done about a difference: nothing needed, an update in place, or a new object. */
export type Remedy = "keep" | "update" | "replace" | "refuse";

export interface ObjectKind<Spec extends object> {
  kind: Kind;
  /** All objects of this kind, or those of the given names. */
  list(engine: Engine, names?: string[]): Promise<Live[]>;
  /** Gives the id. */
  create(engine: Engine, spec: Spec, auth?: RegistryAuth): Promise<string>;
  /** Waits until what was made can be used; says why when it never will be. */
  ready?(engine: Engine, id: string, spec: Spec): Promise<void>;
  /** Waits, where nothing has to be sent, for what an earlier run did not see the end of. */
  kept?(engine: Engine, live: Live, spec: Spec): Promise<void>;
  /** Waits, when all was sent, for what the engine does of it later. */
  settled?(engine: Engine): Promise<void>;
  update?(engine: Engine, live: Live, spec: Spec, auth?: RegistryAuth): Promise<void>;
  remove(engine: Engine, live: Live): Promise<void>;
  /** Who uses it and will not let go by itself; undefined while a removal may succeed a little later. */
  heldBy?(engine: Engine, live: Live): Promise<string | undefined>;
  /** The spec with names replaced by ids where the engine stores ids. */
  resolve?(spec: Spec, refs: Refs): Spec;
  /** The spec that also takes back what only the last run declared, and what is kept unless it is. */
  withdraw?(spec: Spec, previous: Spec): Spec;
  /** The spec to send instead of the live one, keeping the live spelling where the meaning is the same. */
  respell?(spec: Spec, live: Spec): Spec;
  /** How the declared spec differs from the live one in meaning; nothing of a secret's data in it. */
  changes(spec: Spec, live: Spec, previous?: Spec): Change[];
  remedy(changes: Change[]): Remedy;
}

/** The registry holds kinds of different specs side by side; each is only ever given its own. */
export function defineKind<Spec extends object>(kind: ObjectKind<Spec>): ObjectKind<object> {
  return kind as unknown as ObjectKind<object>;
}
