// The whole reference before it is written out: its resources, the types that they share, the functions.

import ts from "typescript";
import { commentOf, type Comment } from "./comments";
import { inputsOf } from "./inputs";
import { pageOf } from "./links";
import { mentionsIn, mostLike, openSection, settle, settleBelow } from "./pages";
import type { Homes, Section } from "./pages";
import { isOwn, nameOf, publicFace, type Face } from "./program";
import { wordsOf, type Words } from "./words";

export interface Resource {
  name: string;
  comment: Comment;
  errors: string[];
  inputs: Section;
  outputs: Section;
  functions: Callable[];
}

export interface Callable {
  name: string;
  comment: Comment;
  parameters: { name: string; words: Words }[];
  returns: Words;
}

export interface Reference {
  homes: Homes;
  resources: Resource[];
  /** Types that inputs of several resources share. */
  shared: Section[];
  functions: Callable[];
}

export const FUNCTIONS = "functions.md";

export function readReference(): Reference {
  const face = publicFace();
  const homes: Homes = { checker: face.checker, sections: [] };
  const resources = face.classes.map((one) => resourceOf(homes, one));
  const shared = sharedTypes(resources).map(([name, type]) =>
    opened(homes, name.replace(/(Args|Options)$/, ""), type),
  );
  for (const section of shared) settleBelow(homes, section);
  const ownFirst = [...resources].sort(
    (one, other) => borrowed(homes, one) - borrowed(homes, other),
  );
  for (const resource of ownFirst) settleBelow(homes, resource.inputs);
  for (const { outputs } of resources) settleBelow(homes, outputs);
  const functions = face.functions.map((one) => callableOf(face, one));
  const methods = resources.flatMap((one) => one.functions);
  for (const callable of [...functions, ...methods]) settleTypes(homes, callable);
  return { homes, resources, shared, functions };
}

const opened = (homes: Homes, name: string, type: ts.Type): Section =>
  openSection(homes, { page: pageOf(name), part: "Inputs", name, paths: [""], type });

function resourceOf(homes: Homes, declaration: ts.ClassDeclaration): Resource {
  const { checker } = homes;
  const name = nameOf(declaration);
  const args = declaration.members.find(ts.isConstructorDeclaration)?.parameters[1];
  if (args === undefined) throw new Error(`${name}: its constructor takes no args.`);
  const instance = checker.getTypeAtLocation(declaration);
  const methods = declaration.members.filter(ts.isMethodDeclaration).filter(isPublic);
  const comments = [...basesOf(instance), declaration].map((one) => commentOf([one]));
  const inputs = opened(homes, name, checker.getTypeAtLocation(args));
  const outputs = openSection(homes, { ...inputs, part: "Outputs", type: instance });
  outputs.inputs = outputs.inputs.filter((one) => isPublic(one.declaration));
  return {
    name,
    comment: commentOf([declaration]),
    errors: comments.flatMap(({ errors }) => errors),
    inputs,
    outputs,
    functions: methods.map((one) => callableOf({ checker }, one)),
  };
}

/** The package's own classes that a class is made of, the first one first. */
const basesOf = (type: ts.Type): ts.Declaration[] =>
  (type.getBaseTypes() ?? []).flatMap((base) => [
    ...basesOf(base),
    ...(base.symbol.declarations ?? []).filter(isOwn),
  ]);

/** What a program may read; a member for other rooms of the package is marked as internal. */
const isPublic = (node: ts.Declaration): boolean =>
  (ts.getCombinedModifierFlags(node) & (ts.ModifierFlags.Private | ts.ModifierFlags.Protected)) ===
    0 && !ts.getJSDocTags(node).some(({ tagName }) => tagName.text === "internal");

function sharedTypes(resources: Resource[]): [string, ts.Type][] {
  const mentioned = resources.map(
    ({ inputs }) => new Map(mentionsIn(inputs).map(({ mentioned: one }) => [one.type, one.name])),
  );
  const isShared = (type: ts.Type): boolean => mentioned.filter((one) => one.has(type)).length > 1;
  const all = new Map(mentioned.flatMap((one) => [...one]));
  return [...all].flatMap(([type, name]) => (isShared(type) ? [[name, type]] : []));
}

/** How many of its inputs take what is an input of other resources. */
const borrowed = (homes: Homes, { inputs }: Resource): number =>
  mentionsIn(inputs).filter(({ mentioned: { type } }) =>
    mostLike(homes, inputsOf(type, homes.checker)),
  ).length;

function callableOf({ checker }: Pick<Face, "checker">, declaration: ts.Declaration): Callable {
  const [signature] = checker.getSignaturesOfType(
    checker.getTypeAtLocation(declaration),
    ts.SignatureKind.Call,
  );
  const node = signature?.getDeclaration();
  const commented = ts.isVariableDeclaration(declaration) ? declaration.parent.parent : declaration;
  return {
    name: nameOf(declaration),
    comment: commentOf([commented]),
    parameters: (node?.parameters ?? []).map((one) => ({
      name: `${nameOf(one)}${one.questionToken || one.initializer ? "?" : ""}`,
      words: wordsOf(one.type, checker),
    })),
    returns: wordsOf(node?.type, checker),
  };
}

/** Types that only functions mention stand on their page. */
function settleTypes(homes: Homes, { name, parameters, returns }: Callable): void {
  for (const one of [...parameters, { name: "result", words: returns }])
    for (const { kind, name: typeName, type } of one.words.mentions) {
      const title = typeName || `${name}: ${one.name}`;
      const opening = { page: FUNCTIONS, part: "Types" as const, name: title, type };
      if (kind === "keys") settle(homes, { ...opening, paths: [title] });
    }
}
