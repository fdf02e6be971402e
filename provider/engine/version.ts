// The API version that is spoken: the lower of ours and the engine's.

import type { IncomingMessage } from "node:http";
import { text } from "node:stream/consumers";
import { SwarmError } from "../errors";
import type { Docker } from "./modem";
import { dial } from "./modem";

const newest = "1.52";
const oldest = "1.41";

/** Asks for the engine's version, and has every later request speak the agreed one. */
export async function negotiate(
  docker: Docker,
  address: string,
  signal: AbortSignal,
): Promise<string> {
  const engines = await apiVersionOf(docker, signal);
  if (engines === undefined) {
    throw new SwarmError(
      "ENGINE_UNREACHABLE",
      `engine ${address}: what answers there is no Docker engine, for it names no API version. See that the address is right.`,
    );
  }
  if (isOlder(engines, oldest)) {
    throw new SwarmError(
      "ENGINE_REFUSED",
      `engine ${address}: it speaks API ${engines}, and at least ${oldest} (Docker 20.10) is needed. Upgrade the engine.`,
    );
  }
  const agreed = isOlder(engines, newest) ? engines : newest;
  docker.modem.version = `v${agreed}`;
  return agreed;
}

/** dockerode's own ping keeps the header to itself. */
async function apiVersionOf(docker: Docker, abortSignal: AbortSignal): Promise<string | undefined> {
  try {
    const ping = { path: "/_ping", method: "GET", abortSignal, isStream: true } as const;
    const response = (await dial(docker, ping)) as IncomingMessage;
    // Read to its end, so that the connection is free for the next request.
    await text(response);
    const version = response.headers["api-version"];
    return typeof version === "string" && /^\d+\.\d+$/.test(version) ? version : undefined;
  } catch (error) {
    if ((error as { statusCode?: number }).statusCode === 404) return undefined;
    throw error;
  }
}

const isOlder = (version: string, than: string): boolean =>
  version.localeCompare(than, "en", { numeric: true }) < 0;
