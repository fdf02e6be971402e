// The `.env` format of Compose, for files that set variables: quotes, comments, `export`, and variables in values.
// A service's own `env_file` is another matter: docker stack takes those verbatim.

import { SwarmError } from "../../provider/errors";
import { interpolate, type Lookup } from "./interpolate";

const assignment =
  /^[^\S\n]*(?:export[^\S\n]+)?([A-Za-z_][\w.-]*)[^\S\n]*(?:=[^\S\n]*('[^']*'|"(?:\\.|[^"\\])*"|[^\n]*?))?(?:[^\S\n]+#[^\n]*)?[^\S\n]*$/gm;
const escapes: Record<string, string> = { n: "\n", r: "\r", t: "\t", $: "$$" };

/** The variables that a file sets. A name alone sets nothing. */
export function readDotenv(file: string, text: string, lookup: Lookup): Map<string, string> {
  const set = new Map<string, string>();
  const get: Lookup = (name) => lookup(name) ?? set.get(name);
  const left = text.replaceAll("\r\n", "\n").replace(assignment, (whole, name, value) => {
    if (typeof value === "string") set.set(String(name), readValue(value, get));
    return whole.replace(/[^\n]/g, "");
  });
  const wrong = left.split("\n").findIndex((line) => /^\s*[^#\s]/.test(line));
  if (wrong < 0) return set;
  throw new SwarmError("COMPOSE_SYNTAX", `${file}:${wrong + 1}:1 expected KEY=value.`);
}

function readValue(value: string, lookup: Lookup): string {
  if (value.startsWith("'")) return value.slice(1, -1);
  const quoted = value.startsWith('"');
  const text = quoted ? value.slice(1, -1).replace(/\\(.)/g, (_, c) => escapes[c] ?? c) : value;
  const filled = interpolate(text, lookup, true);
  return "problem" in filled ? text : filled.text;
}
