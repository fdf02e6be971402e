// Lines within quotes and brackets that are indented less than YAML asks for. Go's parser takes them, so that stack
// files have them; the spaces that they lack mean nothing there. Pure.

import type { YAMLParseError } from "yaml";

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
  const start = isFlow ? text.lastIndexOf("\n", pos[0] - 1) + 1 : nextLine(text, pos[0]);
  const tried = text.startsWith(indent, start);
  return start <= 0 || tried ? undefined : text.slice(0, start) + indent + text.slice(start);
}

/** Where the next line begins that is not empty; 0 if there is none. */
function nextLine(text: string, from: number): number {
  const [blank = "", first] = /^[^\n]*\n(?:[^\S\n]*\n)*([^\n])?/.exec(text.slice(from)) ?? [];
  return first === undefined ? 0 : from + blank.length - 1;
}
