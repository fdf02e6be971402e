// The text of one file to a tree of its first document. Knows YAML, no key of Compose.

import { LineCounter, parseAllDocuments } from "yaml";
import type { Node as YamlNode, YAMLParseError } from "yaml";
import { type Findings, type Place, throwProblem } from "./findings";
import { readNode } from "./read-node";
import { withIndent } from "./shallow-lines";
import type { MapNode } from "./tree";

/** Parses a file; what it cannot read it throws. */
export function parseFile(file: string, text: string, found: Findings): MapNode {
  // of one length, so that places stay: Go's parser ends lines at these as well
  const { document, lines, text: parsed } = parseLenient(text.replace(/\r(?!\n)|\u0085/g, "\n"));
  const placeAt = (offset: number): Place => {
    const { line, col } = lines.linePos(offset);
    return { file, line: Math.max(1, line), column: Math.max(1, col), key: "" };
  };
  const [error] = document?.errors ?? [];
  if (error) throwProblem(placeAt(error.pos[0]), `not valid YAML. ${wordsOf(error, text)}`);
  const contents = document?.contents as YamlNode | null | undefined;
  const reading = { file, text: parsed, lines, found, anchors: new Map(), count: 0 };
  const root = contents ? readNode(reading, contents, []) : undefined;
  if (root?.kind === "map") return root;
  return throwProblem(placeAt(0), "the top level must be a map, with `services:` in it.");
}

function parse(text: string) {
  const lines = new LineCounter();
  const options = { schema: "failsafe", lineCounter: lines, prettyErrors: false } as const;
  const documents = parseAllDocuments(text, options);
  return { document: "empty" in documents ? undefined : documents[0], lines, text };
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
    const [error] = read.document?.errors ?? [];
    const moved = error && withIndent(current, error);
    // an error that stays is told of the file as it is written
    if (moved === undefined) return error ? first : read;
    [read, current] = [parse(moved), moved];
  }
  return first;
}

function wordsOf({ code, message, pos }: YAMLParseError, text: string): string {
  if (code !== "DUPLICATE_KEY") return `${message}.`;
  const key = /^[^\s:]*/.exec(text.slice(pos[0]))?.[0] ?? "";
  return `The key ${key} stands here for the second time.`;
}
