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

/** Inputs in the order of the sources; those that every resource has come last. */
export function inputsOf(type: ts.Type, checker: ts.TypeChecker): Input[] {
  const inputs = type.getProperties().flatMap((symbol) => inputOf(symbol, checker));
  const rank = ({ name, declaration }: Input): number =>
    isCommon(declaration) ? 2 : name === "name" ? 0 : 1;
  return inputs.sort((one, other) => rank(one) - rank(other));
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
