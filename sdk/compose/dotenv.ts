// The `.env` format of Compose, for files that set variables: quotes, comments, `export`, and variables in values.
// A service's own `env_file` is another matter: docker stack takes those verbatim.

import { SwarmError } from "../../provider/errors";
import { unsetWarning } from "./fill-variables";
import { type Findings, type Place, throwProblem } from "./findings";
import { type Filled, interpolate, type Lookup } from "./interpolate";

const assignment =
  /^[^\S\n]*(?:export[^\S\n]+)?([A-Za-z_][\w.-]*)[^\S\n]*(?:=[^\S\n]*('[^']*'|"(?:\\.|[^"\\])*"|[^\n]*?))?(?:[^\S\n]+#[^\n]*)?[^\S\n]*$/gm;
const escapes: Record<string, string> = { n: "\n", r: "\r", t: "\t", $: "$$" };

/** The variables that a file sets. A name alone sets nothing. */
export function readDotenv(
  file: string,
  given: string,
  lookup: Lookup,
  { warnings }: Findings,
): Map<string, string> {
  const text = given.replaceAll("\r\n", "\n");
  const lineAt = lineCounter(text);
  const set = new Map<string, string>();
  const get: Lookup = (name) => lookup(name) ?? set.get(name);
  const left = text.replace(assignment, (whole, name: string, value: unknown, offset: number) => {
    const place: Place = { file, line: lineAt(offset), column: 1, key: name };
    if (typeof value === "string") {
      const { text: read, unset } = readValue(value, get, place);
      set.set(name, read);
      warnings.push(...unset.map((one) => ({ place, reason: unsetWarning(one), once: true })));
    }
    return whole.replace(/[^\n]/g, "");
  });
  const wrong = left.split("\n").findIndex((line) => /^\s*[^#\s]/.test(line));
  if (wrong < 0) return set;
  throw new SwarmError("COMPOSE_SYNTAX", `${file}:${wrong + 1}:1 expected KEY=value.`);
}

/** The lines of places that are asked for from first to last. */
function lineCounter(text: string): (offset: number) => number {
  let [line, at] = [1, 0];
  return (offset) => {
    for (; at < offset; at += 1) if (text[at] === "\n") line += 1;
    return line;
  };
}

function readValue(value: string, lookup: Lookup, place: Place): Pick<Filled, "text" | "unset"> {
  if (value.startsWith("'")) return { text: value.slice(1, -1), unset: [] };
  const quoted = value.startsWith('"');
  const text = quoted ? value.slice(1, -1).replace(/\\(.)/g, (_, c) => escapes[c] ?? c) : value;
  const filled = interpolate(text, lookup, true);
  return "problem" in filled ? throwProblem(place, filled.problem) : filled;
}
