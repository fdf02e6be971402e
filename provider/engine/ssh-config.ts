// The configuration that ssh logs in with: ours first, then the user's. In a file, for only so it holds for jump
// hosts, too: `ssh -J` hands them -F and no other option.

import { createHash } from "node:crypto";
import { existsSync, lstatSync, mkdirSync, renameSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { SwarmError } from "../errors";
import type { SshInputs } from "./material";

const connectSeconds = 10;
/** A path of a socket ends at 104 bytes on some systems, and ssh appends 17 to it for a moment. */
const longestFolder = 60;

/** The file with the configuration for these inputs; no secret is in it. */
export function configFile({ key, knownHosts }: SshInputs): string {
  return written(
    "conf",
    configText({ hasKey: key !== undefined, knownHosts: hostsFile(knownHosts) }),
  );
}

const hostsFile = (knownHosts: string | undefined): string | undefined =>
  knownHosts === undefined ? undefined : written("hosts", knownHosts);

/** The first value of an option counts: what must hold stands before the user's, what is a default behind. */
export function configText(given: { hasKey: boolean; knownHosts?: string }): string {
  return [
    "BatchMode yes",
    `ConnectTimeout ${connectSeconds}`,
    "ForwardAgent no",
    "ClearAllForwardings yes",
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
    "ServerAliveInterval 10",
    "ServerAliveCountMax 2",
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
