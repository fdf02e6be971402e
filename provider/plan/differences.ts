// Differences that cannot be mended, in words: both sides, in full, but for what may be a secret. Pure.

import type { Change } from "./changes";

/** What is to be done about an object that is there, and that the engine cannot change. */
export const fixed = (kind: string, changes: Change[]): string =>
  `the existing ${kind} differs, and the engine cannot change it: ` +
  `${differences(changes)}. ${WAY_OUT[kind] ?? "Choose another name, or remove it first."}`;

/** "DriverOpts.type is "nfs" and would be "tmpfs"; …". */
export const differences = (changes: Change[]): string =>
  changes.flatMap(perOption).map(inWords).join("; ");

const WAY_OUT: Record<string, string> = {
  swarm: "It was fixed when the swarm was made: take the change back, or make another swarm.",
};

/** Options of a driver that are all there or all missing are one difference each, too. */
function perOption(change: Change): Change[] {
  const [from, to] = [optionsOf(change.from), optionsOf(change.to)];
  if (change.path.at(-1) !== OPTIONS || !from || !to) return [change];
  return [...new Set([...Object.keys(from), ...Object.keys(to)])].map((key) => ({
    path: [...change.path, key],
    from: from[key],
    to: to[key],
  }));
}

const OPTIONS = "DriverOpts";

const optionsOf = (value: unknown): Record<string, unknown> | undefined =>
  value === undefined || (typeof value === "object" && value !== null)
    ? ((value ?? {}) as Record<string, unknown>)
    : undefined;

function inWords({ path, from, to }: Change): string {
  const name = path.join(".");
  const option = path.at(-2) === OPTIONS ? path.at(-1) : undefined;
  const safe = option === undefined ? asItIs : SAFE[option];
  if (safe === undefined) return `${name} is another`;
  const [was, wanted] = [show(from, safe), show(to, safe)];
  const hidden = was === wanted ? ", which differ in what is not shown here" : "";
  return `${name} is ${was} and would be ${wanted}${hidden}`;
}

type Safe = (text: string) => string;

function show(value: unknown, safe: Safe): string {
  if (value === undefined) return "not set";
  return JSON.stringify(typeof value === "string" ? safe(value) : value);
}

const SECRET = "[secret]";
const asItIs: Safe = (text) => text;

/** Options of the local driver; what another driver's options hold, nobody here knows. */
const SAFE: Record<string, Safe> = {
  type: asItIs,
  size: asItIs,
  // "//user:password@server/share" names the password, too.
  device: (text) => text.replace(/[^/]*@/, `${SECRET}@`),
  o: (text) => text.split(",").map(mask).join(","),
};

const SHOWN_KEYS =
  /^(addr|ip|port|username|user|domain|nfsvers|vers|proto|sec|size|mode|uid|gid|file_mode|dir_mode|timeo|retrans|[rw]size|actimeo|nr_inodes)$/;
const SHOWN_WORDS =
  /^(ro|rw|r?bind|soft|hard|(no)?(lock|intr|exec|suid|dev|atime|unix|perm|ac|acl|cto)|tcp|udp|a?sync|guest|seal)$/;

/** What is not known to be harmless may be a password, or what follows a comma in one. */
function mask(option: string): string {
  const [, key] = /^([^=]*)=/.exec(option) ?? [];
  if (key !== undefined) return SHOWN_KEYS.test(key) ? option : `${key}=${SECRET}`;
  return SHOWN_WORDS.test(option) || option === "" ? option : SECRET;
}
