// The text of one file to a tree of its first document. Knows YAML, no key of Compose.

import { LineCounter, parseAllDocuments } from "yaml";
import type { Node as YamlNode, YAMLParseError } from "yaml";
import { type Findings, type Place, throwProblem } from "./findings";
import { readNode } from "./read-node";
import type { MapNode } from "./tree";

/** Parses a file; what it cannot read it throws. */
export function parseFile(file: string, text: string, found: Findings): MapNode {
  const lines = new LineCounter();
  const options = { schema: "failsafe", lineCounter: lines, prettyErrors: false } as const;
  const documents = parseAllDocuments(text, options);
  const document = "empty" in documents ? undefined : documents[0];
  const placeAt = (offset: number): Place => {
    const { line, col } = lines.linePos(offset);
    return { file, line: Math.max(1, line), column: Math.max(1, col), key: "" };
  };
  const [error] = document?.errors ?? [];
  if (error) throwProblem(placeAt(error.pos[0]), `not valid YAML. ${wordsOf(error, text)}`);
  const contents = document?.contents as YamlNode | null | undefined;
  const reading = { file, lines, found, anchors: new Map(), count: 0 };
  const root = contents ? readNode(reading, contents, []) : undefined;
  if (root?.kind === "map") return root;
  return throwProblem(placeAt(0), "the top level must be a map, with `services:` in it.");
}

function wordsOf({ code, message, pos }: YAMLParseError, text: string): string {
  if (code !== "DUPLICATE_KEY") return `${message}.`;
  const key = /^[^\s:]*/.exec(text.slice(pos[0]))?.[0] ?? "";
  return `The key ${key} stands here for the second time.`;
}
