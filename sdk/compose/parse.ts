// The text of one file to a tree of its first document. Knows YAML, no key of Compose.

import { LineCounter, parseAllDocuments } from "yaml";
import type { Node as YamlNode } from "yaml";
import { type Finding, throwProblems } from "./findings";
import { readNode } from "./read-node";
import type { MapNode } from "./tree";

/** Parses a file; what it cannot read it throws. */
export function parseFile(file: string, text: string): MapNode {
  const lines = new LineCounter();
  const options = { schema: "failsafe", lineCounter: lines, prettyErrors: false } as const;
  const documents = parseAllDocuments(text, options);
  const document = "empty" in documents ? undefined : documents[0];
  const problem = (offset: number, reason: string): Finding => {
    const { line, col } = lines.linePos(offset);
    return { place: { file, line: Math.max(1, line), column: Math.max(1, col), key: "" }, reason };
  };
  const errors = document?.errors ?? [];
  throwProblems(errors.map(({ pos, message }) => problem(pos[0], `not valid YAML. ${message}.`)));
  const contents = document?.contents as YamlNode | null | undefined;
  const reading = { file, lines, anchors: new Map(), count: 0 };
  const root = contents ? readNode(reading, contents, []) : undefined;
  if (root?.kind === "map") return root;
  throwProblems([problem(0, "the top level must be a map, with `services:` in it.")]);
  throw new Error("unreachable: a problem was thrown");
}
