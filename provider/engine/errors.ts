// What a failed request means: the engine's status and words, or the connection's errno → a SwarmError, and
// whether another try may help. Pure. Status alone misleads: swarm answers 500 for much that is the user's.

import type { ErrorCode } from "../errors";
import { hasCode, SwarmError } from "../errors";
import { redact } from "./redact";
import { remedy } from "./remedy";

/** What was asked of whom, for the words of a failure. */
export interface Asked {
  address: string;
  /** "service web", "services". */
  subject: string;
  /** "create", "list". */
  verb: string;
  write: boolean;
  secrets?: readonly string[];
}

/** What docker-modem and node throw. */
interface Raw {
  code?: string;
  statusCode?: number;
  message: string;
  json?: { message?: unknown } | null;
  /** Of an address that was tried as IPv4 and as IPv6; the message is empty then. */
  errors?: Error[];
}

/** The request never left. */
const unsent = ["ECONNREFUSED", "EAI_AGAIN", "ENOENT", "EHOSTUNREACH", "ENETUNREACH", "ESSHLOGIN"];
/** Neither did this, and never will. */
const denied = ["ESSHDENIED"];
/** It may have arrived, or not. */
const cut = ["ECONNRESET", "EPIPE", "ETIMEDOUT", "ESSH", "ENOANSWER"];
/** Of a swarm that changes its leader, and of the wire to the one it had. */
const passing = new RegExp(
  [
    "context deadline exceeded|does not have a leader|lost leader status|node is stopped",
    "not yet part of a raft cluster|Manager is being prepared|more than one redirect to leader",
    "transport is closing|connection error|connection is (closing|draining)",
    "error reading from server|closing transport due to",
  ].join("|"),
  "i",
);
const lasting =
  /Worker nodes can't be used|not part of a swarm|encrypted and needs to be unlocked|certificates have expired/i;

/** Whether the same request may succeed a little later, with nobody doing anything about it. */
export function isTransient(error: unknown): boolean {
  const raw = error as Raw;
  if (raw.statusCode === undefined) return [...unsent, ...cut].includes(raw.code ?? "");
  if (raw.statusCode === 502 || raw.statusCode === 504) return true;
  const words = engineWords(raw);
  return [500, 503].includes(raw.statusCode) && passing.test(words) && !lasting.test(words);
}

/** Whether the engine itself did not answer, whatever its swarm does. */
export const isSilence = (error: unknown): error is SwarmError =>
  hasCode(error, "ENGINE_UNREACHABLE") &&
  (error.cause as Raw | undefined)?.statusCode === undefined;

/** Whether the engine cannot have seen the request. */
export const neverArrived = (error: unknown): boolean =>
  isSilence(error) && [...unsent, ...denied].includes((error.cause as Raw | undefined)?.code ?? "");

/** Puts a failure into words: subject, what happened, the engine's own words, what to do; no secret in it. */
export function explain(error: unknown, asked: Asked): SwarmError {
  const raw = error as Raw;
  const clean = (text: string) =>
    redact(text, asked.secrets ?? [])
      .replace(/\s+/g, " ")
      .trim();
  const words = sentence(clean(engineWords(raw)));
  // A copy, for the original holds the whole answer.
  const cause = Object.assign(new Error(clean(raw.message)), {
    code: raw.code,
    statusCode: raw.statusCode,
    words,
  });
  cause.stack = undefined;
  if (raw.statusCode === undefined) {
    return new SwarmError("ENGINE_UNREACHABLE", unreachable(raw, words, asked), { cause });
  }
  const code = classify(raw);
  return new SwarmError(code, refusal(code, raw.statusCode, words, asked), { cause });
}

const IN_USE =
  /\bis in use\b|has active endpoints|volume is still in use|cannot be removed because service/;

const PORT_TAKEN = /already in use by service/;

function classify(raw: Raw): ErrorCode {
  const words = engineWords(raw);
  if (/update out of sequence/.test(words)) return "OUT_OF_SEQUENCE";
  // First, for a manager that starts says that it is none yet.
  if (isTransient(raw)) return "ENGINE_UNREACHABLE";
  if (/not a swarm manager|not part of a swarm|from a worker node/.test(words))
    return "NOT_A_MANAGER";
  if (IN_USE.test(words)) return "IN_USE";
  if (PORT_TAKEN.test(words)) return "PORT_TAKEN";
  if (/name conflicts with|already exists|must be unique/.test(words)) return "NAME_TAKEN";
  if (raw.statusCode === 404 || /\bnot found\b/.test(words)) return "NOT_FOUND";
  return "ENGINE_REFUSED";
}

function refusal(code: ErrorCode, status: number, words: string, asked: Asked): string {
  const { address, subject, verb } = asked;
  switch (code) {
    case "OUT_OF_SEQUENCE":
      return `${subject}: somebody else changed it between read and ${verb}. ${words} Run the command again.`;
    case "NOT_A_MANAGER":
      return `engine ${address}: it is not a manager of a swarm, so it cannot ${verb} ${subject}. ${words} Name a manager in the connection.`;
    case "ENGINE_UNREACHABLE":
      return `${subject}: the swarm did not answer to ${verb} (HTTP ${status} from ${address}). ${words} ${unknownOutcome(asked)}See that most of the managers are up.`;
    case "IN_USE":
      return `${subject}: cannot ${verb}, it is in use. ${words} Remove what uses it first.`;
    case "NAME_TAKEN":
      return `${subject}: cannot ${verb}, the name is taken. ${words} Choose another name, or take the existing one over with \`adopt: true\`.`;
    case "NOT_FOUND":
      return `${subject}: cannot ${verb}, something is missing (HTTP ${status}). ${words} ${hint(words) ?? "`pulumi refresh` finds what was removed by others."}`;
    default:
      return [`${subject}: the engine refused to ${verb} (HTTP ${status}).`, words, hint(words)]
        .filter(Boolean)
        .join(" ");
  }
}

const hints: [RegExp, string][] = [
  [
    /plugin "[^"]*" not found/,
    "Install the plug-in on this engine and on every node that is to use it, or mend `driver`.",
  ],
  [/HTTP request to an HTTPS server/, "Give ca, cert and key, or write https://."],
  [/needs to be unlocked/, "Unlock it: docker swarm unlock."],
  [
    /certificates have expired/,
    "Renew them: docker swarm ca --rotate, or let the node join again.",
  ],
  [PORT_TAKEN, "Publish another port, or remove the other service."],
  [/renaming services|mode change is not allowed|only updates to Labels/, "It must be replaced."],
];

function hint(words: string): string | undefined {
  return hints.find(([pattern]) => pattern.test(words))?.[1];
}

function unreachable(raw: Raw, words: string, asked: Asked): string {
  return `engine ${asked.address}: cannot ${asked.verb} ${asked.subject}. ${words} ${cut.includes(raw.code ?? "") ? unknownOutcome(asked) : ""}${remedy({ code: raw.code ?? "", words, address: asked.address })}`;
}

function unknownOutcome({ write, verb }: Asked): string {
  return write ? `Whether the ${verb} was done is not known. ` : "";
}

/** The engine's sentence without the wrappings of gRPC and docker-modem. */
function engineWords(raw: Raw): string {
  const told = raw.json?.message;
  const said = raw.message || raw.errors?.[0]?.message || raw.code || "";
  const text = typeof told === "string" ? told : said.replace(/^\(HTTP code \d+\) [^-]* - /, "");
  return text.replace(/rpc error: code = \w+ desc = /g, "").trim();
}

function sentence(words: string): string {
  return /[.!?]$/.test(words) ? words : `${words}.`;
}
