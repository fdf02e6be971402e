// Lines within quotes and brackets that are indented less than YAML asks for. Go's parser takes them, so that stack
// files have them; the spaces that they lack mean nothing there. Pure.

import type { LineCounter, YAMLParseError } from "yaml";
import type { Mark } from "./tree";

/** Deeper than any block that may hold the line. */
const indent = " ".repeat(256);

/** The text with the line that an error is about indented; undefined where more indent would not help. */
export function withIndent(
  text: string,
  { code, message, pos }: YAMLParseError,
): string | undefined {
  const isFlow = code === "BAD_INDENT" && message.startsWith("Flow ");
  const isQuoted = code === "MISSING_CHAR" && message.startsWith("Missing closing");
  if (!isFlow && !isQuoted) return undefined;
  // brackets end for the parser where their last value does, or where the line begins that is none of theirs
  const isWithin = isFlow && !/[^\n]*/.exec(text.slice(pos[0]))?.[0].match(/^[^\S\n]*(#|$)/);
  const start = isWithin ? text.lastIndexOf("\n", pos[0] - 1) + 1 : nextLine(text, pos[0], isFlow);
  const tried = text.startsWith(indent, start);
  return start <= 0 || tried ? undefined : text.slice(0, start) + indent + text.slice(start);
}

/** Where the next line begins that is not empty, nor a comment between brackets; 0 if there is none. */
function nextLine(text: string, from: number, isFlow: boolean): number {
  const empty = isFlow
    ? /^[^\n]*\n(?:[^\S\n]*(?:#[^\n]*)?\n)*([^\n])?/
    : /^[^\n]*\n(?:[^\S\n]*\n)*([^\n])?/;
  const [blank = "", first] = empty.exec(text.slice(from)) ?? [];
  return first === undefined ? 0 : from + blank.length - 1;
}

/** Where an offset is in the file as it is written. */
export function placeIn(text: string, lines: LineCounter, offset: number): Mark {
  const { line, col } = lines.linePos(offset);
  const isMoved = text.startsWith(indent, offset - col + 1);
  return { line: Math.max(1, line), column: Math.max(1, isMoved ? col - indent.length : col) };
}
