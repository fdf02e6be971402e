// The normal form of a spec: two specs mean the same exactly when their normal forms are deeply equal.
// It is only compared, never sent: the engine replaces tasks over spelling, so what is sent is respelled
// after the live spec (respell.ts). Pure.

/** What the engine does when a field is absent; a field that says the same is dropped. "*" is any key. */
export type Defaults = Record<string, unknown>;
/** How to sort a list whose order has no meaning, by path. */
export type Unordered = Record<string, (item: never) => string>;

export interface NormalForm {
  defaults: Defaults;
  unordered: Unordered;
  /** Maps whose presence means something even when they are empty. */
  kept: string[];
  /** Fields that the user never sets and that are carried over from the live spec. */
  ignored: string[];
}

/** The normal form of the part of a spec that stands at `path`; undefined when nothing is left. */
export function normal(value: unknown, form: NormalForm, path = ""): unknown {
  if (value === undefined || value === null || form.ignored.includes(path)) return undefined;
  if (Array.isArray(value)) return normalList(value, form, path);
  if (typeof value === "object") return normalMap(value, form, path);
  return form.defaults[path] === value || value === "" ? undefined : value;
}

function normalMap(map: object, form: NormalForm, path: string): unknown {
  const entries = Object.entries(map)
    .map(([key, value]) => [key, normalEntry(value, form, path, key)] as const)
    .filter(([, value]) => value !== undefined);
  const empty = entries.length === 0 && !form.kept.includes(path);
  return empty ? undefined : Object.fromEntries(entries);
}

// A map of the user's own keys (labels, options) has no defaults and keeps its empty texts.
function normalEntry(value: unknown, form: NormalForm, path: string, key: string): unknown {
  if (isUserMap(path)) return value ?? undefined;
  return normal(value, form, path === "" ? key : `${path}.${key}`);
}

export const isUserMap = (path: string): boolean => USER_MAPS.test(path);

const USER_MAPS = /(^|\.)(Labels|Options|DriverOpts|Sysctls|AuxiliaryAddresses)$/;

function normalList(list: unknown[], form: NormalForm, path: string): unknown {
  if (list.length === 0) return undefined;
  const items = list.map((item) => normal(item, form, `${path}[]`) ?? (isMap(item) ? {} : item));
  const sortKey = form.unordered[path] as ((item: unknown) => string) | undefined;
  if (sortKey === undefined) return items;
  return items
    .map((item) => ({ item, key: sortKey(item) }))
    .sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0))
    .map(({ item }) => item);
}

const isMap = (value: unknown): boolean => typeof value === "object" && value !== null;
