// Compose files to the model of a stack: the order of the phases, and nothing else.

import { dirname, resolve } from "node:path";
import { SwarmError } from "../../provider/errors";
import type { StackInputs } from "../../provider/model/stack";
import { readContents } from "./contents";
import { type Finding, type Findings, type Place, throwProblems, warningLines } from "./findings";
import { mergeParts } from "./merge";
import { homeOf } from "./paths";
import { locateMerged } from "./places";
import { readParts, type Source } from "./read-part";
import type { Setting } from "./setting";
import { settle } from "./settle";
import { type VariableSources, variablesOf } from "./variables";

export interface ComposeOptions extends VariableSources {
  /**
   * The folder that the names of files start from. A change is one of the files that are read.
   * @default the working directory of the process (ours)
   */
  workingDir?: string;
  /**
   * Profiles whose services are part of the stack; "*" stands for all. A change adds and removes services.
   * @default none: only services without a profile (Compose)
   * @see Compose `profiles`
   */
  profiles?: string[];
}

export interface ComposeResult {
  model: StackInputs;
  /** What is worth a word though nothing is refused for it: `file:line:col key: …`. */
  warnings: string[];
  /** The same as it was found: a variable without a value is often the cause of what is wrong at its place. */
  found: Finding[];
  /** All that were read, in that order. */
  files: string[];
  /** Where a value of the model is written. */
  locate: (path: readonly string[]) => Place;
}

/** Reads Compose files, merged left to right, as the model of one stack. */
export function readCompose(files: string[], options: ComposeOptions = {}): ComposeResult {
  if (files.length === 0) throw new SwarmError("COMPOSE_SYNTAX", "no Compose file is given.");
  const { workingDir = "", profiles = [], environment } = options;
  const absolute = (file: string): string => resolve(workingDir, file);
  const found: Findings = { problems: [], warnings: [], files: [] };
  const setting: Setting = {
    variables: variablesOf({ ...options, envFiles: options.envFiles?.map(absolute) }, found),
    home: homeOf(environment),
    found,
  };
  const parts = files.flatMap((file) => readParts(sourceOf(file, absolute), setting));
  const merged = mergeParts(parts, setting.found);
  const settled = settle(merged, profiles, setting.found);
  const model = readContents(merged, settled, setting);
  throwProblems(setting.found);
  return {
    model,
    warnings: warningLines(setting.found),
    found: setting.found.warnings,
    files: setting.found.files,
    locate: (path) => locateMerged(parts, path, model),
  };
}

/** The standard input counts as a file of the working directory. */
const sourceOf = (file: string, absolute: (file: string) => string): Source =>
  file === "-"
    ? { file, path: file, folder: absolute("") }
    : { file, path: absolute(file), folder: dirname(absolute(file)) };
