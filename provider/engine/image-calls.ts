// The calls about images: what the registry of one tells, and whether the engine itself has it.

import { hasCode } from "../errors";
import type { Engine, RegistryAuth } from "./engine";
import type { Docker } from "./modem";
import { dial } from "./modem";
import { secretsOfAuth } from "./redact";
import type { Caller } from "./request";
import type * as api from "./types";

export function imageCalls(caller: Caller): Pick<Engine, "distribution" | "images"> {
  return {
    distribution: (image, auth) =>
      caller.read({
        subject: `image ${image}`,
        verb: "look up",
        secrets: secretsOfAuth(auth),
        limitMs: caller.limits.registryMs,
        send: async (docker, abortSignal) => {
          const path = `/distribution/${image}/json`;
          const call = { path, method: "GET", authconfig: header(auth), abortSignal } as const;
          return (await dial(docker, call)) as api.Distribution;
        },
      }),
    images: {
      inspect: async (name) => {
        try {
          return await caller.read({
            subject: `image ${name}`,
            verb: "inspect",
            send: async (docker, abortSignal) => {
              const call = { path: `/images/${name}/json`, method: "GET", abortSignal } as const;
              return (await dial(docker, call)) as api.Image;
            },
          });
        } catch (error) {
          // Another 404 is of somebody between us and the engine, who may not let images be seen.
          if (hasCode(error, "NOT_FOUND") && /No such image/i.test(error.message)) return undefined;
          throw error;
        }
      },
    },
  };
}

export function header(auth: RegistryAuth | undefined): Docker.Auth {
  return auth === undefined ? undefined : { base64: auth };
}
