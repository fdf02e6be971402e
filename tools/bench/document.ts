// The measured block of a document, between two comments; what stands around it is a person's.

import { existsSync, readFileSync, writeFileSync } from "node:fs";

const BEGIN = "<!-- measured -->";
const END = "<!-- /measured -->";

/** Puts the block between the comments of the text; where there are none, the block is all there is. */
export function withBlock(text: string, block: string): string {
  const [begin, end] = [text.indexOf(BEGIN), text.indexOf(END)];
  const own = `${BEGIN}\n\n${block.trim()}\n\n${END}`;
  if (begin < 0 || end < begin) return `${own}\n`;
  return `${text.slice(0, begin)}${own}${text.slice(end + END.length)}`;
}

export function putInto(file: string, block: string): void {
  writeFileSync(file, withBlock(existsSync(file) ? readFileSync(file, "utf8") : "", block));
}
