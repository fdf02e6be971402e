// A doc comment of the sources, taken apart: what it says, what a change does, the default, the source.
// Knows the form that CONTRIBUTING asks for, and nothing of pages.

import ts from "typescript";

export interface Comment {
  /** What is said besides the rest. */
  text: string;
  /** All that is said, tags apart. */
  whole: string;
  /** What a change does: "restarts the tasks". */
  change?: string;
  /** The default and whose it is: `"10s" (engine)`. */
  default?: string;
  /** Where it comes from: the Compose key, the field of the engine's API. */
  source?: string;
  /** Codes of errors. */
  errors: string[];
  required: boolean;
}

const CHANGE = /\bA\s+change(?:\s+of\s+any)?\s+((?:[^.]|\.(?!\s|$))*)\.(?=\s|$)/g;
const TAG = /(?:^|\s)@(default|see|throws)\s/;

export function commentOf(nodes: readonly ts.Node[]): Comment {
  const [text = "", ...tags] = nodes.map(rawComment).join("\n").split(TAG);
  const tagged = (name: string): string[] =>
    tags.flatMap((value, index) => (tags[index - 1] === name ? [oneLine(value)] : []));
  const changes = [...oneLine(text).matchAll(CHANGE)].map(([, what = ""]) => what);
  return {
    text: withoutChange(text),
    whole: text.trim(),
    change: changes.length > 0 ? changes.join("; ") : undefined,
    default: tagged("default")[0],
    source: tagged("see").join("; ") || undefined,
    errors: tagged("throws").flatMap((codes) => codes.match(/[A-Z][A-Z_]+/g) ?? []),
    required: /\bRequired\.(?=\s|$)/.test(text),
  };
}

/** The last doc comment of a node, without its stars. */
function rawComment(node: ts.Node): string {
  const comment = ts.getJSDocCommentsAndTags(node).filter(ts.isJSDoc).at(-1);
  return (comment?.getText() ?? "")
    .replace(/^\/\*\*|\*\/$/g, "")
    .replace(/^[ \t]*\* ?/gm, "")
    .replace(/\{@link (\w+)\}/g, "`$1`")
    .trim();
}

function withoutChange(text: string): string {
  const [prose = "", ...examples] = text.split(/(?=^```)/m);
  const rest = prose.replace(CHANGE, "").replace(/\bRequired\.(?=\s|$)/, "");
  return [rest.replace(/[ \t]+$/gm, ""), ...examples].join("").trim();
}

/** A line break in a comment means nothing. */
export const oneLine = (text: string): string => text.replace(/\s+/g, " ").trim();
