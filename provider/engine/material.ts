// What a connection brings besides the address: certificates, keys and known hosts, as text or in files, and jump
// hosts. Reads files only. No message here quotes what may be a key.

import { readFileSync } from "node:fs";
import { homedir } from "node:os";
import { resolve } from "node:path";
import { SwarmError } from "../errors";
import type { ConnectionArgs } from "../model/common";

/** What ssh is given besides the address. */
export interface SshInputs {
  /** Text of a private key. */
  key?: string;
  /** Text of a known_hosts file. */
  knownHosts?: string;
  /** The hosts on the way, the first to be reached first. */
  jump?: string[];
}

const PEM = /-----BEGIN /;
/** Neither a key without its frame nor one in base64 looks like this. */
const PATH = /^([/~.]|[A-Za-z]:[/\\]).*$|^[^\n]{1,200}\.\w{1,8}$/;

/** Text with PEM in it, as it is; or else the text of the file that it names. */
export function pemOf(name: string, value: string | undefined): string | undefined {
  if (!value || PEM.test(value)) return value || undefined;
  if (!PATH.test(value))
    throw invalid(
      `connection.${name}`,
      "this is neither PEM text (-----BEGIN …) nor the path of a file. Write ./NAME for a file of this folder.",
    );
  const file = resolve(value.replace(/^~(?=\/|$)/, homedir()));
  const text = readText(`connection.${name}`, file);
  if (PEM.test(text)) return text;
  throw invalid(
    `connection.${name}`,
    `${file} holds no PEM text (-----BEGIN …). For DER: openssl x509 or pkey, with -inform der.`,
  );
}

function readText(subject: string, file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    const next = "Name a file of the machine that runs Pulumi, or give its text";
    throw new SwarmError("INVALID_INPUT", `${subject}: ${file} cannot be read (${code}). ${next}.`);
  }
}

/** The inputs for ssh, as far as there are some. */
export function sshInputsOf(connection: Omit<ConnectionArgs, "host">): SshInputs {
  const key = pemOf("sshKey", connection.sshKey);
  const knownHosts = knownHostsOf([connection.sshKnownHosts ?? []].flat());
  const jump = jumpsOf([connection.sshJump ?? []].flat());
  return {
    // ssh-add takes neither the line ends of Windows nor a last line without one.
    ...(key && { key: `${key.replace(/\r/g, "").trimEnd()}\n` }),
    ...(knownHosts && { knownHosts }),
    ...(jump.length > 0 && { jump }),
  };
}

/** A line: names, kind of key, key; a mark (@cert-authority) may stand before. */
const KNOWN = /^(@[\w-]+\s+)?\S+\s+[\w@.-]+\s+[A-Za-z0-9+/]+=*(\s|$)/;

function knownHostsOf(texts: string[]): string {
  const lines = texts.flatMap((text) => text.split(/\r?\n/)).map((line) => line.trim());
  const said = lines.filter((line) => line !== "" && !line.startsWith("#"));
  const wrong = said.findIndex((line) => !KNOWN.test(line));
  if (wrong >= 0)
    throw invalid(
      "connection.sshKnownHosts",
      `line ${wrong + 1} is none of a known_hosts file. Give what \`ssh-keyscan HOST\` prints: NAME KIND KEY.`,
    );
  return said.map((line) => `${line}\n`).join("");
}

/** What ssh itself takes after -J; no option, and nothing that a shell would read. */
const JUMP = /^(ssh:\/\/)?([\w.][\w.+-]*@)?(\[[\da-fA-F:.]+(%\w+)?\]|\w[\w.-]*)(:\d{1,5})?$/;

function jumpsOf(texts: string[]): string[] {
  const jumps = texts.flatMap((text) => text.split(",")).map((one) => one.trim());
  const wrong = jumps.find((one) => !JUMP.test(one));
  if (wrong === undefined) return jumps;
  throw invalid(
    "connection.sshJump",
    `"${wrong.replace(/:[^@]*@/, ":…@")}" is no jump host. Write USER@HOST:PORT; user and port may be left out.`,
  );
}

function invalid(subject: string, reason: string): SwarmError {
  return new SwarmError("INVALID_INPUT", `${subject}: ${reason}`);
}
