// A stand-in for the `ssh` program: a script on the PATH that writes down what it was called with and joins its
// stdin and stdout with a socket, as `docker system dial-stdio` does at the other end.

import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";

export interface FakeSsh {
  /** The arguments of every call so far. */
  calls(): string[][];
  /** From now on it says this on stderr, and ends with ssh's 255. */
  refuse(words: string): void;
  remove(): void;
}

const script = `#!${process.execPath}
const { appendFileSync, existsSync, readFileSync } = require("node:fs");
const { connect } = require("node:net");
const folder = __dirname;
appendFileSync(folder + "/calls", JSON.stringify(process.argv.slice(2)) + "\\n");
if (existsSync(folder + "/refusal")) {
  process.stderr.write(readFileSync(folder + "/refusal"));
  process.exit(255);
}
const socket = connect(readFileSync(folder + "/target", "utf8"));
process.stdin.pipe(socket).pipe(process.stdout);
socket.on("close", () => process.exit());
`;

/** Puts the stand-in first on the PATH, until it is removed. */
export function installFakeSsh(socketPath: string): FakeSsh {
  const folder = mkdtempSync(join(tmpdir(), "fake-ssh-"));
  const path = process.env.PATH ?? "";
  writeFileSync(join(folder, "ssh"), script);
  chmodSync(join(folder, "ssh"), 0o755);
  writeFileSync(join(folder, "target"), socketPath);
  process.env.PATH = `${folder}${delimiter}${path}`;
  return {
    calls() {
      const file = join(folder, "calls");
      const lines = existsSync(file) ? readFileSync(file, "utf8").trim().split("\n") : [];
      return lines.map((line) => JSON.parse(line) as string[]);
    },
    refuse: (words) => writeFileSync(join(folder, "refusal"), words),
    remove() {
      process.env.PATH = path;
      rmSync(folder, { recursive: true });
    },
  };
}
