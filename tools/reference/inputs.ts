// The keys of a type, each with its words and its comment. Knows nothing of the pages that they come to stand on.

import ts from "typescript";
import { commentOf, type Comment } from "./comments";
import { isOwn } from "./program";
import { wordsOf, type Words } from "./words";

export interface Input {
  name: string;
  words: Words;
  comment: Comment;
  required: boolean;
  /** Where it is written; two types that share it mean the same. */
  declaration: ts.Declaration;
}

/** The name, what is required, the rest in the order of the sources, and what every resource has. */
export function inputsOf(type: ts.Type, checker: ts.TypeChecker): Input[] {
  const inputs = type.getProperties().flatMap((symbol) => inputOf(symbol, checker));
  return inputs.sort((one, other) => rank(one) - rank(other) || inSources(one, other));
}

/** The compiler's own order of keys depends on what it happened to read before. */
function inSources({ declaration: one }: Input, { declaration: other }: Input): number {
  const [file, otherFile] = [one.getSourceFile().fileName, other.getSourceFile().fileName];
  return file === otherFile ? one.pos - other.pos : file < otherFile ? -1 : 1;
}

function rank({ name, required, declaration }: Input): number {
  if (isCommon(declaration)) return 3;
  return name === "name" ? 0 : required ? 1 : 2;
}

function inputOf(symbol: ts.Symbol, checker: ts.TypeChecker): Input[] {
  const written = (symbol.declarations ?? []).filter(
    (one) => isOwn(one) && (ts.isPropertySignature(one) || ts.isPropertyDeclaration(one)),
  ) as (ts.PropertySignature | ts.PropertyDeclaration)[];
  const declaration = written.findLast((one) => commentOf([one]).text !== "") ?? written[0];
  if (declaration === undefined) return [];
  const comment = commentOf([declaration]);
  const isOptional = (symbol.flags & ts.SymbolFlags.Optional) !== 0;
  const required = comment.required || !isOptional;
  const words = wordsOf(declaration.type, checker);
  return [{ name: symbol.name, words, comment, required, declaration }];
}

const isCommon = (declaration: ts.Declaration): boolean =>
  declaration.getSourceFile().fileName.endsWith("/sdk/resource.ts");
