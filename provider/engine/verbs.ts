// What the kinds of objects have in common: list, inspect, create, update and remove, with their words and
// with the meaning of "missing". The calls themselves are in calls.ts.

import { hasCode, SwarmError } from "../errors";
import type { Filters, RegistryAuth } from "./engine";
import type { Docker } from "./modem";
import { secretsOfAuth, secretsOfData } from "./redact";
import type { Caller } from "./request";

type Call = Docker.Call;

/** GET of many. */
export function lister<T>(
  caller: Caller,
  kind: string,
  send: (docker: Docker, call: Call) => Promise<unknown>,
): (filters?: Filters) => Promise<T[]> {
  return async (filters = {}) => {
    const answer = await caller.read({
      subject: kind,
      verb: "list",
      send: (docker, abortSignal) => send(docker, { _query: { filters }, abortSignal }),
    });
    if (Array.isArray(answer)) return answer as T[];
    // An engine without any answers null for some kinds, which docker-modem leaves as bytes.
    if (answer === null || String(answer).trim() === "null") return [];
    throw notDocker(caller, kind);
  };
}

/**
 * GET of one by its id or name. The engine also takes the beginning of an id; an object that merely begins
 * so is not the one that was asked for.
 */
export function inspector<T extends object>(
  caller: Caller,
  kind: string,
  send: (docker: Docker, key: string, call: Call) => Promise<unknown>,
  namesOf: (object: T) => string[],
): (idOrName: string) => Promise<T | undefined> {
  return async (idOrName) => {
    try {
      const answer = await caller.read({
        subject: `${kind} ${idOrName}`,
        verb: "inspect",
        send: (docker, abortSignal) => send(docker, encodeURIComponent(idOrName), { abortSignal }),
      });
      if (!isObject(answer)) throw notDocker(caller, kind);
      return namesOf(answer as T).includes(idOrName) ? (answer as T) : undefined;
    } catch (error) {
      if (isMissing(error)) return undefined;
      throw error;
    }
  };
}

interface Named {
  Name: string;
  Data?: string;
}

/** POST of a spec; gives the id. What is sent beside it as `auth` is secret as well. */
export function creator<Spec extends Named>(
  caller: Caller,
  kind: string,
  send: (docker: Docker, call: Call) => Promise<Docker.Created>,
  auth?: RegistryAuth,
): (spec: Spec) => Promise<string> {
  return (spec) =>
    caller.write({
      subject: `${kind} ${spec.Name}`,
      verb: "create",
      secrets: [...secretsOfData(spec.Data), ...secretsOfAuth(auth)],
      send: async (docker, abortSignal) =>
        (await send(docker, { _query: {}, _body: spec, abortSignal })).id,
    });
}

/** POST of a whole spec over the version that it was made from. */
export function updater<Spec extends Named>(
  caller: Caller,
  kind: string,
  send: (docker: Docker, key: string, call: Call) => Promise<unknown>,
  auth?: RegistryAuth,
): (id: string, version: number, spec: Spec) => Promise<void> {
  return (id, version, spec) =>
    caller.write({
      subject: `${kind} ${spec.Name}`,
      verb: "update",
      secrets: [...secretsOfData(spec.Data), ...secretsOfAuth(auth)],
      send: async (docker, abortSignal) => {
        const call = { _query: { version }, _body: spec, abortSignal };
        await send(docker, encodeURIComponent(id), call);
      },
    });
}

/** DELETE; gives whether there was something to remove. */
export function remover(
  caller: Caller,
  kind: string,
  send: (docker: Docker, key: string, call: Call) => Promise<unknown>,
): (id: string) => Promise<boolean> {
  return async (id) => {
    try {
      await caller.write({
        subject: `${kind} ${id}`,
        verb: "remove",
        send: (docker, abortSignal) => send(docker, encodeURIComponent(id), { abortSignal }),
      });
      return true;
    } catch (error) {
      if (isMissing(error)) return false;
      throw error;
    }
  };
}

/** Only the engine's 404 means missing; that words speak of something "not found" may mean another thing. */
function isMissing(error: unknown): boolean {
  const status = (error as { cause?: { statusCode?: number } }).cause?.statusCode;
  return hasCode(error, "NOT_FOUND") && status === 404;
}

function isObject(answer: unknown): boolean {
  return typeof answer === "object" && answer !== null && !Buffer.isBuffer(answer);
}

function notDocker(caller: Caller, kind: string): SwarmError {
  return new SwarmError(
    "ENGINE_UNREACHABLE",
    `engine ${caller.address}: asked for ${kind}, it answered what no Docker engine answers. See that the address is right.`,
  );
}
