// All that a swarm holds for one stack, whole, in a form that another run's can be compared with: by name, without
// ids, versions and times, and as if every stack were called STACK.

import type { Engine } from "../../../provider/engine/engine";

export interface StackObjects {
  services: object[];
  networks: object[];
  secrets: object[];
  configs: object[];
}

export const NOTHING: StackObjects = { services: [], networks: [], secrets: [], configs: [] };

/** A successor's number says only how often there was one. */
const unnumbered = (name: string): string => name.replace(/-\d+$/, "");

const byName = (list: object[]): object[] =>
  list.sort((a, b) => JSON.stringify(a).localeCompare(JSON.stringify(b)));

export async function stackObjects(engine: Engine, name: string): Promise<StackObjects> {
  const filters = { label: [`com.docker.stack.namespace=${name}`] };
  const [services, networks, secrets, configs] = await Promise.all([
    engine.services.list(filters),
    engine.networks.list(filters),
    engine.secrets.list(filters),
    engine.configs.list(filters),
  ]);
  const names = new Map(networks.map(({ Id, Name }) => [Id, unnumbered(Name)]));
  const plain = (value: unknown) =>
    JSON.parse(
      JSON.stringify(value, (key, item: unknown) => {
        if (key === "SecretID" || key === "ConfigID") return undefined;
        if (key === "Target") return names.get(String(item)) ?? item;
        return typeof item === "string" && key.endsWith("Name") ? unnumbered(item) : item;
      }).replaceAll(name, "STACK"),
    ) as object;
  return {
    services: byName(services.map(({ Spec }) => plain(Spec))),
    networks: byName(
      networks.map(({ Name, Driver, Attachable, Labels }) =>
        plain({ Name, Driver, Attachable, Labels }),
      ),
    ),
    secrets: byName(secrets.map(({ Spec }) => plain(Spec))),
    configs: byName(configs.map(({ Spec }) => plain(Spec))),
  };
}

/** Ids of all of them. */
export async function idsOf(engine: Engine, name: string): Promise<string[]> {
  const filters = { label: [`com.docker.stack.namespace=${name}`] };
  const networks = await engine.networks.list(filters);
  const others = await Promise.all([
    engine.services.list(filters),
    engine.secrets.list(filters),
    engine.configs.list(filters),
  ]);
  return [...networks.map(({ Id }) => Id), ...others.flat().map(({ ID }) => ID)].sort();
}

/** Ids of the objects that Pulumi's state records. */
export function recordedIn(state: string): string[] {
  const { resources = [] } = JSON.parse(state).checkpoint.latest as {
    resources?: { outputs?: { __objects?: { id: string }[] } }[];
  };
  const objects = resources.flatMap(({ outputs }) => outputs?.__objects ?? []);
  return objects.map(({ id }) => id).sort();
}
