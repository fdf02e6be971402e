// Compose files to the model of a stack: the order of the phases, and nothing else.

import { dirname, resolve } from "node:path";
import { SwarmError } from "../../provider/errors";
import { checkerOf } from "../../provider/model/schema";
import type { Problem } from "../../provider/model/common";
import type { StackInputs } from "../../provider/model/stack";
import { readContents } from "./contents";
import { type Outside, readEnvironments } from "./environment";
import type { FileModel, Part } from "./file-model";
import { fillVariables } from "./fill-variables";
import { sentence, throwProblems } from "./findings";
import { findingsIn } from "./locate";
import { mergeParts } from "./merge";
import { parseFile } from "./parse";
import { homeOf, resolveBinds } from "./paths";
import { maxComposeBytes, readText } from "./read-file";
import { composeSchema } from "./schema";
import { settle } from "./settle";
import { toModel } from "./to-model";
import { toPart } from "./to-part";
import { type VariableSources, variablesOf } from "./variables";

export interface ComposeOptions extends VariableSources {
  /** The folder that relative names of files start from. Default: the working directory of the process. */
  workingDir?: string;
  /** Profiles whose services are part of the stack. */
  profiles?: string[];
}

export interface ComposeResult {
  model: StackInputs;
  /** What is worth a word though nothing is refused for it: `file:line:col key: …`. */
  warnings: string[];
}

const check = checkerOf(composeSchema);

/** Reads Compose files, merged left to right, as the model of one stack. */
export function readCompose(files: string[], options: ComposeOptions = {}): ComposeResult {
  const found = { problems: [], warnings: [] };
  const outside = { variables: variablesOf(options), home: homeOf(options.environment), found };
  if (files.length === 0) throw new SwarmError("COMPOSE_SYNTAX", "no Compose file is given.");

  const parts = files.map((file) => readPart(file, options.workingDir ?? "", outside));
  const merged = mergeParts(parts);
  const model = settle(
    { ...merged, model: readContents(merged, outside) },
    options.profiles ?? [],
    found,
  );
  throwProblems(found.problems);
  return { model, warnings: found.warnings.map(sentence) };
}

/** One file, up to where it meets the others. */
function readPart(file: string, workingDir: string, outside: Outside): Part {
  const { variables, home, found } = outside;
  const tree = fillVariables(
    file,
    parseFile(file, readSource(file, workingDir)),
    variables.get,
    found,
  );
  const places = new Map();
  const value = toModel({ file, found, places }, tree, composeSchema) as FileModel;
  found.problems.push(...findingsIn({ file, places }, check(value)));
  throwProblems(found.problems);

  const problems: Problem[] = [];
  const folder = file === "-" ? resolve(workingDir) : dirname(resolve(workingDir, file));
  const part = toPart({ file, folder, places }, value, problems);
  found.problems.push(...findingsIn(part, problems));
  const complete = readEnvironments(resolveBinds(part, home), outside);
  throwProblems(found.problems);
  return complete;
}

function readSource(file: string, workingDir: string): string {
  const content = readText(file === "-" ? file : resolve(workingDir, file), maxComposeBytes);
  if ("text" in content) return content.text;
  throw new SwarmError("COMPOSE_SYNTAX", content.refused);
}
