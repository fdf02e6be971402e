// Where the value of a variable comes from: the program, then the process environment, then files. Reads no environment
// that it was not given.

import { SwarmError } from "../../provider/errors";
import { readDotenv } from "./dotenv";
import { type Findings, type Place, throwProblem } from "./findings";
import type { Lookup } from "./interpolate";
import { maxEnvFileBytes, readText } from "./read-file";

export interface VariableSources {
  /**
   * Values of variables in the files, which win over all others. A change does what the changed values do.
   * @default none (ours)
   * @see Compose, interpolation
   */
  variables?: Record<string, string>;
  /**
   * The process environment, where it shall count: `process.env`. A change does what the changed values do.
   * @default `process.env` in a stack, none for `loadCompose` (ours)
   * @see Compose, interpolation
   */
  environment?: Record<string, string | undefined>;
  /**
   * Files of `KEY=value` lines for variables that nothing else sets; of two files the later wins. A change
   * does what the changed values do.
   * @default none; no `.env` is read unasked (ours)
   * @see `docker compose --env-file`
   */
  envFiles?: string[];
}

export interface Variables {
  /** The value of a variable, wherever it comes from. */
  get: Lookup;
  /** Its value in the process environment alone. */
  fromEnvironment: Lookup;
}

/** Reads the files and lays the sources one over the other. */
export function variablesOf(
  { variables, environment, envFiles }: VariableSources,
  found: Findings,
): Variables {
  const given = new Map(Object.entries(variables ?? {}));
  const process = new Map(Object.entries(environment ?? {}));
  const fromEnvironment: Lookup = (name) => process.get(name);
  const known: Lookup = (name) => given.get(name) ?? fromEnvironment(name);
  return withEnvFiles({ get: known, fromEnvironment }, envFiles ?? [], { found });
}

interface Reading {
  found: Findings;
  /** Where the files are named. */
  namedAt?: Place;
}

/** The same with the variables of files below; of two files the later wins. */
export function withEnvFiles(variables: Variables, files: string[], reading: Reading): Variables {
  const fromFiles = new Map<string, string>();
  for (const file of files)
    for (const [name, value] of readEnvFile(file, variables.get, reading))
      fromFiles.set(name, value);
  return { ...variables, get: (name) => variables.get(name) ?? fromFiles.get(name) };
}

function readEnvFile(
  file: string,
  lookup: Lookup,
  { found, namedAt }: Reading,
): Map<string, string> {
  const content = readText(file, maxEnvFileBytes);
  if ("refused" in content && namedAt) throwProblem(namedAt, `env file: ${content.refused}`);
  if ("refused" in content) throw new SwarmError("COMPOSE_SYNTAX", `env file: ${content.refused}`);
  return readDotenv(file, content.text, lookup, found);
}
