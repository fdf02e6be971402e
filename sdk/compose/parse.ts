// The text of one file to a tree of its first document. Knows YAML, no key of Compose.

import { Composer, LineCounter, Parser } from "yaml";
import type { Document, Node as YamlNode } from "yaml";
import { type Findings, type Place, throwProblem } from "./findings";
import { readNode } from "./read-node";
import { placeIn, withIndent } from "./shallow-lines";
import type { MapNode } from "./tree";

/** Parses a file; what it cannot read it throws. */
export function parseFile(file: string, text: string, found: Findings): MapNode {
  const { document, lines, text: parsed } = parseLenient(withPlainBreaks(text));
  const placeAt = (offset: number): Place => ({ file, ...placeIn(parsed, lines, offset), key: "" });
  const odd = text.search(control);
  if (odd >= 0)
    throwProblem(
      placeAt(odd),
      `not valid YAML. The character ${codeOf(text, odd)} may not stand in it.`,
    );
  const error = document && firstError(document);
  if (error) {
    const [at] = error.pos;
    const blanks = /^[ \n\r]*/.exec(parsed.slice(at))?.[0].length ?? 0;
    throwProblem(placeAt(at + blanks), `not valid YAML. ${wordsOf(error.message)}`);
  }
  const contents = document?.contents as YamlNode | null | undefined;
  const reading = { file, text: parsed, lines, found, anchors: new Map(), count: 0 };
  const root = contents ? readNode(reading, contents, []) : undefined;
  if (root?.kind === "map") return root;
  return throwProblem(placeAt(0), "the top level must be a map, with `services:` in it.");
}

/** Go's parser ends lines at these as well. Of one length, so that places stay. */
const withPlainBreaks = (text: string): string =>
  text.replace(/\r(?!\n)|\u0085/g, "\n").replace(/[\u2028\u2029](?=[^\S\n]*(?:\n|$))/g, " ");

/** A comment right behind a quote or a bracket is one to docker. */
const firstError = ({ errors }: Document.Parsed) =>
  errors.find(({ message }) => !message.startsWith("Comments must be separated"));

/** The first document alone: what follows is not even looked at. */
function parse(text: string) {
  const lines = new LineCounter();
  const composer = new Composer({ schema: "failsafe", prettyErrors: false, uniqueKeys: false });
  const documents = composer.compose(new Parser(lines.addNewLine).parse(text));
  const { value: document } = documents.next() as { value: Document.Parsed | undefined };
  return { document, lines, text };
}

/** Lines to indent at most, and bytes to read over again for them, so that a file that means harm ends. */
const mostLines = 100;
const mostAgain = 4 * 1024 * 1024;

/** Reads as docker's parser does, which asks for no indent within quotes and brackets. */
function parseLenient(text: string) {
  const first = parse(text);
  let [read, current] = [first, text];
  const most = Math.min(mostLines, mostAgain / text.length);
  for (let moves = 0; moves < most; moves += 1) {
    const error = read.document && firstError(read.document);
    const moved = error && withIndent(current, error);
    // an error that stays is told of the file as it is written
    if (moved === undefined) return error ? first : read;
    [read, current] = [parse(moved), moved];
  }
  return first;
}

const wordsOf = (message: string): string =>
  message.startsWith("Maximum call stack") ? "It is nested too deeply." : `${message}.`;

/** What YAML does not allow anywhere, as Go's parser sees it. */
// eslint-disable-next-line no-control-regex
const control = /[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]/;

const codeOf = (text: string, at: number): string =>
  `U+${text.charCodeAt(at).toString(16).toUpperCase().padStart(4, "0")}`;
