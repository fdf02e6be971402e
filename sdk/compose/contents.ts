// Phase: the content of secrets and configs, from files, variables or the Compose file itself. The content is in no
// message.

import type { StackInputs } from "../../provider/model/stack";
import { locate } from "./places";
import type { Merged, Sourced } from "./merge";
import { mapValues } from "./maps";
import { resolvePath } from "./paths";
import { readBytes } from "./read-file";
import type { Setting } from "./setting";

type Kind = "secrets" | "configs";
interface Declared {
  external?: boolean;
  driver?: string;
  data?: string;
  dataBase64?: string;
}

const sources = ["file", "environment", "content"] as const;

/** What the engine takes at most, and says so only after the upload. */
const maxBytes: Record<Kind, number> = { secrets: 511_999, configs: 1_023_999 };

/** The stack with the content of its own secrets and configs. */
export function readContents(merged: Merged, model: StackInputs, setting: Setting): StackInputs {
  const { secrets, configs } = model;
  return {
    ...model,
    secrets: mapValues(secrets, (one, key) => withContent(merged, ["secrets", key], one, setting)),
    configs: mapValues(configs, (one, key) => withContent(merged, ["configs", key], one, setting)),
  };
}

function withContent<T extends Declared>(
  merged: Merged,
  path: [Kind, string],
  declared: T,
  setting: Setting,
): T {
  const source = merged.sources[path[0]][path[1]];
  if (declared.external || !source) return declared;
  const named = sources.filter((key) => source[key] !== undefined);
  const given = declared.driver ? ["driver", ...named] : named;
  const content = given.length === 1 ? read(path[0], source, setting) : { refused: oneOf(given) };
  if (!("refused" in content)) return { ...declared, ...content };
  const place = locate(source.part, given.length === 1 ? [...path, ...given] : path);
  setting.found.problems.push({ place, reason: content.refused });
  return declared;
}

const oneOf = (given: string[]): string =>
  given.length === 0
    ? "nothing says where its content comes from. Give it a `file`, or `external: true`."
    : `${given.join(" and ")} are given together; keep one.`;

type Content = Pick<Declared, "data" | "dataBase64"> | { refused: string };

function read(kind: Kind, source: Sourced, { variables, home }: Setting): Content {
  const { file, environment, content, part } = source;
  if (content !== undefined) return { data: content };
  if (file !== undefined)
    return readFileContent(resolvePath(part.folder, home, file), maxBytes[kind]);
  if (environment === undefined) return {};
  const value = variables.get(environment);
  return value === undefined
    ? { refused: `the variable ${environment} is not set.` }
    : { data: value };
}

/** Text as text, so that a preview can show how it changed; other bytes in base64. */
function readFileContent(path: string, limit: number): Content {
  const content = readBytes(path, limit);
  if ("refused" in content) return content;
  const text = content.bytes.toString("utf8");
  const isText = Buffer.from(text).equals(content.bytes);
  return isText ? { data: text } : { dataBase64: content.bytes.toString("base64") };
}
