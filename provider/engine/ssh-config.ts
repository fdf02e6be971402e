// What ssh logs in with: our options first, then the user's configuration. With a key, known hosts or jump hosts in a
// file, for only so they hold for jump hosts, too: `ssh -J` hands them -F and no other option.

import { createHash } from "node:crypto";
import { existsSync, lstatSync, mkdirSync, renameSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { SwarmError } from "../errors";
import type { SshInputs } from "./material";

const connectSeconds = 10;
/** A path of a socket ends at 104 bytes on some systems, and ssh appends 17 to it for a moment. */
const longestFolder = 60;

/** What holds for every login, whatever the user's configuration says. */
const OURS = [
  ["BatchMode", "yes"],
  ["ConnectTimeout", String(connectSeconds)],
  ["ForwardAgent", "no"],
  ["ClearAllForwardings", "yes"],
  ["ServerAliveInterval", "15"],
  ["ServerAliveCountMax", "3"],
] as const;

/** How ssh is told all this. Without inputs no file stands in the way: an `ssh` of the user's may bring its own. */
export function configOptions(inputs: SshInputs): string[] {
  const { key, knownHosts, jump } = inputs;
  if (!key && !knownHosts && !jump)
    return OURS.flatMap(([name, value]) => ["-o", `${name}=${value}`]);
  const file = knownHosts === undefined ? undefined : written("hosts", knownHosts);
  const config = written("conf", configText({ hasKey: key !== undefined, knownHosts: file }));
  return ["-F", config, ...(jump ? ["-J", jump.join(",")] : [])];
}

/** The first value of an option counts: what must hold stands before the user's, what is a default behind. */
export function configText(given: { hasKey: boolean; knownHosts?: string }): string {
  return [
    ...OURS.map(([name, value]) => `${name} ${value}`),
    // The key is the only one in our agent, which the user's IdentitiesOnly would keep unused.
    ...(given.hasKey ? ["IdentityAgent SSH_AUTH_SOCK", "IdentitiesOnly no"] : []),
    ...(given.knownHosts === undefined
      ? []
      : [
          `UserKnownHostsFile "${given.knownHosts}"`,
          "GlobalKnownHostsFile none",
          "StrictHostKeyChecking yes",
        ]),
    "Include ~/.ssh/config",
    "Include /etc/ssh/ssh_config",
    "StrictHostKeyChecking yes",
    "",
  ].join("\n");
}

/** Named by what is in it, so that processes may share it and a stale one does not exist. */
function written(ending: string, text: string): string {
  const name = createHash("sha256").update(text).digest("hex").slice(0, 16);
  const file = join(privateFolder(), `${name}.${ending}`);
  if (!existsSync(file)) {
    const draft = `${file}.${process.pid}`;
    writeFileSync(draft, text, { mode: 0o600 });
    renameSync(draft, file);
  }
  return file;
}

/** A folder that nobody else can enter, the same for all processes of this user. */
export function privateFolder(): string {
  const user = process.getuid?.();
  const name = `pulumi-swarm-${user ?? "ssh"}`;
  const usual = join(tmpdir(), name);
  const folder = usual.length > longestFolder ? join("/tmp", name) : usual;
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const found = lstatSync(folder);
  const isClosed = found.uid === user && (found.mode & 0o077) === 0;
  if (found.isDirectory() && (isClosed || user === undefined)) return folder;
  throw new SwarmError(
    "INVALID_INPUT",
    `${folder}: others may enter it, and connections by ssh would go through it. ` +
      "Remove it, or set TMPDIR to a folder of your own.",
  );
}
