// What a fake engine keeps of one kind of object: ids, versions that only grow, names that are unique whatever
// their case, and the engine's own filters.

import type { Filters } from "../../provider/engine/engine";
import type { Labels, Version } from "../../provider/engine/types";
import { explain } from "../../provider/engine/errors";

export interface Stored<Spec> {
  ID: string;
  Version: Version;
  Spec: Spec;
}
interface Named {
  Name: string;
  Labels?: Labels;
}

/** Fails as the gateway does when the engine answers so. */
export function refuse(subject: string, verb: string, statusCode: number, message: string): never {
  const raw = Object.assign(new Error(message), { statusCode, json: { message } });
  throw explain(raw, { address: "fake://", subject, verb, write: true });
}

export type Store<Spec extends Named> = ReturnType<typeof createStore<Spec>>;

/** `nextIndex` is the one count that all versions of a swarm come from. */
export function createStore<Spec extends Named>(kind: string, nextIndex: () => number) {
  const objects = new Map<string, Stored<Spec>>();
  const find = (key: string) =>
    objects.get(key) ?? [...objects.values()].find(({ Spec }) => Spec.Name === key);
  return {
    all: () => [...objects.values()],
    find,
    list: (filters: Filters = {}) =>
      [...objects.values()].filter(({ ID, Spec }) => matches(ID, Spec, filters)),
    create(spec: Spec): Stored<Spec> {
      const taken = [...objects.values()].some(({ Spec }) => sameName(Spec.Name, spec.Name));
      if (taken)
        refuse(`${kind} ${spec.Name}`, "create", 409, `${kind} ${spec.Name} already exists`);
      const index = nextIndex();
      const made = { ID: `${kind}${index}`, Version: { Index: index }, Spec: spec };
      objects.set(made.ID, made);
      return made;
    },
    update(id: string, version: number, spec: Spec): Stored<Spec> {
      const old = find(id) ?? refuse(`${kind} ${id}`, "update", 404, `${kind} ${id} not found`);
      if (old.Version.Index !== version) {
        refuse(`${kind} ${old.Spec.Name}`, "update", 500, "update out of sequence");
      }
      const changed = { ...old, Version: { Index: nextIndex() }, Spec: spec };
      objects.set(old.ID, changed);
      return changed;
    },
    remove: (id: string) => objects.delete(find(id)?.ID ?? ""),
    clear: () => objects.clear(),
  };
}

function sameName(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}

/** Every filter must be met, by one of its values: ids whole, names by their beginning, labels as `key=value`. */
function matches(id: string, { Name, Labels = {} }: Named, filters: Filters): boolean {
  const labels = Object.entries(Labels).flatMap(([key, value]) => [key, `${key}=${value}`]);
  return (
    (filters.id?.some((wanted) => wanted === id) ?? true) &&
    (filters.name?.some((wanted) => Name.startsWith(wanted)) ?? true) &&
    (filters.label?.every((wanted) => labels.includes(wanted)) ?? true)
  );
}
