// One object by its name or id; where there is none, an error that names what sounds alike.

import type { Engine } from "../engine/engine";
import { SwarmError } from "../errors";
import { didYouMean } from "../model/rules/check";
import type { Findable } from "./kinds";

/** Exactly one of the two. */
export interface NameOrId {
  name?: string;
  id?: string;
}

/** The one of that name, or of that id. */
export async function find<T>(engine: Engine, kind: Findable<T>, asked: NameOrId): Promise<T> {
  const { by, key } = keyOf(kind.word, asked);
  // The engine's filters also find what only begins so.
  const found = (await kind.list(engine, { [by]: [key] })).filter((one) => kind[by](one) === key);
  return theOne(kind, key, found) ?? (await missing(engine, kind, key));
}

/** The one of that name or id; undefined where there is none. */
export async function findEither<T>(
  engine: Engine,
  kind: Findable<T>,
  nameOrId: string,
): Promise<T | undefined> {
  const named = await kind.list(engine, { name: [nameOrId] });
  const found = pick(kind, named, nameOrId);
  return found ?? pick(kind, await kind.list(engine, { id: [nameOrId] }), nameOrId);
}

/** Of objects that were listed, the one of that id or name. */
export const pick = <T>(kind: Findable<T>, all: T[], nameOrId: string): T | undefined =>
  all.find((one) => kind.id(one) === nameOrId) ??
  theOne(
    kind,
    nameOrId,
    all.filter((one) => kind.name(one) === nameOrId),
  );

/** Throws, with what sounds alike. */
export async function missing<T>(
  engine: Engine,
  kind: Findable<T>,
  nameOrId: string,
): Promise<never> {
  const names = (await kind.list(engine)).map(kind.name);
  throw new SwarmError(
    "NOT_FOUND",
    `${title(kind)} "${nameOrId}": the engine at ${engine.address} knows no ${kind.word} of this name or id.` +
      `${alike(nameOrId, names)} \`${kind.shownBy}\` shows what there is.`,
  );
}

function theOne<T>(kind: Findable<T>, name: string, found: T[]): T | undefined {
  const meant = found.length > 1 && kind.isMeant ? found.filter(kind.isMeant) : found;
  if (meant.length < 2) return meant[0];
  throw new SwarmError(
    "INVALID_INPUT",
    `${title(kind)} "${name}": ${meant.length} have this name. Give the \`id\` of the one that you mean: ` +
      `${meant.map(kind.id).sort().join(", ")}.`,
  );
}

function keyOf(word: string, { name, id }: NameOrId): { by: "name" | "id"; key: string } {
  const key = name ?? id;
  if ((name === undefined) === (id === undefined) || typeof key !== "string" || key === "")
    throw new SwarmError(
      "INVALID_INPUT",
      `Look-up of a ${word}: give its \`name\` or its \`id\`, one of the two, as text.`,
    );
  return { by: id === undefined ? "name" : "id", key };
}

/** What sounds like it, or has it as its key in a stack ("web" for "shop_web"). */
function alike(name: string, names: string[]): string {
  const told = didYouMean(name, names);
  if (told !== "") return told;
  const inStack = names.find((one) => one.endsWith(`_${name}`));
  return inStack === undefined ? "" : ` Did you mean "${inStack}"?`;
}

const title = ({ word }: { word: string }): string => word.charAt(0).toUpperCase() + word.slice(1);
