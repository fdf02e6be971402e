// Which page says what: each type with keys has one home, and other pages refer to it.

import type ts from "typescript";
import { commentOf, type Comment } from "./comments";
import type { Input } from "./inputs";
import { inputsOf } from "./inputs";
import type { Mentioned } from "./words";

export interface Section {
  /** The file. */
  page: string;
  /** A heading of the page: its inputs, its outputs. */
  part: Part;
  /** Of the type. */
  name: string;
  /** Where its keys stand: "deploy.updateConfig"; the inputs of the resource itself stand at "". */
  paths: string[];
  type: ts.Type;
  inputs: Input[];
  /** The section that says the rest. */
  like?: { home: Section; without: string[] };
  /** What a change does where an input does not say it. */
  change?: string;
}

export type Part = "Inputs" | "Outputs" | "Types";

export interface Homes {
  checker: ts.TypeChecker;
  sections: Section[];
}

/** The first section of a page or part. */
export function openSection(homes: Homes, opening: Omit<Section, "inputs">): Section {
  const { change } = commentOfType(opening.type);
  const section = { change, ...opening, inputs: inputsOf(opening.type, homes.checker) };
  homes.sections.push(section);
  return section;
}

export const homeOf = (homes: Homes, type: ts.Type): Section | undefined =>
  homes.sections.find((section) => section.type === type);

/** Gives every type that the section mentions a home, below it where it has none yet. */
export function settleBelow(homes: Homes, section: Section): void {
  for (const { input, mentioned } of mentionsIn(section)) {
    const path = [section.paths[0], input.name].filter(Boolean).join(".") + mentioned.below;
    const change = commentOfType(mentioned.type).change ?? ofEach(changeOf(section, input));
    const { page, part } = section;
    settle(homes, {
      page,
      part,
      paths: [path],
      name: mentioned.name,
      type: mentioned.type,
      change,
    });
  }
}

/** What holds for every key below; not so when each of them says it for itself. */
const ofEach = (change?: string): string | undefined =>
  change?.startsWith("does what") === true ? undefined : change;

/** What a change does, said by the input or by what holds it. */
export const changeOf = ({ change }: Section, { comment }: Input): string | undefined =>
  comment.change ?? change;

export const commentOfType = ({ aliasSymbol, symbol }: ts.Type): Comment =>
  commentOf((aliasSymbol ?? symbol)?.declarations ?? []);

interface Mention {
  input: Input;
  mentioned: Mentioned;
}

export const mentionsIn = ({ inputs }: Pick<Section, "inputs">): Mention[] =>
  inputs.flatMap((input) =>
    input.words.mentions
      .filter(({ kind }) => kind === "keys")
      .map((mentioned) => ({ input, mentioned })),
  );

/** Opens a section for the type, unless another one tells of it. */
export function settle(homes: Homes, opening: Omit<Section, "inputs">): void {
  const home = homeOf(homes, opening.type);
  if (home !== undefined) {
    const isNew = !home.paths.some((path) => opening.paths.includes(path));
    if (home.page === opening.page && isNew) home.paths.push(...opening.paths);
    return;
  }
  const inputs = inputsOf(opening.type, homes.checker);
  const like = mostLike(homes, inputs);
  const said = (one: Input): boolean => like !== undefined && says(like.home, one);
  const section = { ...opening, like, inputs: inputs.filter((one) => !said(one)) };
  homes.sections.push(section);
  settleBelow(homes, section);
}

/** The section that says most of these inputs already, and hardly more; none when it is less than half. */
export function mostLike(homes: Homes, inputs: Input[]): Section["like"] {
  const shared = (home: Section): number => inputs.filter((input) => says(home, input)).length;
  const [best] = homes.sections
    .filter(({ like }) => like === undefined)
    .map((home) => ({ home, count: shared(home), more: home.inputs.length - shared(home) }))
    .filter(({ count, more }) => count > inputs.length / 2 && count > more)
    .sort((one, other) => other.count - one.count || one.more - other.more);
  if (best === undefined) return undefined;
  const names = inputs.map(({ name }) => name);
  const without = best.home.inputs.map(({ name }) => name).filter((one) => !names.includes(one));
  return { home: best.home, without };
}

const says = ({ inputs }: Section, { declaration }: Input): boolean =>
  inputs.some((one) => one.declaration === declaration);
