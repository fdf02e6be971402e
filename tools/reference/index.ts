// `npm run reference`: writes docs/reference from the comments of the sources.

import { mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "../testing/program";
import { gapsIn } from "./gaps";
import { readReference } from "./reference";
import { pagesOf } from "./render";

const folder = join(root, "docs/reference");
const reference = readReference();
const pages = pagesOf(reference);
mkdirSync(folder, { recursive: true });
for (const name of readdirSync(folder)) if (!pages.has(name)) rmSync(join(folder, name));
for (const [name, text] of pages) writeFileSync(join(folder, name), text);
console.log([`docs/reference: ${pages.size} pages`, ...gapsIn(reference)].join("\n"));
