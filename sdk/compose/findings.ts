// What is wrong, or only worth a word, in Compose files: where it stands and what to do. Makes the one error that
// names them all; never prints.

import { SwarmError } from "../../provider/errors";

/** Where something is written: the file, the line and column from 1, and the keys that lead to it. */
export interface Place {
  file: string;
  line: number;
  column: number;
  /** "services.web.ports.0"; empty at the root. */
  key: string;
}

export interface Finding {
  place: Place;
  reason: string;
  /** The file is well-formed, but a swarm cannot do what it asks. */
  unsupported?: boolean;
}

/** Collects what the phases find, so that several problems are told at once. */
export interface Findings {
  problems: Finding[];
  warnings: Finding[];
}

const inOrder = (a: Finding, b: Finding): number =>
  a.place.line - b.place.line || a.place.column - b.place.column;

/** `file:line:col services.web.image: reason` */
export function sentence({ place, reason }: Finding): string {
  const { file, line, column, key } = place;
  return `${file}:${line}:${column} ${key === "" ? "" : `${key}: `}${reason}`;
}

/** Throws what was found, if anything, as one error with a line for each problem. */
export function throwProblems(problems: Finding[]): void {
  if (problems.length === 0) return;
  const lines = new Set([...problems].sort(inOrder).map(sentence));
  const unsupported = problems.every((problem) => problem.unsupported);
  throw new SwarmError(
    unsupported ? "COMPOSE_UNSUPPORTED" : "COMPOSE_SYNTAX",
    [...lines].join("\n"),
  );
}
