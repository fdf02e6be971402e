// Reads the files that a Compose file is made of or names: regular files of bounded size, and nothing else. Names the
// path in its messages, never the content.

import { closeSync, constants, fstatSync, openSync, readFileSync } from "node:fs";

export const maxComposeBytes = 1024 * 1024;
export const maxEnvFileBytes = 1024 * 1024;

/** The bytes of a file, or why they cannot be had. */
export type Content = { bytes: Buffer } | { refused: string };

/** Reads a whole file; "-" is the standard input. */
export function readBytes(path: string, maxBytes: number): Content {
  let descriptor: number | undefined;
  try {
    // without O_NONBLOCK the opening of a FIFO that nobody writes to would wait for ever
    descriptor = path === "-" ? 0 : openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
    const stats = fstatSync(descriptor);
    if (path !== "-" && !stats.isFile()) return { refused: `${path} is not a regular file.` };
    if (stats.size > maxBytes) return { refused: tooLarge(path, stats.size, maxBytes) };
    const bytes = readFileSync(descriptor);
    return bytes.length > maxBytes
      ? { refused: tooLarge(path, bytes.length, maxBytes) }
      : { bytes };
  } catch (error) {
    return { refused: `cannot read ${path}. ${reasonOf(error)}` };
  } finally {
    if (descriptor !== undefined && descriptor !== 0) closeSync(descriptor);
  }
}

/** The text of a Compose file: UTF-8, or UTF-16 where its first bytes say so. */
export function readYaml(path: string): { text: string } | { refused: string } {
  const content = readBytes(path, maxComposeBytes);
  if ("refused" in content) return content;
  const mark = content.bytes.subarray(0, 2).toString("hex");
  const encoding = { fffe: "utf-16le", feff: "utf-16be" }[mark];
  return encoding ? { text: new TextDecoder(encoding).decode(content.bytes) } : utf8(path, content);
}

/** The text of a file, which must be UTF-8. */
export function readText(path: string, maxBytes: number): { text: string } | { refused: string } {
  const content = readBytes(path, maxBytes);
  return "refused" in content ? content : utf8(path, content);
}

function utf8(path: string, content: { bytes: Buffer }): { text: string } | { refused: string } {
  try {
    // the decoder also takes a byte order mark away
    return { text: new TextDecoder("utf-8", { fatal: true }).decode(content.bytes) };
  } catch {
    return {
      refused: `${path} is not UTF-8 text: line ${oddLine(content.bytes)} is the first that is not.`,
    };
  }
}

/** The line of the first byte that does not come back from text. */
function oddLine(bytes: Buffer): number {
  const back = Buffer.from(bytes.toString("utf8"));
  const at = bytes.findIndex((byte, i) => byte !== back[i]);
  return bytes.subarray(0, at).filter((byte) => byte === 0x0a).length + 1;
}

const tooLarge = (path: string, bytes: number, maxBytes: number): string =>
  `${path} has ${bytes} bytes; ${maxBytes} is the most that can be taken.`;

function reasonOf(error: unknown): string {
  const code = (error as NodeJS.ErrnoException).code;
  if (code === "ENOENT") return "There is no such file.";
  if (code === "EACCES") return "It may not be read by this user.";
  if (code === "EISDIR") return "It is a folder.";
  if (code === "ENOTDIR") return "What should be a folder on the way there is none.";
  if (code === "ELOOP") return "Its symbolic links lead in a circle.";
  if (code === "ENAMETOOLONG") return "The name is too long.";
  return error instanceof Error ? `${error.message}.` : String(error);
}
