// A recorded case: Compose files, and what the docker CLI made of them. Reads cases and renders ours; records none.

import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { stackSpecs } from "../../provider/spec/stack";
import { checkStack, readCompose } from "../../sdk/compose";

/** The kinds of objects, in the order of their requests. */
export const kinds = ["networks", "secrets", "configs", "services"] as const;

/** The bodies of the create requests, sorted by name. */
export type Bodies = Record<(typeof kinds)[number], { Name?: string }[]>;

/** `engine.json`: what was given to docker, and the bodies that it sent or what it said on stderr. */
export type Recorded = {
  files?: string[];
  file?: string;
  env: Record<string, string>;
  rc: number;
  error?: string;
} & Partial<Bodies>;

export interface EngineCase {
  name: string;
  folder: string;
  recorded: Recorded;
}

/** The home folder and the stack's name in every recorded run. */
export const home = "/home/u";
export const stack = "st";

/** The cases of a folder; those that were recorded for another purpose have no `engine.json`. */
export function casesIn(folder: string): EngineCase[] {
  return readdirSync(folder)
    .map((name) => ({ name, folder: join(folder, name), path: join(folder, name, "engine.json") }))
    .filter(({ path }) => existsSync(path))
    .map(({ name, folder, path }) => ({
      name,
      folder,
      recorded: JSON.parse(readFileSync(path, "utf8")) as Recorded,
    }));
}

/** Our bodies for a case; `root` is how recordings write the case's folder. */
export function ours({ folder, recorded }: EngineCase, root: string): Bodies {
  const composed = readCompose(recorded.files ?? [recorded.file ?? ""], {
    workingDir: folder,
    environment: { HOME: home, ...recorded.env },
  });
  checkStack(composed, stack);
  const specs = stackSpecs(composed.model, stack);
  const lists = kinds.map((kind) => [kind, Object.values(specs[kind])]);
  const text = JSON.stringify(Object.fromEntries(lists)).replaceAll(folder, root);
  return sorted(JSON.parse(text) as Bodies);
}

/** docker's bodies, without the ids that only an engine can tell. */
export function dockers({ recorded }: EngineCase): Bodies {
  const lists = kinds.map((kind) => [kind, recorded[kind] ?? []]);
  const text = JSON.stringify(Object.fromEntries(lists), (key, value: unknown) =>
    key === "SecretID" || key === "ConfigID" ? "" : value,
  );
  return sorted(JSON.parse(text) as Bodies);
}

function sorted(bodies: Bodies): Bodies {
  const lists = kinds.map((kind) => [
    kind,
    bodies[kind].sort((a, b) => ((a.Name ?? "") < (b.Name ?? "") ? -1 : 1)),
  ]);
  return Object.fromEntries(lists) as Bodies;
}
