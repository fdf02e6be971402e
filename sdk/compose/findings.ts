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
  /** Said once for each file, at the first place. */
  once?: boolean;
}

/** Collects what the phases find, so that several problems are told at once. */
export interface Findings {
  problems: Finding[];
  warnings: Finding[];
  /** As they were read; problems are told in this order. */
  files: string[];
}

const inOrder =
  (files: string[]) =>
  ({ place: a }: Finding, { place: b }: Finding): number =>
    files.indexOf(a.file) - files.indexOf(b.file) || a.line - b.line || a.column - b.column;

/** `file:line:col services.web.image: reason` */
export function sentence({ place, reason }: Finding): string {
  const { file, line, column, key } = place;
  return `${file}:${line}:${column} ${key === "" ? "" : `${shortened(key)}: `}${shortened(reason)}`;
}

/** What an anchor holds is wrong wherever an alias repeats it, and told once, where it is written. */
const samePlace = ({ place: { file, line, column, key }, reason }: Finding): string =>
  [file, line, column, key.split(".").at(-1), reason].join("\0");

/** A value that a message quotes may be as long as the file. */
const mostLetters = 2000;
const shortened = (text: string): string =>
  text.length > mostLetters
    ? `${text.slice(0, mostLetters / 2)} … ${text.slice(-mostLetters / 2)}`
    : text;

/** More problems than anybody mends at a time. */
const mostLines = 100;

/** Throws what was found, if anything, as one error with a line for each problem. */
export function throwProblems({ problems, warnings, files }: Findings): void {
  if (problems.length === 0) return;
  const apart = new Map<string, Finding>();
  for (const one of [...problems].sort(inOrder(files)))
    if (!apart.has(samePlace(one))) apart.set(samePlace(one), one);
  const causes = causesBySpot(warnings);
  const lines = new Set([...apart.values()].map((one) => withCause(one, causes)));
  const unsupported = problems.every((problem) => problem.unsupported);
  const told = [...lines].slice(0, mostLines);
  const rest = lines.size > mostLines ? [`… and ${lines.size - mostLines} more.`] : [];
  throw new SwarmError(
    unsupported ? "COMPOSE_UNSUPPORTED" : "COMPOSE_SYNTAX",
    [...told, ...rest].join("\n"),
  );
}

/** The same, but only if the files are not well-formed by what was found since there were `count` problems. */
export function throwSince(count: number, found: Findings): void {
  if (!found.problems.slice(count).every(({ unsupported }) => unsupported)) throwProblems(found);
}

/** Throws a single problem, without which there is nothing to go on with. */
export function throwProblem(place: Place, reason: string): never {
  throw new SwarmError("COMPOSE_SYNTAX", sentence({ place, reason }));
}

const spotOf = ({ place: { file, line, column } }: Finding): string => `${file}:${line}:${column}`;

/** What was odd, by where it is written: there may be thousands of either. */
function causesBySpot(warnings: Finding[]): Map<string, Set<string>> {
  const causes = new Map<string, Set<string>>();
  for (const one of warnings.filter(({ once }) => once)) {
    const all = causes.get(spotOf(one)) ?? new Set();
    causes.set(spotOf(one), all.add(capitalised(one.reason)));
  }
  return causes;
}

/** A problem, and what was already odd at its place: a variable without a value is often the cause. */
const withCause = (problem: Finding, causes: Map<string, Set<string>>): string =>
  [sentence(problem), ...(causes.get(spotOf(problem)) ?? [])].join(" ");

const capitalised = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** The warnings as lines, those that are said once at their first place. */
export function warningLines({ warnings, files }: Omit<Findings, "problems">): string[] {
  const told = new Set<string>();
  return [...warnings].sort(inOrder(files)).flatMap((warning) => {
    const id = warning.once ? `${warning.place.file} ${warning.reason}` : sentence(warning);
    if (told.has(id)) return [];
    told.add(id);
    return [sentence(warning)];
  });
}
