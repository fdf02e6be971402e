// One file, from its text to its part of the stack, and the files that it brings in: the order of the phases before
// the merge.

import { dirname, isAbsolute, join } from "node:path";
import { SwarmError } from "../../provider/errors";
import type { Problem } from "../../provider/model/common";
import { checkShape } from "../../provider/model/schema";
import { readEnvironments } from "./environment";
import { applyExtends } from "./extend";
import type { FileModel, Include, Part } from "./file-model";
import { fillVariables } from "./fill-variables";
import { type Findings, type Place, throwSince } from "./findings";
import { includedFiles, sideBySide } from "./include";
import { parseFile } from "./parse";
import { resolveBinds, resolvePath } from "./paths";
import { locate, note, type Places, snake } from "./places";
import { readYaml } from "./read-file";
import { composeSchema } from "./schema";
import type { Setting } from "./setting";
import { toModel } from "./to-model";
import { toPart } from "./to-part";
import { withEnvFiles } from "./variables";

/** A file to read: how messages name it, and what relative paths in it start from. */
export interface Source {
  file: string;
  path: string;
  folder: string;
  /** Where another file names it. */
  namedAt?: Place;
}

/** The parts of a file: those that it includes, then its own; `chain` are the files that led to it. */
export function readParts(source: Source, setting: Setting, chain: string[] = []): Part[] {
  const { length: before } = setting.found.problems;
  const own = readOwn(source, setting);
  if (own === undefined) return [];
  const { part, model } = own;
  const inner = [...chain, source.path];
  const included = ([file, include]: [string, Include]): Part[] => {
    const place = locate(part, ["include"]);
    const other = sourceBeside(part, file, place, setting);
    if (!inner.includes(other.path))
      return readParts(...includedAs(part, other, include, setting), inner);
    setting.found.problems.push({ place, reason: `${other.file} includes itself.` });
    return [];
  };
  const groups = includedFiles(model.include).map((files) => files.flatMap(included));
  const others = new Map<string, Part>();
  const readOther = (from: Part, file: string, place: Place): Part | undefined => {
    const other = sourceBeside(from, file, place, setting);
    const read = others.get(other.path) ?? readOwn(other, setting)?.part;
    if (read) others.set(other.path, read);
    return read;
  };
  const whole = applyExtends(part, { readOther, found: setting.found });
  const parts = sideBySide([...groups, [whole]], setting.found);
  throwSince(before, setting.found);
  return parts;
}

/** A file that another one names. */
function sourceBeside(part: Part, file: string, namedAt: Place, { home }: Setting): Source {
  const path = resolvePath(part.folder, home, file);
  const shown = isAbsolute(file) ? file : join(dirname(part.file), file);
  return { file: shown, path, folder: dirname(path), namedAt };
}

/** The folder and the variables that an `include` gives to a file. */
function includedAs(
  part: Part,
  source: Source,
  include: Include,
  setting: Setting,
): [Source, Setting] {
  const absolute = (path: string): string => resolvePath(part.folder, setting.home, path);
  const { projectDirectory, envFile } = include;
  const folder = projectDirectory === undefined ? source.folder : absolute(projectDirectory);
  const variables = withEnvFiles(setting.variables, [envFile ?? []].flat().map(absolute), {
    found: setting.found,
    namedAt: source.namedAt,
  });
  return [
    { ...source, folder },
    { ...setting, variables },
  ];
}

/** A file's own part, before what it extends and includes; undefined, and noted, where there is no such file. */
function readOwn(source: Source, setting: Setting): { part: Part; model: FileModel } | undefined {
  const { file, folder } = source;
  const { found } = setting;
  const { length: before } = found.problems;
  const text = readSource(source, found);
  if (text === undefined) return undefined;
  found.files.push(file);
  const tree = fillVariables(file, parseFile(file, text, found), setting.variables.get, found);
  const places: Places = new Map();
  const dropped: string[][] = [];
  const model = toModel({ file, found, places, dropped }, tree, composeSchema) as FileModel;
  const placeOf = (path: readonly string[]): Place => locate({ file, places }, path);
  note(found, placeOf, checkShape(composeSchema, model).map(asWritten));
  // what a swarm does not have is left out, and makes nothing else wrong
  throwSince(before, found);

  const problems: Problem[] = [];
  const part = toPart({ file, folder, places, dropped }, model, problems);
  note(found, placeOf, problems);
  const complete = readEnvironments(resolveBinds(part, setting.home), setting);
  throwSince(before, found);
  return { part: complete, model };
}

/** The text of a file; undefined, and noted, where another file names what cannot be read. */
function readSource({ path, namedAt }: Source, { problems }: Findings): string | undefined {
  const content = readYaml(path);
  if ("text" in content) return content.text;
  if (!namedAt) throw new SwarmError("COMPOSE_SYNTAX", content.refused);
  problems.push({ place: namedAt, reason: content.refused });
  return undefined;
}

/** A missing key by the name that a file gives it. */
const asWritten = (problem: Problem): Problem => ({
  ...problem,
  reason: problem.reason.replace(/(?<=^the key ")\w+(?=" is missing)/, snake),
});
