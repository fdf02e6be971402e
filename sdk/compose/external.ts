// What is declared as existing already: Compose's older `external: { name }` in its plain form, and what contradicts it.

import type { Problem } from "../../provider/model/common";
import { snake } from "./places";
import type { External } from "./file-model";

type Declared = { name?: string; external?: External };
type Plain<T> = Omit<T, "external"> & { external?: boolean };

/** Keys that make an external volume a contradiction; docker lets the others have theirs, unheard. */
const excluded = new Set(["driver", "driverOpts", "labels"]);

/** Declarations with `external` as true or absent; null is one with nothing said. */
export function plainExternal<T extends Declared>(
  kind: string,
  map: Record<string, T | null> | undefined,
  problems: Problem[],
): Record<string, Plain<T>> {
  const entries = Object.entries(map ?? {}).map(([key, value]): [string, Plain<T>] => {
    const { external, ...rest } = value ?? ({} as T);
    if (external === undefined || external === false) return [key, rest];
    const declared = { ...rest, external: true, ...nameOf(external, rest) };
    contradictions(kind, external, rest).forEach((reason) =>
      problems.push({ path: [kind, key], reason }),
    );
    return [key, declared];
  });
  return Object.fromEntries(entries);
}

const isEmpty = (value: unknown): boolean =>
  typeof value === "object" && value !== null && Object.keys(value).length === 0;

function nameOf(external: External, rest: Declared): { name?: string } {
  const name = typeof external === "object" ? external.name : undefined;
  return name !== undefined && rest.name === undefined ? { name } : {};
}

function contradictions(kind: string, external: External, rest: Declared): string[] {
  const twice =
    typeof external === "object" && external.name !== undefined && rest.name !== undefined;
  const said = Object.entries(rest)
    .filter(([key, value]) => kind === "volumes" && excluded.has(key) && !isEmpty(value))
    .map(([key]) => key);
  const names = said.map(snake).join(", ");
  return [
    ...(twice ? ["external.name and name are both given; keep `name`."] : []),
    ...(said.length > 0 ? [`it is external, so nothing is made of ${names}. Remove them.`] : []),
  ];
}
