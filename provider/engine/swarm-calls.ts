// Calls for the swarm itself: made, read, changed, locked and left.

import { hasCode } from "../errors";
import type { Engine } from "./engine";
import type { Docker } from "./modem";
import { dial } from "./modem";
import type { Caller } from "./request";
import type * as api from "./types";

export function swarmCalls(caller: Caller): Engine["swarm"] {
  const change = (verb: string, send: (docker: Docker, signal: AbortSignal) => Promise<unknown>) =>
    caller.write({ subject: "the swarm", verb, send });
  return {
    inspect: () => inspectSwarm(caller),
    init: async (body) => {
      const nodeId = await change("init", (docker, abortSignal) =>
        docker.swarmInit({ _query: {}, _body: body, abortSignal }),
      );
      return String(nodeId);
    },
    update: async (version, spec, rotation = {}) => {
      await change("update", (docker, abortSignal) =>
        docker.swarmUpdate({ _query: { version, ...rotation }, _body: spec, abortSignal }),
      );
    },
    leave: async (force) => {
      await change("leave", (docker, abortSignal) =>
        docker.swarmLeave({ _query: { force }, _body: {}, abortSignal }),
      );
    },
    join: async (body) => {
      await caller.write({
        subject: "the swarm",
        verb: "join",
        secrets: [body.JoinToken],
        send: (docker, abortSignal) => docker.swarmJoin({ _query: {}, _body: body, abortSignal }),
      });
    },
    unlockKey: () => readUnlockKey(caller),
    unlock: (key) => unlock(caller, key),
  };
}

/** What the engine tells of itself, and of its place in a swarm. */
export const readInfo = (caller: Caller): Promise<api.Info> =>
  caller.read({
    subject: "the engine's info",
    verb: "read",
    send: async (docker, abortSignal) => (await docker.info({ abortSignal })) as api.Info,
  });

/** An engine in no swarm says "not a manager", as a worker does; only the words tell them apart. */
export async function inspectSwarm(caller: Caller): Promise<api.Swarm | undefined> {
  try {
    return await caller.read({
      subject: "the swarm",
      verb: "inspect",
      send: async (docker, abortSignal) =>
        (await docker.swarmInspect({ abortSignal })) as api.Swarm,
    });
  } catch (error) {
    if (hasCode(error, "NOT_A_MANAGER") && !/Worker nodes/.test(error.message)) return undefined;
    throw error;
  }
}

const readUnlockKey = (caller: Caller): Promise<string> =>
  caller.read({
    subject: "the swarm's unlock key",
    verb: "read",
    send: async (docker, abortSignal) => {
      const call = { path: "/swarm/unlockkey", method: "GET", abortSignal } as const;
      return ((await dial(docker, call)) as { UnlockKey?: string }).UnlockKey ?? "";
    },
  });

async function unlock(caller: Caller, key: string): Promise<void> {
  await caller.write({
    subject: "the swarm",
    verb: "unlock",
    limitMs: caller.limits.unlockMs,
    secrets: [key],
    send: (docker, abortSignal) => {
      const options = { _query: {}, _body: { UnlockKey: key } };
      return dial(docker, { path: "/swarm/unlock", method: "POST", options, abortSignal });
    },
  });
}
