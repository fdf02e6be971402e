// What the comments of the sources leave unsaid, as sentences for whoever has to write it.

import type ts from "typescript";
import { relative } from "node:path";
import { commentOf } from "./comments";
import type { Input } from "./inputs";
import { changeOf, type Section } from "./pages";
import { root } from "../testing/program";
import type { Callable, Reference, Resource } from "./reference";

const OWNER = /\(([^)]*, )?(engine|Compose|docker|Linux|ours)\b[^)]*\)/;

export const gapsIn = ({ homes, resources, functions }: Reference): string[] => [
  ...new Set([
    ...resources.flatMap(ofResource),
    ...functions.flatMap(ofCallable),
    ...homes.sections.flatMap(ofSection),
  ]),
];

function ofResource({ name, comment, errors, functions }: Resource): string[] {
  return [
    ...(comment.text.includes("```ts") ? [] : [`${name}: its comment has no example`]),
    ...(errors.length > 0 ? [] : [`${name}: its comment names no errors (@throws)`]),
    ...functions.flatMap((one) => ofCallable({ ...one, name: `${name}.${one.name}` })),
  ];
}

const ofCallable = ({ name, comment }: Callable): string[] =>
  comment.text === "" ? [`${name}: no comment`] : [];

const ofSection = (section: Section): string[] =>
  section.inputs.flatMap((input) => {
    const missing = section.part === "Inputs" ? unsaid(section, input) : [];
    const all = input.comment.text === "" ? ["what it is", ...missing] : missing;
    const place = `${placeOf(input.declaration)} ${input.name}`;
    return [
      ...all.map((what) => `${place}: its comment does not say ${what}`),
      ...plainTypes(input),
    ];
  });

function unsaid(section: Section, input: Input): string[] {
  const { default: byDefault = "", source } = input.comment;
  const isOurs = byDefault.includes("(ours");
  return [
    ...(input.required || byDefault !== "" ? [] : ["the default (@default)"]),
    ...(byDefault === "" || OWNER.test(byDefault)
      ? []
      : ["whose the default is: `(engine)`, `(ours)`, …"]),
    ...(changeOf(section, input) ? [] : ["what a change does (A change restarts the tasks.)"]),
    ...(source || isOurs ? [] : ["where it comes from (@see)"]),
  ];
}

const plainTypes = ({ words }: Input): string[] =>
  words.mentions
    .filter(({ kind, declaration }) => kind === "plain" && declaration && !isSaid(declaration))
    .map(({ name }) => `type ${name}: no comment`);

const isSaid = (declaration: ts.Declaration): boolean => commentOf([declaration]).text !== "";

function placeOf(declaration: ts.Declaration): string {
  const file = declaration.getSourceFile();
  const { line } = file.getLineAndCharacterOfPosition(declaration.getStart());
  return `${relative(root, file.fileName)}:${line + 1}`;
}
