// The kinds of objects that can be looked up, and what they are called. No state, no words of an error.

import type { Engine, Filters } from "../engine/engine";
import type * as api from "../engine/types";
import { isGhost } from "../ghost";

export interface Findable<T> {
  /** As a person says it: "service". */
  word: string;
  /** The command that shows all of them. */
  shownBy: string;
  list(engine: Engine, filters?: Filters): Promise<T[]>;
  id(object: T): string;
  name(object: T): string;
  /** Of several of one name, whether this is the one that a service would mean. */
  isMeant?(object: T): boolean;
}

const named = { id: ({ ID }: { ID: string }) => ID };

export const service: Findable<api.Service> = {
  ...named,
  word: "service",
  shownBy: "docker service ls",
  list: (engine, filters) => engine.services.counted(filters),
  name: ({ Spec }) => Spec.Name,
};

export const network: Findable<api.Network> = {
  word: "network",
  shownBy: "docker network ls",
  list: async (engine, filters) =>
    (await engine.networks.list(filters)).filter((one) => !isGhost(one)),
  id: ({ Id }) => Id,
  name: ({ Name }) => Name,
  isMeant: ({ Scope }) => Scope === "swarm",
};

export const volume: Findable<api.Volume> = {
  word: "volume",
  shownBy: "docker volume ls",
  // A volume's name is its id.
  list: (engine, { id, name = id } = {}) => engine.volumes.list(name && { name }),
  id: ({ Name }) => Name,
  name: ({ Name }) => Name,
};

export const secret: Findable<api.Secret> = {
  ...named,
  word: "secret",
  shownBy: "docker secret ls",
  list: (engine, filters) => engine.secrets.list(filters),
  name: ({ Spec }) => Spec.Name,
};

export const config: Findable<api.Config> = {
  ...named,
  word: "config",
  shownBy: "docker config ls",
  list: (engine, filters) => engine.configs.list(filters),
  name: ({ Spec }) => Spec.Name,
};

export const node: Findable<api.Node> = {
  ...named,
  word: "node",
  shownBy: "docker node ls",
  list: (engine, filters) => engine.nodes.list(filters),
  name: ({ Description }) => Description.Hostname,
};
