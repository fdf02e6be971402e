// Where a mentioned type is told of, and how a page refers to it.

import { anchor, code } from "./markdown";
import { homeOf, type Homes, type Section } from "./pages";
import type { Mentioned, Words } from "./words";

export const INDEX = "README.md";

export const pageOf = (name: string): string => `${kebab(name, "-")}.md`;

/** "ByteSize" as "byte size". */
export const plainName = (name: string): string => kebab(name, " ");

const kebab = (name: string, between: string): string =>
  name.replace(/(?<=[a-z0-9])(?=[A-Z])/g, between).toLowerCase();

/** The words of a type, with links in its open places. */
export const spelled = (homes: Homes, page: string, { text, mentions }: Words): string =>
  text.replace(/\{(\d+)\}/g, (_all, index: string) => {
    const mentioned = mentions[Number(index)];
    return mentioned ? linkTo(homes, page, mentioned) : "";
  });

function linkTo(homes: Homes, page: string, { kind, name, type }: Mentioned): string {
  if (kind === "class") return `[${name}](${pageOf(name)})`;
  if (kind === "plain") return `[${plainName(name)}](${INDEX}#${anchor(plainName(name))})`;
  const home = homeOf(homes, type);
  return home ? `[map](${placeOf(home, page)})` : code(name);
}

/** The address of a section, seen from a page. */
export function placeOf(section: Section, page: string): string {
  const { like, inputs } = section;
  if (like && inputs.length === 0 && like.without.length === 0) return placeOf(like.home, page);
  const file = section.page === page ? "" : section.page;
  return `${file}#${anchor(headingOf(section))}`;
}

/** Where its keys stand; in too many places, the name of its type. */
export function headingOf({ paths, part, name }: Section): string {
  if (paths[0] === "") return part;
  return paths.length > 2 && name !== "" ? code(name) : paths.map(code).join(", ");
}
