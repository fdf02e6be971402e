// Phase: `env_file` and `environment` of each service to the variables of its containers, by docker stack's rules:
// later files win, `environment` over all of them, and names without a value get theirs from setting.

import { parseEnvFile } from "./env-file";
import type { EnvFile, Part } from "./file-model";
import { locate } from "./places";
import { resolvePath } from "./paths";
import { maxEnvFileBytes, readText } from "./read-file";
import { mapValues } from "./maps";
import type { Setting } from "./setting";
import type { Variables } from "./variables";

type Environment = Map<string, string | null>;

/** The part with the environment of each service complete. */
export function readEnvironments(part: Part, setting: Setting): Part {
  const services = mapValues(part.model.services, (service, key) => {
    const own = Object.entries(service.environment ?? {});
    const all = [...fromFiles(part, key, setting), ...own].map(
      ([name, value]): [string, string | null] => [name, complete(name, value, setting.variables)],
    );
    return all.length > 0 ? { ...service, environment: Object.fromEntries(all) } : service;
  });
  return { ...part, model: { ...part.model, services } };
}

/** A value, or what the surroundings have for a name that has none. */
function complete(name: string, value: string | null, variables: Variables): string | null {
  if (value === null) return variables.get(name) ?? null;
  return value === "" ? (variables.fromEnvironment(name) ?? "") : value;
}

function fromFiles(part: Part, key: string, setting: Setting): Environment {
  const all: Environment = new Map();
  for (const [i, entry] of (part.later[key]?.envFiles ?? []).entries()) {
    const file = typeof entry === "string" ? { path: entry } : entry;
    for (const [name, value] of readOne(part, [key, String(i)], file, setting))
      // a name alone that nobody knows sets nothing
      if (value !== null || setting.variables.get(name) !== undefined) all.set(name, value);
  }
  return all;
}

function readOne(part: Part, [key = "", i = ""]: string[], file: EnvFile, setting: Setting) {
  const path = resolvePath(part.folder, setting.home, file.path);
  const content = readText(path, maxEnvFileBytes);
  if ("refused" in content && file.required === false) return [];
  const parsed = "refused" in content ? { problem: content.refused } : parseEnvFile(content.text);
  if (!("problem" in parsed)) return parsed;
  const place = locate(part, ["services", key, "envFile", i]);
  const where = "refused" in content ? "" : `${path}, `;
  setting.found.problems.push({ place, reason: `${where}${parsed.problem}` });
  return [];
}
