// Keys that cannot stand beside each other: which of an earlier value a later one puts out. For files over files, and
// for a program over files. Pure.

import { omit } from "./maps";

type Tree = Readonly<Record<string, unknown>>;

export interface PutOut {
  keys: (base: Tree, over: Tree) => string[];
  /** Those whose value counts, not only that there is one; a program may give it later. */
  decisive?: string[];
}

/** Options belong to their driver. */
export const ofLogging: PutOut = {
  keys: (base, over) =>
    base.driver && over.driver && base.driver !== over.driver ? ["options"] : [],
  decisive: ["driver"],
};

/** A test that is switched off and one that is set put each other out. */
export const ofHealthcheck: PutOut = {
  keys: (_, { disable, test }) => (disable ? ["test"] : test ? ["disable"] : []),
  decisive: ["disable"],
};

/** The content of a secret or config is in one place. */
const ofContent: PutOut = {
  keys: (base, over) =>
    ["data", "dataBase64", "driver"].some((key) => key in over && over[key] !== base[key])
      ? ["data", "dataBase64", "driver", "driverOpts"]
      : [],
};

const SHARES = ["driverOpts", "nfs", "cifs", "tmpfs"];

/** The options of a volume's driver are said in one way. */
const ofVolume: PutOut = {
  keys: (_, over) =>
    SHARES.some((key) => key in over) ? SHARES.filter((key) => !(key in over)) : [],
};

/** By the keys that lead to a value of a stack; "*" stands for the user's. */
const places = new Map<string, PutOut>([
  ["services.*.logging", ofLogging],
  ["services.*.healthcheck", ofHealthcheck],
  ["secrets.*", ofContent],
  ["configs.*", ofContent],
  ["volumes.*", ofVolume],
]);

/** What holds for the value at `path` of a stack; for a whole section, whose keys are the user's, nothing does. */
export const putOutAt = ([kind = "", name, ...keys]: readonly string[]): PutOut | undefined =>
  name === undefined ? undefined : places.get([kind, "*", ...keys].join("."));

/** What a later value leaves of an earlier one. */
export const leftOf = <T extends object>(rule: PutOut, base: T, over: object): T =>
  omit(base, ...(rule.keys(base as Tree, over as Tree) as (keyof T)[])) as T;
