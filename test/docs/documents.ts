// The documents of the package, by their paths in it.

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "../../tools/testing/program";

export const documents = (): string[] => [
  "README.md",
  "CONTRIBUTING.md",
  "CHANGELOG.md",
  ...markdownIn("docs"),
  ...markdownIn("examples"),
];

export const textOf = (document: string): string => readFileSync(join(root, document), "utf8");

const markdownIn = (folder: string): string[] =>
  readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".md") && !name.includes("node_modules"))
    .map((name) => join(folder, name));
