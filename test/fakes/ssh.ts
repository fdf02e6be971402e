// Stand-ins for `ssh`, `ssh-agent` and `ssh-add`: scripts on the PATH that write down what they were called with. A
// session joins its stdin and stdout with a socket, as `docker system dial-stdio` does at the other end.

import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";

export interface FakeSsh {
  /** The arguments of every login so far. */
  logins(): string[][];
  /** The arguments of every session so far. */
  sessions(): string[][];
  /** The configuration that the logins were given. */
  config(): string;
  /** What ssh-add was given so far. */
  keys(): string;
  /** From now on nobody is let in: this is said on stderr, and the end is ssh's 255. */
  refuse(words: string): void;
  /** And from now on everybody is. */
  accept(): void;
  /** A connection of the user's own stands, as his ControlPath says. */
  standsAlready(): void;
  /** The connections end, with no word. */
  lose(): void;
  /** How many sessions a connection may have at once. */
  allow(sessions: number): void;
  remove(): void;
}

/** In sh, for Node takes its time to start. Arguments go to a file, a line each, after the kind of the call. */
const ssh = `#!/bin/sh
folder=$(dirname "$0")
note() {
  kind=$1
  shift
  { echo "= $kind"; printf '%s\\n' "$@"; } > "$folder/call-$$"
  cat "$folder/call-$$" >> "$folder/calls"
}
fail() {
  echo "$1" >&2
  exit 255
}
lost="Connection closed by UNKNOWN port 65535"
for arg; do
  case $last in -S) socket=$arg ;; -F) config=$arg ;; esac
  case $arg in -M) master=yes ;; esac
  last=$arg
done
if [ "$1" = -O ]; then [ -e "$folder/stands" ]; exit; fi
if [ -n "$master" ]; then
  note login "$@"
  [ -z "$config" ] || cp "$config" "$folder/config"
  if refusal=$(cat "$folder/refusal" 2>/dev/null); then fail "$refusal"; fi
  : > "$socket"
  echo "$socket" >> "$folder/sockets"
  exit 0
fi
note session "$@"
if [ -n "$socket" ]; then
  [ -e "$socket" ] || fail "$lost"
  seats="$folder/seats-$(basename "$socket")"
  seat="$seats/$$"
  mkdir -p "$seats"
  : > "$seat"
  allowed=$(cat "$folder/allowed" 2>/dev/null || echo 10)
  if [ "$(ls "$seats" | wc -l)" -gt "$allowed" ]; then
    rm "$seat"
    fail "mux_client_request_session: session request failed: Session open refused by peer $lost"
  fi
fi
exec ${process.execPath} "$folder/dial.js" "\${seat:-$folder/none}"
`;

const dial = `
const { readFileSync, rmSync } = require("node:fs");
const { connect } = require("node:net");
const socket = connect(readFileSync(__dirname + "/target", "utf8"));
process.stdin.pipe(socket).pipe(process.stdout);
socket.on("close", () => process.exit());
process.on("SIGTERM", () => process.exit());
process.on("exit", () => rmSync(process.argv[2], { force: true }));
`;

const agent = `#!/bin/sh
[ "$1 $2" = "-t 60" ] && shift 2 && exec "$@"
`;

const add = `#!/bin/sh
cat >> "$(dirname "$0")/keys"
`;

/** Puts the stand-ins first on the PATH, until they are removed. */
export function installFakeSsh(socketPath: string): FakeSsh {
  const folder = mkdtempSync(join(tmpdir(), "fake-ssh-"));
  const path = process.env.PATH ?? "";
  for (const [name, script] of Object.entries({
    ssh,
    "ssh-agent": agent,
    "ssh-add": add,
    "dial.js": dial,
  })) {
    writeFileSync(join(folder, name), script);
    chmodSync(join(folder, name), 0o755);
  }
  const write = (name: string, text: string): void => writeFileSync(join(folder, name), text);
  const read = (name: string): string =>
    existsSync(join(folder, name)) ? readFileSync(join(folder, name), "utf8") : "";
  const linesOf = (name: string): string[] => read(name).split("\n").filter(Boolean);
  const calls = (wanted: string): string[][] =>
    read("calls")
      .split("= ")
      .map((call) => call.trimEnd().split("\n"))
      .filter(([kind]) => kind === wanted)
      .map(([, ...args]) => args);
  const lose = (): void => {
    for (const socket of linesOf("sockets")) rmSync(socket, { force: true });
  };
  write("target", socketPath);
  process.env.PATH = `${folder}${delimiter}${path}`;
  return {
    logins: () => calls("login"),
    sessions: () => calls("session"),
    config: () => read("config"),
    keys: () => read("keys"),
    refuse: (words) => write("refusal", words),
    accept: () => rmSync(join(folder, "refusal")),
    standsAlready: () => write("stands", ""),
    lose,
    allow: (sessions) => write("allowed", String(sessions)),
    remove() {
      process.env.PATH = path;
      lose();
      rmSync(folder, { recursive: true });
    },
  };
}
