// What the rest of the provider may ask of an engine. dockerode stays behind it (connect.ts).

import type * as api from "./types";

export type Filters = Record<string, string[]>;
/** Base64 (of URLs, padded) of a registry's credentials in JSON, as X-Registry-Auth carries it. */
export type RegistryAuth = string;

/**
 * One engine, reached. Every call is bounded in time; reads are retried through transient failures, writes
 * are not. A failure is a SwarmError with a code; `inspect` of what is not there gives undefined.
 */
export interface Engine {
  /** Where it is, for messages: "unix:///var/run/docker.sock". */
  readonly address: string;
  /** The API version spoken: the lower of ours and the engine's, as "1.41". */
  apiVersion(): Promise<string>;
  info(): Promise<api.Info>;
  readonly swarm: {
    /** undefined when the engine is in no swarm. */
    inspect(): Promise<api.Swarm | undefined>;
    /** Gives the id of the node. */
    init(body: api.SwarmInit): Promise<string>;
    update(version: number, spec: api.SwarmSpec, rotation?: api.SwarmRotation): Promise<void>;
    /** Empty when the managers are not locked. */
    unlockKey(): Promise<string>;
    unlock(key: string): Promise<void>;
    /** Makes the engine a node; gives up after 20 s, and the engine goes on trying. */
    join(body: api.SwarmJoin): Promise<void>;
    leave(force: boolean): Promise<void>;
  };
  readonly nodes: {
    list(filters?: Filters): Promise<api.Node[]>;
    inspect(id: string): Promise<api.Node | undefined>;
    update(id: string, version: number, spec: api.NodeSpec): Promise<void>;
    /** Missing is success. One that is not down goes only with force, and a manager not even so. */
    remove(id: string, force: boolean): Promise<void>;
  };
  readonly services: {
    list(filters?: Filters): Promise<api.Service[]>;
    /** The same with how many of their tasks run (`ServiceStatus`), which costs the engine more. */
    counted(filters?: Filters): Promise<api.Service[]>;
    inspect(idOrName: string): Promise<api.Service | undefined>;
    create(spec: api.ServiceSpec, auth?: RegistryAuth): Promise<string>;
    update(id: string, version: number, spec: api.ServiceSpec, auth?: RegistryAuth): Promise<void>;
    /** Missing is success. */
    remove(id: string): Promise<void>;
  };
  /** What the image's registry tells of it; given up after a few seconds. */
  distribution(image: string, auth?: RegistryAuth): Promise<api.Distribution>;
  /** The engine's own images, which say nothing of other nodes'. */
  readonly images: { inspect(name: string): Promise<api.Image | undefined> };
  readonly tasks: {
    list(filters?: Filters): Promise<api.Task[]>;
    /** The last lines that the task wrote, both streams, oldest first; empty when they cannot be had. */
    logs(id: string, lines: number): Promise<string[]>;
  };
  readonly networks: {
    list(filters?: Filters): Promise<api.Network[]>;
    inspect(idOrName: string): Promise<api.Network | undefined>;
    /** The swarm's own "host" or "bridge", which no list shows. */
    predefined(name: string): Promise<api.Network | undefined>;
    create(spec: api.NetworkSpec): Promise<string>;
    remove(id: string): Promise<void>;
  };
  readonly volumes: {
    list(filters?: Filters): Promise<api.Volume[]>;
    inspect(name: string): Promise<api.Volume | undefined>;
    create(spec: api.VolumeSpec): Promise<api.Volume>;
    /** Of a cluster volume, by its id; only its availability can change. */
    update(id: string, version: number, spec: api.ClusterVolumeSpec): Promise<void>;
    remove(name: string): Promise<void>;
    /**
     * How many bytes the files of each volume hold, by name, -1 where that is not known; the engine walks them
     * all. Only of the local driver's without options; directories and empty files count as nothing.
     */
    sizes(): Promise<Record<string, number>>;
    /** The containers that mount it, stopped ones included. */
    users(name: string): Promise<api.Container[]>;
  };
  readonly secrets: {
    list(filters?: Filters): Promise<api.Secret[]>;
    create(spec: api.SecretSpec): Promise<string>;
    update(id: string, version: number, spec: api.SecretSpec): Promise<void>;
    remove(id: string): Promise<void>;
  };
  readonly configs: {
    list(filters?: Filters): Promise<api.Config[]>;
    create(spec: api.ConfigSpec): Promise<string>;
    update(id: string, version: number, spec: api.ConfigSpec): Promise<void>;
    remove(id: string): Promise<void>;
  };
  /** Ends when the signal aborts or the connection breaks; never throws for a broken connection. */
  events(filters: Filters, signal: AbortSignal): AsyncIterable<api.EngineEvent>;
  /** How many requests were sent so far; for tests and budgets. */
  requests(): number;
}
